from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS, UNIVERSITY, AuditEntry
from communities.models import Community, Facilitation, Membership
from languages.fields import Searchable, SearchQuerySet
from openweb.pages import forget_public_pages
from programme.models import ResearchMethod, Subject, Theme
from safekeeping.once import SentOnce
from safekeeping.states import HasMoves, HasShortId, TransitionError, closed_set
from safekeeping.versions import Versioned
from schools.models import FEWEST_SHOWN, School
from uploads.models import Upload

from .choices import RESTING, VISIBILITY_MEANS, WRITABLE, NameForm, ProjectStatus, Visibility


class ProjectQuerySet(SearchQuerySet):
    def visible_to(self, user):
        """A visitor sees published stories; a person also her own and those her circle shares with her."""
        return self.filter(self._published() | self._shared_with(user))

    def readable_by(self, user):
        """The work itself, published or not: one's own, and what one's circle shares. Visitors read stories only."""
        return self.none() if user.is_anonymous else self.filter(self._shared_with(user))

    def commentable_by(self, user):
        return self.readable_by(user).exclude(Q(lead=user) | Q(status=ProjectStatus.WITHDRAWN))

    def editable_by(self, user):
        return self.led_by(user).filter(status__in=WRITABLE)

    def led_by(self, user):
        return self.none() if user.is_anonymous else self.filter(lead=user)

    def facilitated_by(self, user, today=None):
        """Projects of the communities that the user facilitates and whose leads let her read."""
        circle = Facilitation.objects.current(today).filter(person=user).values("community")
        return self.filter(community__in=circle).exclude(visibility=Visibility.ME)

    def with_titles_for(self, user):
        """All of them, but the titles only of what this person may read; the others say "not shared"."""
        return self.annotate(title_is_shared=Exists(Project.objects.visible_to(user).filter(pk=OuterRef("pk"))))

    def stories_for(self, user):
        """Published stories, and for their author the accepted ones as they would look."""
        if user.is_anonymous:
            return self.published()
        return self.filter(self._published() | Q(lead=user, status=ProjectStatus.ACCEPTED))

    def published(self):
        return self.filter(self._published())

    def near(self, project):
        """Others from the same district, the newest first."""
        same = self.filter(school__district=project.school.district_id).exclude(pk=project.pk)
        return same.order_by("-published_at", "id")

    def alike(self, project):
        """Others with a theme in common, from other districts, the newest first."""
        themes = self.model.themes.through.objects
        own = themes.filter(project=project.pk).values("theme")
        same = self.filter(pk__in=themes.filter(theme__in=own).values("project"))
        return same.exclude(school__district=project.school.district_id).order_by("-published_at", "id")

    def for_listing(self):
        """With school, themes and cover. `shows_cover` is false once the consent for the picture is withdrawn."""
        fit = Upload.objects.public().filter(pk=OuterRef("cover"))
        related = self.select_related("lead", "school__district__region", "subject", "cover").prefetch_related("themes")
        return related.annotate(shows_cover=Exists(fit))

    def for_cards(self):
        """For listing, without the long texts that no card shows."""
        texts = ("concern", "changed_pupils", "changed_colleagues", "changed_school", "changed_me", "search_text")
        return self.for_listing().defer(*texts)

    def for_reading(self):
        """With lead and school; `lamps` counts the stages that are done, `open_comments` what is not settled."""
        done = Count("entries", filter=Q(entries__done_at__isnull=False), distinct=True)
        said = Count("comments", filter=Q(comments__settled_at=None, comments__answers=None), distinct=True)
        return self.select_related("lead", "school").annotate(lamps=done, open_comments=said)

    def _shared_with(self, user):
        """Principals have no row here: what a teacher writes is hidden from hierarchy unless she shares it."""
        if user.is_anonymous:
            return Q(pk__in=[])
        facilitated = Facilitation.objects.current().filter(person=user).values("community")
        joined = Membership.objects.current().filter(person=user).values("community")
        beyond_me = Q(visibility__in=[v for v in Visibility.values if v != Visibility.ME])
        with_community = Q(visibility__in=[Visibility.COMMUNITY, Visibility.PROGRAMME, Visibility.PUBLIC])
        allowed = Q(lead=user) | beyond_me & Q(community__in=facilitated) | with_community & Q(community__in=joined)
        if user.in_group(COORDINATORS) or user.in_group(UNIVERSITY) or self._is_in_programme(user):
            allowed |= Q(visibility__in=[Visibility.PROGRAMME, Visibility.PUBLIC])
        return allowed

    @staticmethod
    def _published():
        return Q(status=ProjectStatus.PUBLISHED, visibility=Visibility.PUBLIC)

    @staticmethod
    def _is_in_programme(user):
        """Whoever belongs to a community now, as member or facilitator."""
        return (
            Membership.objects.current().filter(person=user).exists()
            or Facilitation.objects.current().filter(person=user).exists()
        )


class ProjectManager(models.Manager.from_queryset(ProjectQuerySet)):
    @transaction.atomic
    def start(self, lead, **fields):
        project = self.create(lead=lead, **fields)
        AuditEntry.objects.record(lead, "project begun", project)
        return project


class Project(HasShortId, HasMoves, Searchable, Versioned, SentOnce):
    SEARCHED = ("title", "concern", "public_author", "school_names")
    SORTED = ("title",)
    MOVES = {
        ProjectStatus.DRAFTING: {ProjectStatus.IN_PROGRESS, ProjectStatus.PAUSED, ProjectStatus.WITHDRAWN},
        ProjectStatus.IN_PROGRESS: {ProjectStatus.SUBMITTED, ProjectStatus.PAUSED, ProjectStatus.WITHDRAWN},
        ProjectStatus.SUBMITTED: {
            ProjectStatus.IN_PROGRESS,
            ProjectStatus.RETURNED,
            ProjectStatus.ACCEPTED,
            ProjectStatus.WITHDRAWN,
        },
        ProjectStatus.RETURNED: {ProjectStatus.SUBMITTED, ProjectStatus.PAUSED, ProjectStatus.WITHDRAWN},
        ProjectStatus.ACCEPTED: {ProjectStatus.PUBLISHED},
        ProjectStatus.PUBLISHED: {ProjectStatus.ACCEPTED},
        ProjectStatus.PAUSED: {*WRITABLE, ProjectStatus.WITHDRAWN},
        ProjectStatus.WITHDRAWN: set(WRITABLE),
    }

    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="projects", verbose_name=_("led by")
    )
    community = models.ForeignKey(Community, models.PROTECT, related_name="projects", verbose_name=_("community"))
    school = models.ForeignKey(School, models.PROTECT, related_name="projects", verbose_name=_("school"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="kk")
    title = models.CharField(_("title"), max_length=200)
    concern = models.TextField(_("my concern"), blank=True, max_length=5000)
    themes = models.ManyToManyField(Theme, blank=True, related_name="projects", verbose_name=_("themes"))
    subject = models.ForeignKey(
        Subject,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=pgettext_lazy("school", "subject"),
    )
    grade_from = models.PositiveSmallIntegerField(_("from grade"), null=True, blank=True)
    grade_to = models.PositiveSmallIntegerField(_("to grade"), null=True, blank=True)
    methods = models.ManyToManyField(
        ResearchMethod, blank=True, related_name="projects", verbose_name=_("research methods")
    )
    girls_reached = models.PositiveIntegerField(_("girls reached"), null=True, blank=True)
    boys_reached = models.PositiveIntegerField(_("boys reached"), null=True, blank=True)
    changed_pupils = models.TextField(_("what changed for pupils"), blank=True, max_length=5000)
    changed_colleagues = models.TextField(_("what changed for colleagues"), blank=True, max_length=5000)
    changed_school = models.TextField(_("what changed in the school"), blank=True, max_length=5000)
    changed_me = models.TextField(_("what changed in me"), blank=True, max_length=5000)
    visibility = models.CharField(_("who may read it"), max_length=12, choices=Visibility, default=Visibility.COMMUNITY)
    name_form = models.CharField(_("my name on the story"), max_length=10, choices=NameForm, default=NameForm.FULL)
    cover = models.ForeignKey(
        Upload, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture of the story")
    )
    status = models.CharField(_("state"), max_length=12, choices=ProjectStatus, default=ProjectStatus.DRAFTING)
    left_status = models.CharField(max_length=12, blank=True, editable=False)  # where a resumed project goes back to
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now)  # whatever part of it: see touch()
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = ProjectManager()

    class Meta:
        verbose_name, verbose_name_plural = _("development project"), _("development projects")
        ordering = ("-changed_at", "id")
        constraints = [
            closed_set("projects_project_status", ProjectStatus),
            closed_set("projects_project_visibility", Visibility, "visibility"),
            closed_set("projects_project_name_form", NameForm, "name_form"),
            models.UniqueConstraint(name="projects_project_sent_once", fields=["lead", "client_uuid"]),
            models.CheckConstraint(
                name="projects_project_grades_in_order",
                condition=Q(grade_from=None) | Q(grade_to=None) | Q(grade_from__lte=models.F("grade_to")),
                violation_error_message=_("The lower grade comes first."),
            ),
            models.CheckConstraint(
                name="projects_project_published_is_public",
                condition=~Q(status=ProjectStatus.PUBLISHED) | Q(visibility=Visibility.PUBLIC),
                violation_error_message=_("A published project is open to everyone."),
            ),
            models.CheckConstraint(
                name="projects_project_published_on_a_day",
                condition=~Q(status=ProjectStatus.PUBLISHED) | Q(published_at__isnull=False),
                violation_error_message=_("A published project has the day of its publication."),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at", "id"], name="projects_project_newest"),
            models.Index(fields=["community", "status"], name="projects_project_in_circle"),
        ]

    def __str__(self):
        return self.title_shown

    @property
    def title_shown(self):
        """The title, or that it is not shared: see ProjectQuerySet.with_titles_for()."""
        return self.title if getattr(self, "title_is_shared", True) else gettext("not shared")

    @property
    def audit_label(self):
        """Whose, and where: the audit trail is read by people with whom she may not share her words."""
        return f"{self.lead} · {self.school}"

    def get_absolute_url(self):
        return reverse("projects:project", args=[self.pk])

    def get_reading_url(self):
        return reverse("projects:project_read", args=[self.pk])

    @property
    def is_writable(self):
        return self.status in WRITABLE

    @property
    def is_resting(self):
        return self.status in RESTING

    @property
    def visibility_means(self):
        return VISIBILITY_MEANS[self.visibility]

    @property
    def public_author(self):
        """The author as the public story names her."""
        if self.name_form == NameForm.FULL:
            return self.lead.short_name
        if self.name_form == NameForm.INITIAL:
            return f"{self.lead.given_name} {self.lead.surname[:1]}."
        return ""

    @property
    def school_names(self):
        """How people may look for it: the names of school, village, district and region in every language."""
        places = ("settlement", "district", "district__region")
        columns = ("name_kk", "name_ru", "name_en", *(f"{place}__search_text" for place in places))
        names = School.objects.filter(pk=self.school_id).values_list(*columns).first()
        return " ".join(filter(None, names or ()))

    @property
    def pupils_reached(self):
        """Girls and boys together, or None while neither is counted."""
        counts = [count for count in (self.girls_reached, self.boys_reached) if count is not None]
        return sum(counts) if counts else None

    @property
    def reach(self):
        """(girls, boys) as a stranger may read them; None for what is not told, as is a number below five."""
        counts = self.girls_reached, self.boys_reached
        return tuple(count if count is not None and count >= FEWEST_SHOWN else None for count in counts)

    @property
    def grades(self):
        """`3–5`, `3`, or "" where none is given."""
        low, high = self.grade_from or self.grade_to, self.grade_to or self.grade_from
        if not low:
            return ""
        return str(low) if low == high else f"{low}–{high}"

    def touch(self):
        """Something of the project was written: its facilitator sees that it moves."""
        self.changed_at = timezone.now()
        Project.objects.filter(pk=self.pk).update(changed_at=self.changed_at)

    # Verbs ------------------------------------------------------------------------------------------

    @transaction.atomic
    def begin(self, actor):
        """The plan stands, the work begins."""
        self._refuse_unless(ProjectStatus.DRAFTING)
        self._act(actor, "project work begun", ProjectStatus.IN_PROGRESS)

    @transaction.atomic
    def submit(self, actor):
        """Called by the portfolio's submit, which freezes a version. A project still being prepared begins first."""
        if self.status == ProjectStatus.DRAFTING:
            self.begin(actor)
        self._act(actor, "project submitted", ProjectStatus.SUBMITTED)
        self._move_vignette("submit", actor)

    @transaction.atomic
    def recall(self, actor):
        """The author takes it back before anybody has read it. Called by the portfolio."""
        self._refuse_unless(ProjectStatus.SUBMITTED)
        self._act(actor, "project called back", ProjectStatus.IN_PROGRESS)
        self._move_vignette("reopen", actor)

    @transaction.atomic
    def return_(self, actor):
        """The reviewer gives it back to be worked on. Called by the review."""
        self._refuse_unless(ProjectStatus.SUBMITTED)
        self._act(actor, "project returned", ProjectStatus.RETURNED)
        self._move_vignette("reopen", actor)

    @transaction.atomic
    def read_again(self, actor):
        """The university reads the version that it has: called when an appeal is granted."""
        self._refuse_unless(ProjectStatus.RETURNED)
        self._act(actor, "project read again", ProjectStatus.SUBMITTED)
        self._move_vignette("submit", actor)

    @transaction.atomic
    def accept(self, actor):
        """Called by the review."""
        self._refuse_unless(ProjectStatus.SUBMITTED)
        self._act(actor, "project accepted", ProjectStatus.ACCEPTED)

    @transaction.atomic
    def publish(self, actor):
        """Makes it a public story. ValidationError when a picture lacks the consent it needs."""
        self.refuse_pictures_without_consent()
        before = self.visibility
        self._act(
            actor,
            "project published",
            ProjectStatus.PUBLISHED,
            visibility=Visibility.PUBLIC,
            published_at=timezone.now(),
            audit={"visibility": [before, Visibility.PUBLIC], "name_form": self.name_form, "cover": self.cover_id},
        )
        self._move_vignette("publish", actor)
        transaction.on_commit(forget_public_pages)

    @transaction.atomic
    def unpublish(self, actor):
        """Off the public pages at once; only the community reads it after that."""
        self._refuse_unless(ProjectStatus.PUBLISHED)
        self._act(
            actor,
            "project unpublished",
            ProjectStatus.ACCEPTED,
            visibility=Visibility.COMMUNITY,
            published_at=None,
            audit={"visibility": [self.visibility, Visibility.COMMUNITY]},
        )
        self._move_vignette("retract", actor)
        transaction.on_commit(forget_public_pages)

    @transaction.atomic
    def pause(self, actor):
        self._act(actor, "project paused", ProjectStatus.PAUSED, left_status=self.status)

    @transaction.atomic
    def withdraw(self, actor):
        left = self.left_status if self.status == ProjectStatus.PAUSED else self.status
        self._act(actor, "project withdrawn", ProjectStatus.WITHDRAWN, left_status=left)

    @transaction.atomic
    def resume(self, actor):
        """Back to where it was left; what was withdrawn from review goes on as work."""
        if not self.is_resting:
            raise TransitionError(f"{self._meta.label}: {self.status} is not resting")
        back = self.left_status if self.left_status in WRITABLE else ProjectStatus.IN_PROGRESS
        self._act(actor, "project resumed", back, left_status="")

    @transaction.atomic
    def share_with(self, visibility, actor):
        """Changes who reads it. A published story is open to everyone until it is taken down."""
        if self.status == ProjectStatus.PUBLISHED:
            raise TransitionError("A published project is open to everyone.")
        before, self.visibility = self.visibility, Visibility(visibility)
        self.save(update_fields=["visibility"])
        AuditEntry.objects.record(actor, "project shared", self, visibility=[before, visibility])

    def refuse_pictures_without_consent(self):
        """ValidationError naming the pictures that would become public without recorded consent (D2)."""
        shown = set(self.evidence.filter(is_public=True).exclude(upload=None).values_list("upload", flat=True))
        shown |= {self.cover_id} if self.cover_id else set()
        lacking = Upload.objects.filter(pk__in=shown).exclude(pk__in=Upload.objects.public())
        if names := [upload.name for upload in lacking]:
            raise ValidationError(
                _("Recorded consent is missing for: %(names)s. Record it, or leave the picture out."),
                code="no_consent",
                params={"names": ", ".join(names)},
            )

    def _refuse_unless(self, status):
        """Two verbs may lead to the same state; each has its own beginning."""
        if self.status != status:
            raise TransitionError(f"{self._meta.label}: {self.status} is not {status}")

    def _act(self, actor, verb, target, audit=None, **columns):
        before = self.status
        self._move_to(target, changed_at=timezone.now(), **columns)
        AuditEntry.objects.record(actor, verb, self, status=[before, target], **(audit or {}))

    def _move_vignette(self, verb, actor):
        vignette = getattr(self, "vignette", None)
        if vignette is not None:
            vignette.follow(verb, actor)

    for verb in (
        begin,
        submit,
        recall,
        return_,
        read_again,
        accept,
        publish,
        unpublish,
        pause,
        withdraw,
        resume,
        share_with,
        touch,
    ):
        verb.alters_data = True
    del verb
