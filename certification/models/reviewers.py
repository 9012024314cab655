"""Who reads whose portfolio, and who must not."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import UNIVERSITY, AuditEntry, User
from certification.assigning.days import due_after
from communities.models import Facilitation, Membership
from outbox.letters import write_to
from safekeeping.states import closed_set
from schools.models import Headship, Relation, Teacher


class Reading(models.TextChoices):
    FIRST = "first", pgettext_lazy("reading", "first")
    SECOND = "second", pgettext_lazy("reading", "second, blind")


class Reviewer(Relation):
    """Somebody whom the chief reviewers may give portfolios to, and the languages that she reads."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reviewer", verbose_name=_("person")
    )
    reads_kk = models.BooleanField(_("reads Kazakh"), default=True)
    reads_ru = models.BooleanField(_("reads Russian"), default=True)
    reads_en = models.BooleanField(_("reads English"), default=False)
    most_at_once = models.PositiveSmallIntegerField(_("at most in her hands at once"), default=10)

    class Meta:
        verbose_name, verbose_name_plural = _("reviewer"), _("reviewers")

    def __str__(self):
        return str(self.person)

    def reads(self, language):
        return getattr(self, f"reads_{language}")


class ConflictKind(models.TextChoices):
    KINSHIP = "kinship", pgettext_lazy("conflict of interest", "kinship")
    WORK = "work", pgettext_lazy("conflict of interest", "we work together")
    OTHER = "other", pgettext_lazy("conflict of interest", "another reason")


class ConflictOfInterest(models.Model):
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="conflicts", verbose_name=_("reviewer")
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=10, choices=ConflictKind, default=ConflictKind.OTHER)
    why = models.CharField(_("why"), max_length=200, blank=True)
    declared_at = models.DateTimeField(_("declared"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("conflict of interest"), _("conflicts of interest")
        constraints = [
            models.UniqueConstraint(name="certification_conflict_once", fields=["reviewer", "person"]),
            closed_set("certification_conflict_kind", ConflictKind, "kind"),
            models.CheckConstraint(
                name="certification_conflict_of_two",
                condition=~Q(reviewer=F("person")),
                violation_error_message=_("Nobody reviews her own work anyway: choose two people."),
            ),
        ]

    def __str__(self):
        return f"{self.reviewer} – {self.person}"

    @transaction.atomic
    def declare(self, by):
        """Recorded once for these two. What the reviewer has of that person in hand goes back to those who assign."""
        fields = {"kind": self.kind, "why": self.why}
        row, is_new = ConflictOfInterest.objects.update_or_create(
            reviewer=self.reviewer, person=self.person, defaults=fields
        )
        self.pk = row.pk
        verb = "conflict of interest recorded" if is_new else "conflict of interest changed"
        AuditEntry.objects.record(by, verb, row, why=row.why)
        hers = Assignment.objects.standing().filter(reviewer=self.reviewer, portfolio__project__lead=self.person)
        for assignment in hers.select_related("portfolio__project"):
            assignment.decline(row.get_kind_display())

    declare.alters_data = True


def circles_of(person):
    """The communities that she has ever been a member or a facilitator of, as two questions."""
    return [ties.objects.filter(person=person).values("community") for ties in (Membership, Facilitation)]


def people_met_by(person):
    """Whoever was ever in one of those communities, as four questions."""
    return [
        ties.objects.filter(community__in=circles).values("person")
        for ties in (Membership, Facilitation)
        for circles in circles_of(person)
    ]


def eligible_reviewers(portfolio, reading=Reading.FIRST):
    """People who may be given this portfolio: the same rule as PortfolioQuerySet.without_conflicts_of, seen from it.

    A second reading is for somebody who has not read it.
    """
    project = portfolio.project
    hers = Q(school=project.school_id) | Q(school__in=Teacher.objects.filter(person=project.lead_id).values("school"))
    people = (
        User.objects.filter(is_active=True)
        .exclude(pk=project.lead_id)
        .exclude(pk__in=Teacher.objects.filter(hers).values("person"))
        .exclude(pk__in=Headship.objects.filter(hers).values("person"))
        .exclude(pk__in=ConflictOfInterest.objects.filter(person=project.lead_id).values("reviewer"))
    )
    for ties in (Membership, Facilitation):
        people = people.exclude(pk__in=ties.objects.filter(community=project.community_id).values("person"))
    for met in people_met_by(project.lead_id):
        people = people.exclude(pk__in=met)
    if reading == Reading.SECOND:
        first = Assignment.objects.filter(portfolio=portfolio, reading=Reading.FIRST).exclude(ended_why=Ended.DECLINED)
        people = people.exclude(pk__in=first.order_by().values("reviewer"))
        people = people.exclude(reviews__version_read__portfolio=portfolio)
    return people.exclude(pk__in=read_before_appeal(portfolio))


def read_before_appeal(portfolio):
    """Whoever read it before an appeal against its decision was granted: somebody else reads it now."""
    granted = portfolio.decisions.filter(appeal__status="granted").aggregate(at=Max("appeal__answered_at"))["at"]
    if granted is None:
        return []
    return portfolio.versions.filter(reviews__started_at__lt=granted).values("reviews__reviewer")


def known_reviewers(on=None):
    """The chief reviewers, the reviewers of the pool on this day (today), and whoever was given a portfolio before."""
    chiefs = User.objects.filter(groups__name=UNIVERSITY).order_by().values("pk")
    pool = Reviewer.objects.current(on).order_by().values("person")
    given = Assignment.objects.order_by().values("reviewer")
    return User.objects.filter(pk__in=chiefs.union(pool, given))


def reviews(user):
    """Is she a chief reviewer, a reviewer of the pool, or was she ever given a portfolio?"""
    return (
        user.in_group(UNIVERSITY)
        or Reviewer.objects.current().filter(person=user).exists()
        or Assignment.objects.filter(reviewer=user).exists()
    )


def to_read(assignment=""):
    """The condition on an assignment, or on rows that lead to one by `assignment` ("person__assignments__")."""
    from .portfolio import WAITING, PortfolioStatus  # that module needs this one

    states = {Reading.FIRST: WAITING, Reading.SECOND: (PortfolioStatus.IN_MODERATION,)}
    found = Q()
    for reading, statuses in states.items():
        found |= Q(**{f"{assignment}reading": reading, f"{assignment}portfolio__status__in": statuses})
    return found & Q(**{f"{assignment}ended_at": None, f"{assignment}portfolio__project__status": "submitted"})


class Ended(models.TextChoices):
    TAKEN_BACK = "taken_back", pgettext_lazy("assignment", "taken back")
    DECLINED = "declined", pgettext_lazy("assignment", "declined")
    HANDED_OVER = "handed_over", pgettext_lazy("assignment", "handed over")
    RENEWED = "renewed", pgettext_lazy("assignment", "a new version came")


class AssignmentQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at=None)

    def to_read(self):
        """Standing, of portfolios that somebody still has to read."""
        return self.standing().filter(to_read())


class AssignmentManager(models.Manager.from_queryset(AssignmentQuerySet)):
    @transaction.atomic
    def give(self, portfolio, reviewer, by, due_on, reading=Reading.FIRST):
        """Hands the portfolio to this reviewer. An earlier assignment for this reading ends and stays on record.

        ValidationError when she must not read it, or has read it before where the reading is to be blind. Giving the
        same person the same day again changes nothing.
        """
        if not eligible_reviewers(portfolio, reading).contains(reviewer):
            raise ValidationError(_("This person must not review this portfolio."), code="conflict")
        standing = self.standing().filter(portfolio=portfolio, reading=reading).first()
        if standing and standing.reviewer_id == reviewer.pk and standing.due_on == due_on:
            return standing
        if standing:
            standing.end(Ended.HANDED_OVER)
        assignment = self.create(portfolio=portfolio, reviewer=reviewer, assigned_by=by, due_on=due_on, reading=reading)
        before = str(standing.reviewer) if standing else None
        AuditEntry.objects.record(by, "reviewer assigned", portfolio, reviewer=[before, str(reviewer)], due_on=due_on)
        assignment.tell()
        return assignment


class Assignment(models.Model):
    """One portfolio in the hands of one reviewer, from when, until when. History is kept: ending is a date."""

    portfolio = models.ForeignKey(
        "certification.Portfolio", models.CASCADE, related_name="assignments", verbose_name=_("portfolio")
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments", verbose_name=_("reviewer")
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("assigned by")
    )
    assigned_at = models.DateTimeField(_("assigned"), default=timezone.now)
    reading = models.CharField(_("reading"), max_length=6, choices=Reading, default=Reading.FIRST)
    due_on = models.DateField(_("due"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=12, choices=Ended, blank=True)
    decline_reason = models.CharField(_("reason for declining"), max_length=500, blank=True)
    reminded_half_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_late_on = models.DateField(null=True, blank=True, editable=False)

    objects = AssignmentManager()

    class Meta:
        verbose_name, verbose_name_plural = _("assignment"), _("assignments")
        ordering = ("-assigned_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="certification_assignment_one_standing",
                fields=["portfolio", "reading"],
                condition=Q(ended_at=None),
            ),
            closed_set("certification_assignment_reading", Reading, "reading"),
            models.CheckConstraint(
                name="certification_assignment_ended_why", condition=Q(ended_why__in=["", *Ended.values])
            ),
        ]

    def __str__(self):
        return f"{self.reviewer} · {self.portfolio}"

    def end(self, why):
        self.ended_at, self.ended_why = timezone.now(), why
        self.save(update_fields=["ended_at", "ended_why", "decline_reason"])

    def tell(self):
        if self.reviewer_id != self.assigned_by_id:
            project = self.portfolio.project
            write_to(
                self.reviewer,
                "portfolio_assigned",
                path=self.portfolio.get_absolute_url,
                project=project,
                assignment=self,
            )

    @transaction.atomic
    def take_back(self, by):
        """The chief reviewer takes the portfolio from this reviewer."""
        self.end(Ended.TAKEN_BACK)
        AuditEntry.objects.record(by, "reviewer unassigned", self.portfolio, reviewer=[str(self.reviewer), None])

    @transaction.atomic
    def decline(self, reason):
        """The reviewer gives it back, and says why. Those who assign are told; nobody proposes it to her again."""
        self.decline_reason = reason
        self.end(Ended.DECLINED)
        AuditEntry.objects.record(self.reviewer, "portfolio declined", self.portfolio, reason=reason)
        for chief in User.objects.filter(is_active=True, groups__name=UNIVERSITY):
            if type(self.portfolio).objects.assignable_by(chief).filter(pk=self.portfolio_id).exists():
                write_to(
                    chief,
                    "portfolio_declined",
                    path=self.where_to_choose,
                    project=self.portfolio.project,
                    assignment=self,
                )

    def where_to_choose(self):
        """Where the chief reviewers choose somebody else for this reading."""
        if self.reading == Reading.SECOND:
            return reverse("certification:moderation_list")
        return reverse("certification:assign", args=[self.portfolio_id])

    @transaction.atomic
    def renew(self):
        """The teacher has submitted again: the same reviewer reads the next version, with a day of its own.

        None when she must not read it any more: then those who assign choose somebody.
        """
        self.end(Ended.RENEWED)
        if not eligible_reviewers(self.portfolio, self.reading).contains(self.reviewer):
            return None
        days = self.portfolio.project.community.cohort.review_days
        return Assignment.objects.create(
            portfolio=self.portfolio,
            reviewer=self.reviewer,
            assigned_by=self.assigned_by,
            reading=self.reading,
            due_on=due_after(timezone.localdate(), days),
        )

    end.alters_data = take_back.alters_data = decline.alters_data = renew.alters_data = True
