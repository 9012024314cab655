"""What a portfolio still lacks, live: one line a requirement, each leading to where it is mended."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.prepared import Prepared, number_of
from communities.models import Attendance, SessionStatus
from programme.models import StagePart
from programme.stages import needed_answers, stages_of
from uploads.models import Upload

from .models import ActionStep, Consultation, EvidenceItem, Project, Vignette
from .models.vignette import MOST_WORDS, word_count
from .reading import entries_of

CONSULTATIONS, STEPS, EVIDENCE = 2, 3, 3


@dataclass(frozen=True)
class Line:
    what: str
    is_done: bool
    state: str  # in words: "2 of 3"
    link: str


@dataclass(frozen=True)
class Checklist:
    lines: list

    @property
    def done(self):
        return sum(line.is_done for line in self.lines)

    @property
    def total(self):
        return len(self.lines)

    @property
    def missing(self):
        return [line for line in self.lines if not line.is_done]

    @property
    def is_complete(self):
        return not self.missing


def for_project(project, entries=None):
    """The Checklist of a project, in the reader's language. A fixed number of queries (4).

    entries: its StageEntry rows, where they are read already.
    """
    look = _Look(project, entries_of(project) if entries is None else entries)
    return Checklist(
        [
            look.concern(),
            look.questions(),
            look.consultations(),
            look.steps(),
            look.evidence(),
            look.consents(),
            look.changes(),
            look.vignette(),
            look.sessions(),
        ]
    )


class There(NamedTuple):
    """What of a project the list needs to know, apart from its own columns and answers."""

    has_theme: bool
    consultations: int
    steps: int
    evidence: int
    evidence_by_method: int
    without_consent: int  # pictures for the public story
    vignette: str | None
    attended: int


def counted(project):
    """The values of There, as one row."""
    mine = {"project": OuterRef("pk")}
    evidence = EvidenceItem.objects.filter(**mine)
    shown = evidence.filter(is_public=True).exclude(upload=None)
    held = {"session__community__cohort": OuterRef("community__cohort"), "session__status": SessionStatus.HELD}
    attended = Attendance.objects.there().filter(person=OuterRef("lead"), **held)
    return (
        Project.objects.filter(pk=project)
        .order_by()
        .values_list(
            Exists(Project.themes.through.objects.filter(**mine)),
            number_of(Consultation.objects.filter(**mine)),
            number_of(ActionStep.objects.filter(**mine)),
            number_of(evidence),
            number_of(evidence.exclude(method=None)),
            number_of(shown.exclude(upload__in=Upload.objects.public().order_by().values("pk"))),
            Subquery(Vignette.objects.filter(**mine).values("text")[:1]),
            number_of(attended),
        )
    )


COUNTED = Prepared(counted)


class _Look:
    """One look at one project; each method is one line of the list."""

    def __init__(self, project, entries):
        self.project, self.there = project, There(*COUNTED.one(project))
        self.answers = {entry.stage_id: entry.answers for entry in entries}
        stages = stages_of(project.community.cohort_id)
        self.numbers = {stage.part: stage.number for stage in reversed(stages)}
        self.number_of_stage = {stage.pk: stage.number for stage in stages}

    def link(self, part):
        """The page of the stage with this part, else the project's own page."""
        if part in self.numbers:
            return reverse("projects:stage", args=[self.project.pk, self.numbers[part]])
        return self.project.get_absolute_url()

    def concern(self):
        is_done = bool(self.project.concern.strip()) and bool(self.there.has_theme)
        what = _("My concern is written and has at least one theme")
        return Line(what, is_done, _ready(is_done), self.link(StagePart.CONCERN))

    def questions(self):
        required = needed_answers(self.project.community.cohort_id)
        lacking = [stage for stage, key in required if not self.answers.get(stage, {}).get(key, "").strip()]
        first = self.number_of_stage.get(lacking[0]) if lacking else None
        link = reverse("projects:stage", args=[self.project.pk, first]) if first else self.link("")
        state = _of(len(required) - len(lacking), len(required))
        return Line(_("The guiding questions are answered"), not lacking, state, link)

    def consultations(self):
        count = self.there.consultations
        what = ngettext(
            "At least %(number)d consultation with colleagues",
            "At least %(number)d consultations with colleagues",
            CONSULTATIONS,
        ) % {"number": CONSULTATIONS}
        return Line(what, count >= CONSULTATIONS, _of(count, CONSULTATIONS), self.link(StagePart.CONSULTATIONS))

    def steps(self):
        count = self.there.steps
        what = ngettext(
            "At least %(number)d step in the action plan", "At least %(number)d steps in the action plan", STEPS
        ) % {"number": STEPS}
        return Line(what, count >= STEPS, _of(count, STEPS), self.link(StagePart.ACTIONS))

    def evidence(self):
        count, by_method = self.there.evidence, self.there.evidence_by_method
        what = ngettext(
            "At least %(number)d piece of evidence, one of them with a research method",
            "At least %(number)d pieces of evidence, one of them with a research method",
            EVIDENCE,
        ) % {"number": EVIDENCE}
        state = _of(count, EVIDENCE)
        if count >= EVIDENCE and not by_method:
            state = _("name the method of one")
        return Line(what, count >= EVIDENCE and by_method > 0, state, self.link(StagePart.EVIDENCE))

    def consents(self):
        count = self.there.without_consent
        what = _("Pictures for the public story have the consent they need")
        state = _ready(True)
        if count:
            state = ngettext("%(number)d picture lacks it", "%(number)d pictures lack it", count) % {"number": count}
        return Line(what, not count, state, self.link(StagePart.EVIDENCE))

    def changes(self):
        project = self.project
        counts = [count is not None for count in (project.girls_reached, project.boys_reached)]
        texts = (project.changed_pupils, project.changed_colleagues, project.changed_school, project.changed_me)
        filled = [all(counts), *(bool(text.strip()) for text in texts)]
        what = _("What changed: pupils in numbers, pupils, colleagues, school, me")
        return Line(what, all(filled), _of(sum(filled), len(filled)), self.link(StagePart.CHANGES))

    def vignette(self):
        count = word_count(self.there.vignette or "")
        what = _("The vignette is written, at most %(most)d words") % {"most": MOST_WORDS}
        state = ngettext("%(number)d word", "%(number)d words", count) % {"number": count}
        return Line(what, 0 < count <= MOST_WORDS, state, self.link(StagePart.VIGNETTE))

    def sessions(self):
        """Sessions of any community of her cohort: who changes community keeps what she attended."""
        cohort = self.project.community.cohort
        count, needed = self.there.attended, cohort.sessions_needed
        what = ngettext(
            "I took part in at least %(number)d session", "I took part in at least %(number)d sessions", needed
        ) % {"number": needed}
        return Line(what, count >= needed, _of(count, needed), reverse("projects:project", args=[self.project.pk]))


def _of(number, needed):
    return _("%(number)d of %(needed)d") % {"number": number, "needed": needed}


def _ready(is_done):
    return _("ready") if is_done else _("not yet")
