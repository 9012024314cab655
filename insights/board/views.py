from functools import partial

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from openweb.pages import public_page

from ..indicators import INDICATORS, PUBLIC, ledger_of
from ..indicators.ground import TOLD_IN_PARTS
from ..scope import Scope, scopes_for
from . import glance, seasons, work
from .calling import calls_for
from .forms import FiguresForm, OtherCohortForm, RowSearchForm, ScopeForm, part_asked
from .lists import list_of
from .memory import drawn, recent

ROWS_A_PAGE = 25
IN_REGIONS = ("schools", "teachers", "communities", "sessions_held", "attendance", "projects", "stories", "pupils")


def _reader(request):
    """(Reach, ScopeForm, Scope) of whoever asks. 404 for somebody who has no board."""
    reach = scopes_for(request.user)
    if reach is None:
        raise Http404
    form = ScopeForm(request.GET, reach)
    return reach, form, form.scope


def _frame(reach, form, scope, here):
    """What every page of the board shows around its figures."""
    tabs = [
        ("board", reverse("insights:board"), _("At a glance")),
        ("board_work", reverse("insights:board_work"), _("Projects and evidence")),
    ]
    if not reach.hides_few or scope.level in TOLD_IN_PARTS:  # elsewhere months would be dashes only
        tabs.append(("board_time", reverse("insights:board_time"), _("Over time")))
    if not reach.hides_few:
        tabs.append(("board_compare", reverse("insights:board_compare"), _("Beside another cohort")))
    return {"reach": reach, "form": form, "scope": scope, "here": here, "tabs": tabs}


def board(request):
    reach, form, scope = _reader(request)
    figures = recent(glance.shown_to(reach), scope, by=scope.next_level, hide=reach.hides_few)
    context = {
        "calls": calls_for(scope, figures) if reach.sees_rows else [],
        "glance": drawn(figures, reach, partial(_glance, figures, reach)),
        "is_empty": not figures.total("communities").value,
    }
    return render(request, "insights/board.html", _frame(reach, form, scope, "board") | context)


def _glance(figures, reach):
    """The cards and the table of places as HTML."""
    columns, rows = glance.table(figures, reach) if figures.scope.next_level else ([], [])
    context = {
        "cards": glance.cards(figures, reach),
        "columns": columns,
        "rows": rows,
        "reach": reach,
        "scope": figures.scope,
        "counted_at": figures.counted_at,
    }
    return render_to_string("insights/_glance.html", context)


def board_work(request):
    reach, form, scope = _reader(request)
    bars, totals, sexes = work.parts_of(scope, reach)
    context = {"bars": bars, "totals": totals, "sexes": sexes}
    return render(request, "insights/board_work.html", _frame(reach, form, scope, "board_work") | context)


def board_time(request):
    reach, form, scope = _reader(request)
    context = {"charts": seasons.charts(scope, reach.hides_few), "told": [INDICATORS[key] for key in seasons.BY_MONTH]}
    return render(request, "insights/board_time.html", _frame(reach, form, scope, "board_time") | context)


def board_compare(request):
    """Two cohorts at the same week. For those who see all: the difference of two days may be one person."""
    reach, form, scope = _reader(request)
    if reach.hides_few:
        raise Http404
    choice = OtherCohortForm(request.GET, scope=scope, cohorts=form.cohorts)
    other = choice.chosen
    context = {
        "choice": choice,
        "other": other,
        "week": seasons.week_of(scope) if scope.cohort else None,
        "there": seasons.same_week(scope, other) if other else None,
        "rows": seasons.beside(scope, other) if other else [],
    }
    return render(request, "insights/board_compare.html", _frame(reach, form, scope, "board_compare") | context)


def rows(request, indicator_key):
    """The list behind a figure. People stand in it, so it is for those who see all."""
    reach, form, scope = _reader(request)
    indicator = INDICATORS.get(indicator_key)
    if indicator is None or not reach.sees_rows:
        raise Http404
    by, part = part_asked(request.GET, indicator)
    counted, shown, search = indicator.rows(scope, by, part), list_of(indicator), RowSearchForm(request.GET)
    found = shown.matching(counted, search.words)
    page = Paginator(shown.load(found, request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "indicator": indicator,
        "rows_key": f"rows-{indicator.key}",
        "scope": scope,
        "by": by,
        "part": request.GET.get("part", ""),
        "search": search,
        "columns": shown.columns,
        "lines": [shown.cells(row) for row in page],
        "page": page,
    }
    return render(request, "insights/rows.html", context)


@public_page
def figures(request):
    """Public figures with their definitions: of all cohorts together, and of one by region."""
    form = FiguresForm(request.GET)
    ledger = ledger_of(PUBLIC, Scope(), hide=True)
    whole, scope = ledger.figures(Scope()), Scope(form.chosen)
    context = {
        "form": form,
        "whole": whole.totals,
        "cohort": form.chosen,
        "told": ledger.figures(scope, by="region") if form.chosen else None,
        "columns": [one for one in PUBLIC if one.key in IN_REGIONS],
    }
    return render(request, "insights/figures.html", context)
