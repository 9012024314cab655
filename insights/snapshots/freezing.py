"""Freezing: all figures of a scope, with their definitions in three languages, as plain data for the database."""

from datetime import date

from django.conf import settings
from django.utils.translation import override

from communities.models import Community, CommunityStatus
from languages.fields import CODES
from programme.models import Partner

from ..indicators import ALL, VERSION
from ..indicators.groups import groups_of
from ..indicators.measuring import Ledger
from ..lights import lights
from ..scope import LEVELS

PLACES = ("region", "district")
PARTS = ("sex", "month", "stage", "state", "theme", "method")


def freeze(scope, hide, tell=lambda done, total: None):
    """{"on", "cohort", "indicators", "totals", "splits", …}; see snapshots.frozen for the way to read it.

    hide: for funders; no figure tells of fewer than five people. Some 90 queries. tell: how far it is.
    """
    ledger = Ledger(ALL, scope, hide=hide)
    totals = {indicator.key: plain(figure) for indicator, figure in ledger.figures(scope).totals}
    places = [by for by in PLACES if by != scope.level]
    frozen = [split(ledger.figures(scope, by), ledger.ground, hide) for by in places]
    for number, by in enumerate(PARTS, start=1):
        tell(number, len(PARTS) + 1)
        ledger = Ledger(ALL, scope, split=by, hide=hide, ground=ledger.ground)
        frozen.append(split(ledger.figures(scope, by), ledger.ground, hide))
    return {
        "definitions": VERSION,
        "hides_few": hide,
        "on": scope.until.isoformat(),
        "cohort": in_languages(lambda: str(scope.cohort)),
        "days": [scope.cohort.starts_on.isoformat(), scope.cohort.ends_on.isoformat()],
        "place": in_languages(lambda: str(scope.region)) if scope.region else None,
        "indicators": [definition(indicator) for indicator in ALL],
        "totals": totals,
        "splits": frozen,
        "lights": lights_of(scope),
        "partners": [partner(one) for one in Partner.objects.current(scope.until)],
    }


def definition(indicator):
    return {
        "key": indicator.key,
        "kind": indicator.kind,
        "unit": indicator.unit,
        "within": indicator.within,
        "more_is": indicator.more_is,
        "splits": sorted(indicator.splits),
        "name": in_languages(lambda: str(indicator.name)),
        "counts": in_languages(lambda: str(indicator.counts)),
        "of": in_languages(lambda: str(indicator.of_words)),
    }


def plain(figure):
    """[value, numerator, denominator]; None for a hidden one."""
    return None if figure.hidden else [figure.value, figure.numerator, figure.denominator]


def split(figures, ground, hide):
    groups = labelled(figures, ground)
    shown = [(group, named) for group, named in zip(figures.groups, groups, strict=True) if belongs(figures, group)]
    cells = {}
    for indicator in figures.indicators:
        is_guessed = (
            hide and figures.by == "sex" and indicator.is_open
        )  # stories can be counted, their authors' sex not
        if figures.by in indicator.splits and not is_guessed:
            cells[indicator.key] = [plain(figures.cell(indicator.key, group)) for group, _named in shown]
    return {"by": figures.by, "groups": [named for _group, named in shown], "cells": cells}


def belongs(figures, group):
    """Months of other cohorts are left out: a month before the cohort, or after it with nothing in it."""
    if figures.by != "month" or group.key is None:
        return True
    cohort = figures.scope.cohort
    if cohort.starts_on.replace(day=1) <= group.key <= cohort.ends_on:
        return True
    told = [figures.cell(one.key, group) for one in figures.indicators if one.is_dated and "month" in one.splits]
    return any(cell.numerator for cell in told)


def labelled(figures, ground):
    """The groups with their names in each language."""
    groups = [{"key": key_of(group), "name": {}, "above": above(group)} for group in figures.groups]
    keys = {group.key for group in figures.groups}
    for code in CODES:
        with override(code):
            again = groups_of(figures.by, figures.scope, ground, keys, figures.indicators)
            for group, named in zip(groups, again, strict=True):
                group["name"][code] = str(named.label)
    return groups


def key_of(group):
    return group.key.isoformat() if isinstance(group.key, date) else "" if group.key is None else str(group.key)


def above(group):
    """The region of a district, by its key; "" for whatever lies in nothing."""
    if group.scope is None or group.scope.level not in LEVELS[1:]:
        return ""
    return str(group.scope.parents[-1].place.pk)


def lights_of(scope):
    """[x, y, glow] on the map of schools.map, of the schools of the cohort in this place."""
    communities = Community.objects.filter(cohort=scope.cohort).exclude(status=CommunityStatus.FORMING)
    schools = set(communities.values_list("schools", flat=True))
    return [[one.x, one.y, one.glow] for one in lights() if one.school.pk in schools and scope.holds(one.school)]


def partner(one):
    return {"name": in_languages(lambda: str(one.name)), "role": in_languages(lambda: str(one.role))}


def in_languages(say):
    said = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            said[code] = say()
    return said
