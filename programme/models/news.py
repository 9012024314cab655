"""News: written in up to three languages, with pictures; public from its date on, once a coordinator publishes it."""

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS, AuditEntry
from languages.fields import CODES, TranslatedField
from openweb.pages import forget_public_pages
from safekeeping.once import SentOnce
from safekeeping.states import HasShortId, TransitionError
from safekeeping.versions import Versioned
from uploads.models import Upload

from .texts import MARKDOWN_HELP

HAS_A_TITLE = ~Q(title_kk="", title_ru="", title_en="")


class NewsQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is not published yet only coordinators see."""
        if user.is_authenticated and user.in_group(COORDINATORS):
            return self
        return self.published()

    def editable_by(self, user):
        return self if user.in_group(COORDINATORS) else self.none()

    def published(self):
        return self.filter(published_at__lte=timezone.now()).order_by("-published_at")

    def for_desk(self):
        """Drafts first, then by date."""
        return self.order_by(F("published_at").desc(nulls_first=True), "-changed_at", "id")

    def with_pictures(self):
        """Each with its pictures, and of each whether the open web may see it (`is_public`)."""
        pictures = NewsPicture.objects.with_reach().select_related("upload")
        return self.prefetch_related(Prefetch("pictures", pictures, to_attr="shown_pictures"))


class NewsItem(HasShortId, Versioned, SentOnce):
    title = TranslatedField(models.CharField, _("title"), max_length=160, blank=True)
    body = TranslatedField(models.TextField, _("text"), help_text=MARKDOWN_HELP, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, db_index=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("news item"), _("news")
        ordering = ("-published_at",)
        constraints = [
            models.UniqueConstraint(name="programme_news_sent_once", fields=["client_uuid"]),
            models.CheckConstraint(
                name="programme_news_has_a_title",
                condition=HAS_A_TITLE,
                violation_error_message=_("Write the title in at least one language."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programme:news", args=[self.pk])

    @property
    def is_draft(self):
        return self.published_at is None

    @property
    def is_coming(self):
        """Published, with a day that has not come yet."""
        return self.published_at is not None and self.published_at > timezone.now()

    @property
    def is_ready(self):
        """Whether some language has both a title and a text."""
        return any(getattr(self, f"title_{code}") and getattr(self, f"body_{code}") for code in CODES)

    @property
    def lacks(self):
        """Languages in which the title or the text is missing."""
        return [code for code in CODES if not (getattr(self, f"title_{code}") and getattr(self, f"body_{code}"))]

    @property
    def cover(self):
        """Of with_pictures(): the cover that everybody may see, or None."""
        return next((one for one in self.shown_pictures if one.is_cover and one.is_public), None)

    @property
    def public_pictures(self):
        """Of with_pictures(): {number: picture} of those that everybody may see."""
        return {one.number: one for one in self.shown_pictures if one.is_public}

    @transaction.atomic
    def publish(self, by, at):
        """Public from `at` on. TransitionError unless it is a draft with a title and a text."""
        if not self.is_ready:
            raise TransitionError(f"{self.pk} has no text")
        if not NewsItem.objects.filter(pk=self.pk, published_at=None).update(published_at=at):
            raise TransitionError(f"{self.pk} is published already")
        self.published_at = at
        AuditEntry.objects.record(by, "news published", self, published_at=at)
        transaction.on_commit(forget_public_pages)

    @transaction.atomic
    def unpublish(self, by):
        """A draft again."""
        before = self.published_at
        if not NewsItem.objects.filter(pk=self.pk).exclude(published_at=None).update(published_at=None):
            raise TransitionError(f"{self.pk} is a draft")
        self.published_at = None
        AuditEntry.objects.record(by, "news taken down", self, published_at=[before, None])
        transaction.on_commit(forget_public_pages)

    publish.alters_data = unpublish.alters_data = True


class NewsPictureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of items that the user sees; strangers and neighbours get only what consent allows."""
        pictures = self.filter(item__in=NewsItem.objects.visible_to(user).order_by())
        if user.is_authenticated and user.in_group(COORDINATORS):
            return pictures
        return pictures.filter(upload__in=Upload.objects.public().order_by())

    def with_reach(self):
        return self.annotate(is_public=Exists(Upload.objects.public().filter(pk=OuterRef("upload"))))


class NewsPicture(HasShortId, Versioned, SentOnce):
    """A picture of a news item. `[[2]]` on a line of its own puts the second into the text."""

    item = models.ForeignKey(NewsItem, models.CASCADE, related_name="pictures", verbose_name=_("news item"))
    number = models.PositiveSmallIntegerField(_("number"))
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="+", verbose_name=_("picture"))
    alt = TranslatedField(models.CharField, _("what the picture shows"), max_length=250, blank=True)
    is_cover = models.BooleanField(_("cover"), default=False)

    objects = NewsPictureQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("picture of the news"), _("pictures of the news")
        ordering = ("item", "number")
        constraints = [
            models.UniqueConstraint(name="programme_newspicture_number_once", fields=["item", "number"]),
            models.UniqueConstraint(name="programme_newspicture_sent_once", fields=["item", "client_uuid"]),
            models.UniqueConstraint(
                name="programme_newspicture_one_cover", fields=["item"], condition=Q(is_cover=True)
            ),
        ]

    def __str__(self):
        return self.alt or self.upload.name

    @property
    def shown_alt(self):
        """What it shows, in the reader's language if possible; else as its sender described it."""
        return self.alt or self.upload.alt

    @property
    def marker(self):
        return f"[[{self.number}]]"

    @transaction.atomic
    def make_cover(self, by):
        """The one picture of lists and previews; the one before it stays in the text."""
        self.item.pictures.filter(is_cover=True).exclude(pk=self.pk).update(is_cover=False)
        if NewsPicture.objects.filter(pk=self.pk, is_cover=False).update(is_cover=True):
            self.is_cover = True
            AuditEntry.objects.record(by, "news cover chosen", self.item, picture=self.pk)

    @transaction.atomic
    def remove(self, by):
        AuditEntry.objects.record(by, "news picture removed", self.item, picture=self.pk)
        self.delete()

    make_cover.alters_data = remove.alters_data = True
