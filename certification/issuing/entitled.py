"""Who has earned a certificate: the rule of a kind against what was counted, for a whole cohort at once.

A fixed number of queries, whatever the number of people: some ten for three thousand.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from certification.models import Certificate, CertificateKind, CertificateStatus, ConfirmedName, Recipient
from programme.models import Cohort
from schools.models import School

from .requirements import Scope, named, requirement

__all__ = ["Group", "Standing", "State", "requirement", "standing_of"]


class State(StrEnum):
    READY = "ready"
    NAME = "name"  # earned, but she has not confirmed how her name is written
    NOT_YET = "not_yet"
    HAS = "has"
    REVOKED = "revoked"  # had one: only a chief reviewer's deliberate act gives another


@dataclass(frozen=True)
class Standing:
    """One person (or school) against one rule."""

    recipient: str  # id
    facts: dict
    missing: tuple  # keys of the rule's lines that are not met
    state: State

    @property
    def is_earned(self):
        return not self.missing

    @property
    def project(self):
        """Id of the project that it is given for, or None."""
        return next((fact["project"] for fact in self.facts.values() if isinstance(fact, dict)), None)

    @property
    def decision(self):
        return self.facts.get("decision", {}).get("decision") if self.facts.get("decision") else None


@dataclass(frozen=True)
class Group:
    """Everybody of a cohort who comes into question for a kind."""

    kind: CertificateKind
    cohort: Cohort
    occasion: str = ""
    ids: tuple | None = None
    decision_list: str = ""

    @property
    def is_of_schools(self):
        return self.kind.recipient == Recipient.SCHOOL

    @property
    def model(self):
        return School if self.is_of_schools else User

    @cached_property
    def lines(self):
        """[(line of the rule, its requirement)]"""
        return [(line, named(line["needs"])) for line in self.kind.rule]

    @cached_property
    def scope(self):
        return Scope(self.cohort, self.occasion, self.ids, self.decision_list)

    def candidates(self):
        """People (schools) in their order."""
        asked = Q(pk__in=())
        for _line, one in self.lines:
            if one.candidates:
                asked |= Q(pk__in=one.candidates(self.scope))
        found = self.model.objects.filter(asked)
        if not self.is_of_schools:
            found = found.filter(erased_at=None)
        if self.ids is not None:
            found = found.filter(pk__in=self.ids)
        return found.order_by("sort_key", "id")

    @cached_property
    def standings(self):
        """{id: Standing}, in the order of names."""
        counted = {one.key: one.count(self.scope) for _line, one in self.lines}
        had, confirmed = self._had(), self._confirmed()
        found = {}
        for pk in self.candidates().values_list("pk", flat=True):
            facts = {key: counts[pk] for key, counts in counted.items() if counts.get(pk)}
            missing = tuple(
                one.key for line, one in self.lines if not one.is_met(facts.get(one.key), line, self.cohort)
            )
            found[pk] = Standing(pk, facts, missing, state_of(pk, missing, had, confirmed))
        return found

    def _had(self):
        """{id: state of the certificate that she has or had}; a valid one wins."""
        who = "school" if self.is_of_schools else "person"
        given = Certificate.objects.filter(kind=self.kind, cohort=self.cohort, occasion=self.occasion)
        given = given.exclude(status=CertificateStatus.REPLACED).order_by()
        if self.ids is not None:
            given = given.filter(**{f"{who}__in": self.ids})
        rows = given.values_list(who, "status")
        return dict(sorted(rows, key=lambda row: row[1] == CertificateStatus.ISSUED))

    def _confirmed(self):
        """Ids of those whose names may be printed; None: schools have theirs."""
        if self.is_of_schools:
            return None
        names = ConfirmedName.objects.order_by()
        return set((names if self.ids is None else names.filter(pk__in=self.ids)).values_list("pk", flat=True))

    def in_state(self, state):
        return [standing for standing in self.standings.values() if standing.state == state]

    def counts(self):
        """{state: how many}"""
        numbers = dict.fromkeys(State, 0)
        for standing in self.standings.values():
            numbers[standing.state] += 1
        return numbers

    def why_not(self, standing):
        """What is missing, in words, a line each."""
        return [self._lacks(line, one, standing) for line, one in self.lines if one.key in standing.missing]

    def _lacks(self, line, one, standing):
        if not one.is_number:
            return str(one.lacking)
        has, needed = standing.facts.get(one.key, 0), one.needed(line, self.cohort)
        return _("%(what)s: %(has)d of %(needed)d") % {"what": sentence(one.name), "has": has, "needed": needed}


def state_of(pk, missing, had, confirmed):
    if pk in had:
        return State.HAS if had[pk] == CertificateStatus.ISSUED else State.REVOKED
    if missing:
        return State.NOT_YET
    return State.READY if confirmed is None or pk in confirmed else State.NAME


def standing_of(kind, recipient, cohort, occasion=""):
    """The Standing of one person or school, or None when she does not come into question."""
    return Group(kind, cohort, occasion, ids=(recipient.pk,)).standings.get(recipient.pk)


def occasions_of(kind, cohort):
    """[(id, {language: name})] where a kind is given once for each occasion; else []."""
    found = []
    for line in kind.rule:
        one = named(line["needs"])
        found += one.occasions(cohort) if one.occasions else []
    return found


def in_words(rule, cohort=None):
    """A rule as people read it: a list of sentences."""
    return [_line_in_words(line, cohort) for line in rule]


def _line_in_words(line, cohort):
    one = named(line["needs"])
    what = sentence(one.name)
    if not one.is_number:
        return what
    if line.get("at_least") is None and one.usual and cohort is None:
        return _("%(what)s: as many as the cohort asks for") % {"what": what}
    return _("%(what)s: at least %(needed)d") % {"what": what, "needed": one.needed(line, cohort)}


def sentence(name):
    """A name that begins a line."""
    text = str(name)
    return text[:1].upper() + text[1:]


def earned_in_words(snapshot):
    """The rule of a certificate and what was counted for it: a list of sentences."""
    return [_earned_line(line, snapshot["facts"].get(line["needs"])) for line in snapshot["rule"]]


def _earned_line(line, fact):
    one = named(line["needs"])
    if not one.is_number:
        return sentence(one.name)
    told = {"what": sentence(one.name), "has": fact or 0, "needed": line.get("at_least") or 1}
    return _("%(what)s: %(has)d, at least %(needed)d needed") % told
