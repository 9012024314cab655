"""What a teacher changes: a project led by one person through the stages of her cohort."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS, UNIVERSITY
from communities.models import Community, Facilitation, Membership
from languages.fields import Searchable, SearchQuerySet
from programme.models import ResearchMethod, Stage, Subject, Theme
from safekeeping.once import SentOnce
from safekeeping.states import HasMoves, HasShortId, closed_set
from safekeeping.versions import Versioned
from schools.models import School
from uploads.models import Upload


class ProjectStatus(models.TextChoices):
    DRAFTING = "drafting", _("drafting")
    IN_PROGRESS = "in_progress", _("in progress")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")
    PUBLISHED = "published", _("published")
    PAUSED = "paused", _("paused")
    WITHDRAWN = "withdrawn", _("withdrawn")


WRITABLE = (ProjectStatus.DRAFTING, ProjectStatus.IN_PROGRESS, ProjectStatus.RETURNED)


class Visibility(models.TextChoices):
    """Who may read a project before it is published; each circle holds the ones before it."""

    ME = "me", _("only me")
    FACILITATOR = "facilitator", _("me and my facilitators")
    COMMUNITY = "community", _("my community")
    PROGRAMME = "programme", _("everyone in the programme")
    PUBLIC = "public", _("everyone")


class NameForm(models.TextChoices):
    """How the author is named on the public story."""

    FULL = "full", _("full name")
    INITIAL = "initial", _("given name and first letter")
    SCHOOL = "school", _("only my school")


class ProjectQuerySet(SearchQuerySet):
    def visible_to(self, user):
        """A visitor sees published stories; a person also her own and those her circle shares with her.

        Principals have no row here: what a teacher writes is hidden from hierarchy unless she shares it.
        """
        allowed = Q(status=ProjectStatus.PUBLISHED, visibility=Visibility.PUBLIC)
        if user.is_anonymous:
            return self.filter(allowed)
        allowed |= Q(lead=user)
        facilitated = Facilitation.objects.current().filter(person=user).values("community")
        joined = Membership.objects.current().filter(person=user).values("community")
        beyond_me = Q(visibility__in=[v for v in Visibility.values if v != Visibility.ME])
        with_community = Q(visibility__in=[Visibility.COMMUNITY, Visibility.PROGRAMME, Visibility.PUBLIC])
        with_programme = Q(visibility__in=[Visibility.PROGRAMME, Visibility.PUBLIC])
        allowed |= beyond_me & Q(community__in=facilitated)
        allowed |= with_community & Q(community__in=joined)
        if user.in_group(COORDINATORS) or user.in_group(UNIVERSITY) or self._is_in_programme(user):
            allowed |= with_programme
        return self.filter(allowed)

    @staticmethod
    def _is_in_programme(user):
        """Whoever belongs to a community now, as member or facilitator."""
        return (
            Membership.objects.current().filter(person=user).exists()
            or Facilitation.objects.current().filter(person=user).exists()
        )

    def editable_by(self, user):
        if user.is_anonymous:
            return self.none()
        return self.filter(lead=user, status__in=WRITABLE)

    def led_by(self, user):
        return self.none() if user.is_anonymous else self.filter(lead=user)

    def facilitated_by(self, user):
        """Projects of the communities that the user facilitates and whose leads let her read."""
        circle = Facilitation.objects.current().filter(person=user).values("community")
        return self.filter(community__in=circle).exclude(visibility=Visibility.ME)

    def published(self):
        return self.filter(status=ProjectStatus.PUBLISHED, visibility=Visibility.PUBLIC)


class Project(HasShortId, HasMoves, Searchable, Versioned, SentOnce):
    SEARCHED = ("title", "concern", "public_author", "school_names")
    SORTED = ("title",)
    MOVES = {
        ProjectStatus.DRAFTING: {ProjectStatus.IN_PROGRESS, ProjectStatus.PAUSED, ProjectStatus.WITHDRAWN},
        ProjectStatus.IN_PROGRESS: {ProjectStatus.SUBMITTED, ProjectStatus.PAUSED, ProjectStatus.WITHDRAWN},
        ProjectStatus.SUBMITTED: {ProjectStatus.RETURNED, ProjectStatus.ACCEPTED, ProjectStatus.WITHDRAWN},
        ProjectStatus.RETURNED: {ProjectStatus.SUBMITTED, ProjectStatus.PAUSED, ProjectStatus.WITHDRAWN},
        ProjectStatus.ACCEPTED: {ProjectStatus.PUBLISHED},
        ProjectStatus.PUBLISHED: {ProjectStatus.ACCEPTED},
        ProjectStatus.PAUSED: {
            ProjectStatus.DRAFTING,
            ProjectStatus.IN_PROGRESS,
            ProjectStatus.RETURNED,
            ProjectStatus.WITHDRAWN,
        },
        ProjectStatus.WITHDRAWN: {ProjectStatus.DRAFTING, ProjectStatus.IN_PROGRESS, ProjectStatus.RETURNED},
    }

    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="projects", verbose_name=_("led by")
    )
    community = models.ForeignKey(Community, models.PROTECT, related_name="projects", verbose_name=_("community"))
    school = models.ForeignKey(School, models.PROTECT, related_name="projects", verbose_name=_("school"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="kk")
    title = models.CharField(_("title"), max_length=200)
    concern = models.TextField(_("my concern"), blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="projects", verbose_name=_("themes"))
    subject = models.ForeignKey(
        Subject, models.SET_NULL, null=True, blank=True, related_name="projects", verbose_name=_("subject")
    )
    grade_from = models.PositiveSmallIntegerField(_("from grade"), null=True, blank=True)
    grade_to = models.PositiveSmallIntegerField(_("to grade"), null=True, blank=True)
    methods = models.ManyToManyField(
        ResearchMethod, blank=True, related_name="projects", verbose_name=_("research methods")
    )
    girls_reached = models.PositiveIntegerField(_("girls reached"), null=True, blank=True)
    boys_reached = models.PositiveIntegerField(_("boys reached"), null=True, blank=True)
    changed_pupils = models.TextField(_("what changed for pupils"), blank=True)
    changed_colleagues = models.TextField(_("what changed for colleagues"), blank=True)
    changed_school = models.TextField(_("what changed in the school"), blank=True)
    changed_me = models.TextField(_("what changed in me"), blank=True)
    visibility = models.CharField(_("who may read it"), max_length=12, choices=Visibility, default=Visibility.COMMUNITY)
    name_form = models.CharField(_("my name on the story"), max_length=10, choices=NameForm, default=NameForm.FULL)
    cover = models.ForeignKey(
        Upload, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture of the story")
    )
    status = models.CharField(_("state"), max_length=12, choices=ProjectStatus, default=ProjectStatus.DRAFTING)
    left_status = models.CharField(max_length=12, blank=True, editable=False)  # where a resumed project goes back to
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

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
        ]
        indexes = [
            models.Index(fields=["status", "-published_at"], name="projects_project_newest"),
            models.Index(fields=["community", "status"], name="projects_project_in_circle"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("projects:project", args=[self.pk])

    @property
    def is_writable(self):
        return self.status in WRITABLE

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
        return " ".join((self.school.name_kk, self.school.name_ru, self.school.name_en))


class StageEntry(Versioned):
    """A teacher's answers at one stage: question key -> text. One row a stage, so that a save is one act."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="entries", verbose_name=_("project"))
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="entries", verbose_name=_("stage"))
    answers = models.JSONField(_("answers"), default=dict)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("stage entry"), _("stage entries")
        ordering = ("stage__number",)
        constraints = [models.UniqueConstraint(name="projects_stageentry_once", fields=["project", "stage"])]


class OfProject(HasShortId, Versioned, SentOnce):
    """A row of the project's own lists. The lead writes them, so the project and client id are unique together."""

    class Meta:
        abstract = True


class Consultation(OfProject):
    project = models.ForeignKey(Project, models.CASCADE, related_name="consultations")
    whom = models.CharField(_("whom I asked"), max_length=160, help_text=_("Role is enough: a colleague, parents."))
    on = models.DateField(_("when"))
    said = models.TextField(_("what they said"))
    changed = models.TextField(_("what I changed after that"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("consultation"), _("consultations")
        ordering = ("on", "id")
        constraints = [models.UniqueConstraint(name="projects_consultation_once", fields=["project", "client_uuid"])]


class ActionStep(OfProject):
    project = models.ForeignKey(Project, models.CASCADE, related_name="steps")
    what = models.CharField(_("what we do"), max_length=250)
    who = models.CharField(_("with whom"), max_length=160, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    hoped_evidence = models.CharField(_("how we shall see it"), max_length=250, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("step of the action plan"), _("action plan")
        ordering = ("due_on", "id")
        constraints = [models.UniqueConstraint(name="projects_actionstep_once", fields=["project", "client_uuid"])]


class LogEntry(OfProject):
    project = models.ForeignKey(Project, models.CASCADE, related_name="log")
    on = models.DateField(_("when"))
    text = models.TextField(_("what I did and saw"))

    class Meta:
        verbose_name, verbose_name_plural = _("log entry"), _("log of the work")
        ordering = ("on", "id")
        constraints = [models.UniqueConstraint(name="projects_logentry_once", fields=["project", "client_uuid"])]


class EvidenceItem(OfProject):
    project = models.ForeignKey(Project, models.CASCADE, related_name="evidence")
    title = models.CharField(_("what it shows"), max_length=200)
    on = models.DateField(_("when"))
    method = models.ForeignKey(ResearchMethod, models.SET_NULL, null=True, blank=True, verbose_name=_("method"))
    said = models.TextField(_("what I learnt from it"), blank=True)
    upload = models.ForeignKey(
        Upload, models.SET_NULL, null=True, blank=True, related_name="evidence", verbose_name=_("picture or file")
    )
    is_public = models.BooleanField(_("show it on the public story"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("evidence item"), _("evidence")
        ordering = ("on", "id")
        constraints = [models.UniqueConstraint(name="projects_evidenceitem_once", fields=["project", "client_uuid"])]


class VignetteStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    PUBLISHED = "published", _("published")
    RETRACTED = "retracted", _("retracted")


class Vignette(HasMoves, Versioned):
    MOVES = {
        VignetteStatus.DRAFT: {VignetteStatus.SUBMITTED},
        VignetteStatus.SUBMITTED: {VignetteStatus.DRAFT, VignetteStatus.PUBLISHED},
        VignetteStatus.PUBLISHED: {VignetteStatus.RETRACTED},
        VignetteStatus.RETRACTED: {VignetteStatus.PUBLISHED},
    }
    MOST_WORDS = 800

    project = models.OneToOneField(Project, models.CASCADE, related_name="vignette", verbose_name=_("project"))
    text = models.TextField(_("vignette"), blank=True)
    status = models.CharField(_("state"), max_length=10, choices=VignetteStatus, default=VignetteStatus.DRAFT)

    class Meta:
        verbose_name, verbose_name_plural = _("vignette"), _("vignettes")
        constraints = [closed_set("projects_vignette_status", VignetteStatus)]

    @property
    def word_count(self):
        return len(self.text.split())


class Comment(HasShortId, SentOnce):
    """What a colleague, facilitator or reviewer says at a stage; the author answers and marks it settled."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="comments", verbose_name=_("project"))
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="comments", verbose_name=_("stage"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="project_comments", verbose_name=_("author")
    )
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    text = models.TextField(_("comment"))
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("comment"), _("comments")
        ordering = ("written_at",)
        constraints = [models.UniqueConstraint(name="projects_comment_once", fields=["author", "client_uuid"])]
