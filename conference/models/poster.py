from functools import partial

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import AuditEntry
from languages.alphabet import words_of
from languages.fields import Searchable
from openweb.pages import forget_public_pages
from outbox.letters import write_to
from projects.models import NameForm, Project, ProjectStatus
from safekeeping.states import HasMoves, HasShortId, TransitionError, closed_set
from uploads.models import Upload

from .conference import Conference


class PosterStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("poster", "being prepared")
    SUBMITTED = "submitted", pgettext_lazy("poster", "waits for the organisers")
    ACCEPTED = "accepted", pgettext_lazy("poster", "accepted")
    DECLINED = "declined", pgettext_lazy("poster", "declined")
    CONFIRMED = "confirmed", pgettext_lazy("poster", "confirmed")
    PRESENTED = "presented", pgettext_lazy("poster", "presented")
    ABSENT = "absent", pgettext_lazy("poster", "absent")


SHOWN = (PosterStatus.ACCEPTED, PosterStatus.CONFIRMED, PosterStatus.PRESENTED)
FINISHED_PROJECT = (ProjectStatus.ACCEPTED, ProjectStatus.PUBLISHED)
MOST_TRIES = 8


class PosterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The gallery; one's own; for organisers all that was sent to them."""
        gallery = Q(pk__in=self.model.objects.shown().filter(conference__in=Conference.objects.visible_to(user)))
        if user.is_anonymous:
            return self.filter(gallery)
        organised = Q(conference__in=Conference.objects.organised_by(user)) & ~Q(status=PosterStatus.DRAFT)
        return self.filter(gallery | Q(project__lead=user) | organised)

    def editable_by(self, user):
        """The author's, until she sends it, and while posters are received."""
        return self.made_by(user).filter(
            status=PosterStatus.DRAFT, conference__in=Conference.objects.open_for_posters()
        )

    def made_by(self, user):
        return self.none() if user.is_anonymous else self.filter(project__lead=user)

    def decidable_by(self, user):
        """Those sent to a conference that the user organises. Never her own."""
        if user.is_anonymous:
            return self.none()
        mine = Conference.objects.organised_by(user)
        return self.filter(conference__in=mine).exclude(status=PosterStatus.DRAFT).exclude(project__lead=user)

    def shown(self):
        """Accepted, and with a file that strangers may see: a withdrawn consent takes the poster off at once (D4)."""
        return self.filter(Q(status__in=SHOWN) & (Q(upload=None) | Q(upload__in=Upload.objects.public().order_by())))

    def waiting(self):
        return self.filter(status=PosterStatus.SUBMITTED).order_by("submitted_at", "pk")

    def matching(self, words):
        """Every word in title, abstract, school or the author's name as she shows it; in any script and case.

        Of a published story its whole search text counts; of others not what they keep to their circle.
        """
        found = self
        for word in words_of(words):
            found = found.filter(
                Q(search_text__contains=word)
                | Q(project__school__search_text__contains=word)
                | Q(project__status=ProjectStatus.PUBLISHED, project__search_text__contains=word)
                | Q(project__name_form=NameForm.FULL, project__lead__search_text__contains=word)
            )
        return found

    def for_listing(self):
        return self.select_related(
            "conference", "project__lead", "project__school__district__region", "project__subject", "upload"
        ).prefetch_related("project__themes")


class PosterManager(models.Manager.from_queryset(PosterQuerySet)):
    def projects_without(self, conference, author):
        """Her finished projects that have no poster there yet."""
        return (
            Project.objects.led_by(author).filter(status__in=FINISHED_PROJECT).exclude(posters__conference=conference)
        )

    def latest_gallery(self, user):
        """Posters of the newest conference that has any to show, for the page of one that has none yet."""
        shown = self.shown().filter(conference__in=Conference.objects.visible_to(user)).order_by()
        newest = Conference.objects.filter(posters__in=shown).first()
        return newest.posters.shown().for_listing()[:6] if newest else None

    @transaction.atomic
    def begin(self, conference, project, actor):
        """The draft of this project's poster; the one that is there already when it was begun before."""
        if not conference.is_open_for_posters:
            raise TransitionError("Posters are not being received.")
        poster, is_new = self.get_or_create(conference=conference, project=project)
        if is_new:
            AuditEntry.objects.record(actor, "poster begun", poster)
        return poster


class Poster(HasShortId, HasMoves, Searchable):
    SEARCHED = ("project_title", "abstract")
    MOVES = {
        PosterStatus.DRAFT: {PosterStatus.SUBMITTED},
        PosterStatus.SUBMITTED: {PosterStatus.ACCEPTED, PosterStatus.DECLINED, PosterStatus.DRAFT},
        PosterStatus.ACCEPTED: {PosterStatus.CONFIRMED, PosterStatus.DECLINED},
        PosterStatus.DECLINED: {PosterStatus.DRAFT},
        PosterStatus.CONFIRMED: {PosterStatus.PRESENTED, PosterStatus.ABSENT},
        PosterStatus.PRESENTED: set(),
        PosterStatus.ABSENT: set(),
    }

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="posters", verbose_name=_("conference"))
    project = models.ForeignKey(Project, models.PROTECT, related_name="posters", verbose_name=_("project"))
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    abstract = models.TextField(_("in short"), blank=True, max_length=1500)
    upload = models.ForeignKey(
        Upload, models.SET_NULL, null=True, blank=True, related_name="posters", verbose_name=_("picture or PDF")
    )
    status = models.CharField(_("state"), max_length=10, choices=PosterStatus, default=PosterStatus.DRAFT)
    answer = models.TextField(_("what the organisers wrote"), blank=True, max_length=2000)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)

    objects = PosterManager()

    class Meta:
        verbose_name, verbose_name_plural = _("poster"), _("posters")
        ordering = (F("number").asc(nulls_last=True), "created_at", "id")
        constraints = [
            closed_set("conference_poster_status", PosterStatus),
            models.UniqueConstraint(name="conference_poster_one_a_project", fields=["conference", "project"]),
            models.UniqueConstraint(name="conference_poster_number_once", fields=["conference", "number"]),
            models.CheckConstraint(
                name="conference_poster_declined_with_reason",
                condition=~Q(status=PosterStatus.DECLINED) | ~Q(answer=""),
                violation_error_message=_("Say why the poster is declined."),
            ),
        ]
        indexes = [models.Index(fields=["conference", "status", "number"], name="conference_poster_gallery")]

    def __str__(self):
        return str(self.project)

    @property
    def audit_label(self):
        return self.project.audit_label

    def get_absolute_url(self):
        return reverse("conference:poster", args=[self.conference.slug, self.pk])

    @property
    def project_title(self):
        return self.project.title

    @property
    def shows_picture(self):
        return self.upload is not None and self.upload.is_picture

    def missing(self):
        """What must still be done before it can be sent, in words. Asks the database about consent."""
        lacking = []
        if self.upload is None:
            lacking.append(_("Add the poster: a picture or a PDF."))
        elif not Upload.objects.public().contains(self.upload):
            lacking.append(_("People can be recognised in it: record their consent, or choose another picture."))
        if not self.abstract.strip():
            lacking.append(_("Write in a few sentences what it is about."))
        return lacking

    # Verbs ------------------------------------------------------------------------------------------

    @transaction.atomic
    def submit(self, actor):
        """Sends it to the organisers. ValidationError in words while something is missing."""
        if not self.conference.is_open_for_posters or self.project.status not in FINISHED_PROJECT:
            raise TransitionError("Posters of this project are not being received.")
        self._refuse_unfinished()
        self._act(actor, "poster submitted", PosterStatus.SUBMITTED, submitted_at=timezone.now(), answer="")

    @transaction.atomic
    def take_back(self, actor):
        """The author changes something before anybody has decided."""
        self._act(actor, "poster taken back", PosterStatus.DRAFT, submitted_at=None)

    @transaction.atomic
    def accept(self, actor):
        """Gives it the next number, puts it into the gallery and tells its author."""
        self._refuse_unfinished()
        for tries_left in reversed(range(MOST_TRIES)):
            try:
                with transaction.atomic():
                    self._act(
                        actor, "poster accepted", PosterStatus.ACCEPTED, number=self.number or self._next_number()
                    )
                break
            except IntegrityError:  # another poster took the number in this moment
                if not tries_left:
                    raise
        self._tell_author("poster_accepted")

    @transaction.atomic
    def decline(self, actor, reason):
        """Also takes an accepted one out of the gallery. Its number stays its own."""
        if not reason.strip():
            raise ValidationError(_("Say why the poster is declined."), code="reason")
        self._act(actor, "poster declined", PosterStatus.DECLINED, answer=reason.strip())
        self._tell_author("poster_declined")

    @transaction.atomic
    def reopen(self, actor):
        """The author mends a declined poster while posters are still received."""
        if not self.conference.is_open_for_posters:
            raise TransitionError("Posters are not being received.")
        self._act(actor, "poster reopened", PosterStatus.DRAFT)

    def _refuse_unfinished(self):
        if lacking := self.missing():
            raise ValidationError(lacking, code="unfinished")

    def _next_number(self):
        return (self.conference.posters.aggregate(last=Max("number"))["last"] or 0) + 1

    def _act(self, actor, verb, target, **columns):
        before = self.status
        self._move_to(target, **columns)
        transaction.on_commit(forget_public_pages)
        AuditEntry.objects.record(actor, verb, self, status=[before, target])

    def _tell_author(self, letter):
        path = partial(reverse, "conference:poster", args=[self.conference.slug, self.pk])
        write_to(self.project.lead, letter, path=path, poster=self)

    submit.alters_data = take_back.alters_data = accept.alters_data = True
    decline.alters_data = reopen.alters_data = True
