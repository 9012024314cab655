"""Lists of schools and of people that a coordinator brings as a file: read, shown row by row, saved when confirmed."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import COORDINATORS
from safekeeping.once import SentOnce
from safekeeping.states import HasMoves, HasShortId, closed_set


class RosterKind(models.TextChoices):
    SCHOOLS = "schools", _("schools")
    PEOPLE = "people", _("people")


class RosterStatus(models.TextChoices):
    UPLOADED = "uploaded", _("columns to be checked")
    READING = "reading", _("being read")
    PREVIEWED = "previewed", _("waiting for confirmation")
    CONFIRMED = "confirmed", _("saved")
    DISCARDED = "discarded", _("discarded")


class NameOrder(models.TextChoices):
    EACH = "each", _("decide name by name")
    SURNAME = "surname", _("surname first")
    GIVEN = "given", _("given name first")


class RosterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rosters hold phones and e-mails of people: coordinators only."""
        return self.all() if user.is_authenticated and user.in_group(COORDINATORS) else self.none()

    def editable_by(self, user):
        return self.visible_to(user).exclude(status__in=[RosterStatus.CONFIRMED, RosterStatus.DISCARDED])


class RosterImport(SentOnce, HasShortId, HasMoves):
    """One file on its way in. The file itself is not kept, only its rows, and those of a discarded one are deleted."""

    MOVES = {
        RosterStatus.UPLOADED: {RosterStatus.READING, RosterStatus.DISCARDED},
        RosterStatus.READING: {RosterStatus.READING, RosterStatus.PREVIEWED, RosterStatus.DISCARDED},
        RosterStatus.PREVIEWED: {RosterStatus.READING, RosterStatus.CONFIRMED, RosterStatus.DISCARDED},
        RosterStatus.CONFIRMED: set(),
        RosterStatus.DISCARDED: set(),
    }

    kind = models.CharField(_("what is in the file"), max_length=10, choices=RosterKind)
    status = models.CharField(_("state"), max_length=10, choices=RosterStatus, default=RosterStatus.UPLOADED)
    file_name = models.CharField(_("file"), max_length=255)
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    other_sheets = models.JSONField(default=list, blank=True)
    header_row = models.PositiveIntegerField(_("row with the headings"), default=0)
    columns = models.JSONField(_("columns"), default=dict, blank=True)  # "0": "surname"
    fallback = models.JSONField(default=dict, blank=True)  # field -> text for rows whose column does not say it
    name_order = models.CharField(_("order of names"), max_length=10, choices=NameOrder, default=NameOrder.EACH)
    read_to = models.PositiveIntegerField(default=0)  # number of the last row that has its verdict
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="rosters", verbose_name=_("brought by")
    )
    uploaded_at = models.DateTimeField(_("brought"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("saved"), null=True, blank=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("roster"), _("rosters")
        ordering = ("-uploaded_at",)
        constraints = [
            closed_set("schools_rosterimport_kind", RosterKind, "kind"),
            closed_set("schools_rosterimport_status", RosterStatus),
            closed_set("schools_rosterimport_name_order", NameOrder, "name_order"),
            models.UniqueConstraint(name="schools_rosterimport_sent_once", fields=["uploaded_by", "client_uuid"]),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        """The page of its present state."""
        page = {
            RosterStatus.UPLOADED: "roster_columns",
            RosterStatus.READING: "roster_reading",
            RosterStatus.PREVIEWED: "roster_preview",
            RosterStatus.CONFIRMED: "roster_result",
            RosterStatus.DISCARDED: "roster_list",
        }[self.status]
        return reverse(f"schools:{page}", args=[] if self.status == RosterStatus.DISCARDED else [self.pk])

    @property
    def rows_read(self):
        return self.rows.filter(number__gt=self.header_row, number__lte=self.read_to).count()

    @property
    def rows_to_read(self):
        return self.rows.filter(number__gt=self.header_row).count()

    def start_reading(self):
        """Forgets earlier verdicts; the rows are then read piece by piece (rosters.preview.read_on)."""
        self._move_to(RosterStatus.READING, read_to=self.header_row)
        self.rows.update(verdict="", choice="", problems=[], notes=[], changes={}, data={}, match_id="", twin=None)

    def finish_reading(self):
        self._move_to(RosterStatus.PREVIEWED)

    def discard(self):
        self._move_to(RosterStatus.DISCARDED)
        self.rows.all().delete()

    start_reading.alters_data = finish_reading.alters_data = discard.alters_data = True

    def counts(self):
        """verdict -> number of rows, every verdict named."""
        found = dict(self.rows.judged().values_list("verdict").annotate(Count("pk")))
        return {verdict: found.get(verdict, 0) for verdict in Verdict.values}


class Verdict(models.TextChoices):
    NEW = "new", _("new")
    CHANGE = "change", _("change")
    SAME = "same", _("same")
    DUPLICATE = "duplicate", _("likely duplicate")
    ERROR = "error", _("error")


class RowChoice(models.TextChoices):
    SAME = "same", _("the same one")
    DIFFERENT = "different", _("a different one")
    SKIP = "skip", _("leave this row out")


class RowQuerySet(models.QuerySet):
    def judged(self):
        return self.exclude(verdict="")

    def undecided(self):
        return self.filter(verdict=Verdict.DUPLICATE, choice="")

    def bad(self):
        """What was not saved and can be mended and brought again."""
        return self.filter(Q(verdict=Verdict.ERROR) | Q(choice=RowChoice.SKIP))


class RosterRow(models.Model):
    """A row of the file as it stood there (`cells`), what was understood (`data`), and what will happen."""

    roster = models.ForeignKey(RosterImport, models.CASCADE, related_name="rows", verbose_name=_("roster"))
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    verdict = models.CharField(_("what will happen"), max_length=10, choices=Verdict, blank=True)
    problems = models.JSONField(default=list)  # [code, params] of rosters.words
    notes = models.JSONField(default=list)  # the same, for what does not stand in the way
    changes = models.JSONField(default=dict)  # name of a field -> [before, after]
    match_id = models.CharField(max_length=12, blank=True)  # the person or school that it is or resembles
    twin = models.PositiveIntegerField(null=True)  # number of the earlier row that it repeats or resembles
    choice = models.CharField(_("choice"), max_length=10, choices=RowChoice, blank=True)
    made_id = models.CharField(max_length=12, blank=True)  # what saving this row made

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("row of a roster"), _("rows of rosters")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(name="schools_rosterrow_once", fields=["roster", "number"]),
            models.CheckConstraint(
                name="schools_rosterrow_verdict", condition=Q(verdict="") | Q(verdict__in=Verdict.values)
            ),
            models.CheckConstraint(
                name="schools_rosterrow_choice", condition=Q(choice="") | Q(choice__in=RowChoice.values)
            ),
        ]
        indexes = [models.Index(fields=["roster", "verdict", "number"], name="schools_row_by_verdict")]

    def __str__(self):
        return f"{self.roster_id}: {self.number}"
