"""The secret address under which a person's phone reads her sessions."""

from django.core import signing
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from safekeeping.ids import short_id

SIGNER = signing.Signer(salt="communities.calendar")


class CalendarQuerySet(models.QuerySet):
    def open_for(self, token):
        """The address that this token names (none or one), while its owner may sign in and has not renewed it."""
        try:
            person, nonce = SIGNER.unsign_object(token)
        except (signing.BadSignature, ValueError):
            return self.none()
        return self.filter(person=person, nonce=nonce, person__is_active=True).select_related("person")


class CalendarAddress(models.Model):
    """The token is signed, not stored; a new nonce makes the old address worthless."""

    person = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="calendar_address", verbose_name=_("person")
    )
    nonce = models.CharField(max_length=12, default=short_id, editable=False)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("calendar address"), _("calendar addresses")

    def __str__(self):
        return str(self.person)

    @property
    def token(self):
        return SIGNER.sign_object([self.person_id, self.nonce])
