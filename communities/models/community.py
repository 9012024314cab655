"""A professional community, its members and its facilitators."""

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS, AuditEntry, User
from languages.fields import Searchable, SearchQuerySet
from programme.models import Cohort, Theme
from safekeeping.once import id_of_row
from safekeeping.states import HasMoves, HasShortId, closed_set
from safekeeping.versions import Versioned
from schools.models import Relation, School, Teacher


class CommunityStatus(models.TextChoices):
    FORMING = "forming", _("forming")
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    ENDED = "ended", _("ended")


class CommunityQuerySet(SearchQuerySet):
    """Rights are those of a day; `on` says which, and else it is today."""

    def visible_to(self, user, on=None):
        """Members and facilitators see their own, coordinators all. A principal sees none: no hierarchy here."""
        if user.is_anonymous:
            return self.none()
        if user.in_group(COORDINATORS):
            return self
        return self.filter(
            Q(pk__in=Membership.objects.current(on).filter(person=user).values("community"))
            | Q(pk__in=Facilitation.objects.current(on).filter(person=user).values("community"))
        )

    def run_by(self, user, on=None):
        """Those whose sessions the user may log: their facilitators, school and external."""
        if user.is_anonymous:
            return self.none()
        return self.filter(pk__in=Facilitation.objects.current(on).filter(person=user).values("community"))

    def once_run_by(self, user):
        """Those the user facilitates or has facilitated: what she typed for them is given back to her."""
        if user.is_anonymous:
            return self.none()
        return self.filter(pk__in=Facilitation.objects.filter(person=user).values("community"))

    def planned_by(self, user, on=None):
        """Those whose sessions, norms and attendance the user may look after: facilitators and coordinators."""
        if not user.is_anonymous and user.in_group(COORDINATORS):
            return self
        return self.run_by(user, on)

    def managed_by(self, user, on=None):
        """Those whose members and state the user may change: their school facilitators, and coordinators."""
        if user.is_anonymous:
            return self.none()
        if user.in_group(COORDINATORS):
            return self
        school = Facilitation.objects.current(on).filter(person=user, kind=FacilitatorKind.SCHOOL)
        return self.filter(pk__in=school.values("community"))

    def ruled_by(self, user):
        """Those that the user may form, rename, end and give facilitators: coordinators only."""
        if user.is_anonymous or not user.in_group(COORDINATORS):
            return self.none()
        return self

    def joined_by(self, user):
        return self.filter(pk__in=Membership.objects.current().filter(person=user).values("community"))

    def going_on(self):
        return self.exclude(status=CommunityStatus.ENDED)

    def for_listing(self):
        """With counts, its cohort, theme and schools."""
        return self.select_related("cohort", "theme").prefetch_related("schools").with_counts()

    def with_counts(self):
        """With `member_count`, `held_count` and `next_at`."""
        today = timezone.localdate()
        here = Q(memberships__since__lte=today) & (Q(memberships__until=None) | Q(memberships__until__gt=today))
        coming = Q(sessions__status="planned", sessions__starts_at__gte=timezone.now())
        return self.annotate(
            member_count=Count("memberships", filter=here, distinct=True),
            held_count=Count("sessions", filter=Q(sessions__status="held"), distinct=True),
            next_at=Min("sessions__starts_at", filter=coming),
        )


class CommunityManager(models.Manager.from_queryset(CommunityQuerySet)):
    def form(self, community, by, client_uuid):
        """The new community, or the one that this form has made before."""
        community.pk = id_of_row(by, client_uuid)
        try:
            with transaction.atomic():
                community.save(force_insert=True)
                AuditEntry.objects.record(by, "community formed", community)
        except IntegrityError:
            return self.get(pk=community.pk)
        return community


class Community(HasShortId, HasMoves, Searchable, Versioned):
    SEARCHED = SORTED = ("name",)
    MOVES = {
        CommunityStatus.FORMING: {CommunityStatus.ACTIVE, CommunityStatus.ENDED},
        CommunityStatus.ACTIVE: {CommunityStatus.PAUSED, CommunityStatus.ENDED},
        CommunityStatus.PAUSED: {CommunityStatus.ACTIVE, CommunityStatus.ENDED},
        CommunityStatus.ENDED: set(),
    }

    name = models.CharField(_("name"), max_length=160)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="kk")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="communities", verbose_name=_("cohort"))
    schools = models.ManyToManyField(School, blank=True, related_name="communities", verbose_name=_("schools"))
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, verbose_name=_("theme"))
    norms = models.TextField(_("our norms"), blank=True, help_text=_("Written together, one a line."))
    status = models.CharField(_("state"), max_length=10, choices=CommunityStatus, default=CommunityStatus.FORMING)

    objects = CommunityManager()

    class Meta:
        verbose_name, verbose_name_plural = _("professional community"), _("professional communities")
        ordering = ("sort_key", "id")
        constraints = [closed_set("communities_community_status", CommunityStatus)]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("communities:community", args=[self.pk])

    @property
    def has_ended(self):
        return self.status == CommunityStatus.ENDED

    @property
    def norm_lines(self):
        return [line.strip(" \t-–•") for line in self.norms.splitlines() if line.strip(" \t-–•")]

    # States

    def activate(self, by):
        self._change_state(CommunityStatus.ACTIVE, by, "community began")

    def pause(self, by):
        self._change_state(CommunityStatus.PAUSED, by, "community paused")

    def resume(self, by):
        self._change_state(CommunityStatus.ACTIVE, by, "community resumed")

    @transaction.atomic
    def end(self, by):
        """For good. What was planned and will not take place now leaves the calendars; people keep what they wrote."""
        self._change_state(CommunityStatus.ENDED, by, "community ended")
        for session in self.sessions.coming():
            session.cancel(by, str(_("The community has ended.")), tell=False)

    @transaction.atomic
    def _change_state(self, target, by, verb):
        before = self.status
        self._move_to(target)
        AuditEntry.objects.record(by, verb, self, status=[before, target])

    activate.alters_data = pause.alters_data = resume.alters_data = end.alters_data = True

    # People

    def members(self, on=None):
        """People who belong to it on that day (today), in Kazakh order."""
        current = Membership.objects.current(on).filter(community=self)
        return User.objects.filter(pk__in=current.values("person")).order_by("sort_key", "id")

    def could_join(self):
        """People who teach at one of its schools now and do not belong to it."""
        teaching = Teacher.objects.current().filter(school__communities=self)
        return User.objects.filter(pk__in=teaching.values("person"), is_active=True).exclude(pk__in=self.members())

    @transaction.atomic
    def add_member(self, person, by):
        """From today on; again after leaving is a new row. Returns the Membership, also when it was there already."""
        membership, is_new = Membership.objects.get_or_create(community=self, person=person, until=None)
        if is_new:
            AuditEntry.objects.record(by, "member added", self, person=str(person))
        return membership

    @transaction.atomic
    def add_facilitator(self, person, kind, by):
        facilitation, is_new = Facilitation.objects.get_or_create(
            community=self, person=person, until=None, defaults={"kind": kind}
        )
        if is_new:
            AuditEntry.objects.record(by, "facilitator added", self, person=str(person), kind=kind)
        return facilitation

    @transaction.atomic
    def add_school(self, school, by):
        self.schools.add(school)
        AuditEntry.objects.record(by, "school added", self, school=str(school))

    @transaction.atomic
    def remove_school(self, school, by):
        self.schools.remove(school)
        AuditEntry.objects.record(by, "school removed", self, school=str(school))

    add_member.alters_data = add_facilitator.alters_data = True
    add_school.alters_data = remove_school.alters_data = True


class BelongsToCommunity(Relation):
    """That a person has to do with a community, from a day to a day. Leaving is a date; the row stays."""

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.person} · {self.community}"

    @transaction.atomic
    def leave(self, by, verb):
        """From today on, at once."""
        self.end()
        AuditEntry.objects.record(by, verb, self.community, person=str(self.person), since=self.since)

    leave.alters_data = True


class Membership(BelongsToCommunity):
    community = models.ForeignKey(Community, models.CASCADE, related_name="memberships", verbose_name=_("community"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("member"), _("members")
        constraints = [
            models.UniqueConstraint(
                name="communities_membership_once", fields=["community", "person"], condition=Q(until=None)
            )
        ]


class FacilitatorKind(models.TextChoices):
    SCHOOL = "school", _("school facilitator")
    EXTERNAL = "external", _("external facilitator")


class Facilitation(BelongsToCommunity):
    community = models.ForeignKey(Community, models.CASCADE, related_name="facilitations", verbose_name=_("community"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="facilitations", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=FacilitatorKind, default=FacilitatorKind.SCHOOL)

    class Meta:
        verbose_name, verbose_name_plural = _("facilitator"), _("facilitators")
        constraints = [
            models.UniqueConstraint(
                name="communities_facilitation_once", fields=["community", "person"], condition=Q(until=None)
            ),
            closed_set("communities_facilitation_kind", FacilitatorKind, "kind"),
        ]
