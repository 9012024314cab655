"""Figures of the first page, from the definitions of `indicators` and with fewer than five people hidden."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from .indicators import ledger_of
from .scope import Scope


@dataclass(frozen=True)
class Words:
    number: int
    words: str


def public_figures():
    """Of all cohorts: schools, their regions, teachers, communities, projects; what is nought or hidden is left out."""
    ledger = ledger_of(("schools", "teachers", "communities", "projects"), Scope(), hide=True)
    figures = ledger.figures(Scope())
    schools, teachers, communities, projects = (figure.value or 0 for _indicator, figure in figures.totals)
    regions = len(ledger.ground.places("region", Scope())) if schools else 0
    found = [
        Words(schools, ngettext("village school", "village schools", schools)),
        Words(regions, ngettext("region", "regions", regions)),
        Words(teachers, ngettext("teacher", "teachers", teachers)),
        Words(communities, ngettext("professional community", "professional communities", communities)),
        Words(projects, ngettext("development project", "development projects", projects)),
    ]
    return [one for one in found if one.number]
