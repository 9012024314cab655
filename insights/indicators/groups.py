"""The parts that figures split into, in the order in which they are read."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from programme.models import ResearchMethod, Stage, Theme

from ..scope import LEVELS


@dataclass(frozen=True)
class Group:
    key: object
    label: str
    scope: object = None  # of a place: the scope it leads to


def groups_of(by, scope, ground, keys, indicators):
    """Groups of the split; `keys` are those that occur. Stages, states and months in between stand there with zero."""
    if by in LEVELS:
        return [Group(place.pk, str(place), scope.within(place)) for place in ground.places(by, scope)]
    known = {"sex": _sexes, "month": _months, "stage": _stages, "theme": _themes, "method": _methods, "state": _states}
    groups = known[by](scope, keys, indicators)
    if None in keys or "" in keys:
        groups.append(Group(None, _nothing(by)))
    return groups


def _nothing(by):
    if by == "stage":
        return _("all stages done")
    return pgettext("statistics", "not entered")


def _sexes(scope, keys, indicators):
    return [Group("f", _("women")), Group("m", _("men"))]


def _months(scope, keys, indicators):
    months = sorted(key for key in keys if key)
    if not months:
        return []
    month, groups = months[0], []
    while month <= months[-1]:
        groups.append(Group(month, date_format(month, "F Y")))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return groups


def _stages(scope, keys, indicators):
    if scope.cohort:
        return [Group(stage.number, str(stage)) for stage in Stage.objects.filter(cohort=scope.cohort)]
    return [Group(key, _("Stage %(number)d") % {"number": key}) for key in sorted(key for key in keys if key)]


def _themes(scope, keys, indicators):
    return [Group(theme.key, str(theme)) for theme in Theme.objects.filter(key__in=[key for key in keys if key])]


def _methods(scope, keys, indicators):
    found = ResearchMethod.objects.filter(key__in=[key for key in keys if key])
    return [Group(method.key, str(method)) for method in found]


def _states(scope, keys, indicators):
    source = next(indicator.source for indicator in indicators if "state" in indicator.splits)
    choices = source.all_rows(scope).model._meta.get_field("status").choices
    return [Group(value, str(label)) for value, label in choices if value in keys]
