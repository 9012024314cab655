"""Text pages of the programme."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS
from languages.fields import TranslatedField
from safekeeping.versions import Versioned

MARKDOWN_HELP = _("An empty line begins a paragraph. ## heading, **bold**, - list, [words](address).")


class PageQuerySet(models.QuerySet):
    def editable_by(self, user):
        return self if user.in_group(COORDINATORS) else self.none()


class Page(Versioned):
    """A text page of the programme, in Markdown. Coordinators reword it on the portal's own pages."""

    slug = models.SlugField(_("address"), unique=True)
    title = TranslatedField(models.CharField, _("title"), max_length=160)
    body = TranslatedField(models.TextField, _("text"), help_text=MARKDOWN_HELP)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("page"), _("pages")
        ordering = ("slug",)

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programme:page", args=[self.slug])
