"""What the university says about state attestation. The portal says nothing of its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from languages.fields import TranslatedField
from safekeeping.versions import Versioned


class AttestationWords(Versioned):
    """One row. Empty, nothing is printed."""

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    text = TranslatedField(models.TextField, _("the university’s words on attestation"), max_length=1000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("words on attestation")
        constraints = [models.CheckConstraint(name="certification_attestation_one_row", condition=Q(id=1))]

    def __str__(self):
        return str(self.text)

    @classmethod
    def the_one(cls):
        return cls.objects.get_or_create(pk=cls.THE_ONE)[0]
