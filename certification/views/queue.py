"""What waits for the university, and who reads it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from certification import listing
from certification.forms import TABS, AssignForm, QueueForm, ReviewerSearchForm
from certification.models import Assignment, Portfolio, reviews


def queue(request):
    if not reviews(request.user):
        raise Http404
    form = QueueForm(request.GET, user=request.user)
    desk = listing.desk_of(request.user)
    numbers = desk.numbers()
    context = {
        "form": form,
        "tabs": tabs(numbers, form),
        "page": page_of(request, form, desk, numbers),
        "is_chief": form.is_chief,
    }
    return render(request, "certification/queue.html", context)


def page_of(request, form, desk, numbers):
    """Its rows are listing.Row."""
    found = form.in_tab(form.narrow(desk.portfolios))
    paginator = Paginator(listing.columns(found), listing.ROWS)
    if not form.is_narrowed:
        paginator.count = numbers[form.tab_chosen]
    page = paginator.get_page(request.GET.get("page"))
    is_as_it_opens = page.number == 1 and not form.is_narrowed
    rows = desk.first_page(form.tab_chosen) if is_as_it_opens else page.object_list
    page.object_list = listing.rows_of(rows, request.user)
    return page


def tabs(numbers, form):
    """(name, label, number of rows, is it this one) of each tab; only chief reviewers see what others have."""
    labels = {
        "waiting": pgettext("portfolios", "All waiting"),
        "mine": pgettext("portfolios", "Mine"),
        "returned": pgettext("portfolios", "Returned"),
        "decided": pgettext("portfolios", "Decided"),
    }
    shown = TABS if form.is_chief else TABS[1:]
    return [(tab, labels[tab], numbers[tab], tab == form.tab_chosen) for tab in shown]


def assign(request, portfolio_id):
    portfolio = get_object_or_404(Portfolio.objects.assignable_by(request.user).with_project(), pk=portfolio_id)
    search = ReviewerSearchForm(request.GET)
    found = list(search.find(portfolio))
    form = AssignForm(request.POST or None, portfolio=portfolio, found=found)
    if form.is_valid() and gave(form, portfolio, request.user):
        messages.success(request, _("%(name)s will read it.") % {"name": form.cleaned_data["reviewer"].full_name})
        return redirect("certification:queue")
    context = {
        "portfolio": portfolio,
        "form": form,
        "search": search,
        "found": found,
        "history": portfolio.assignments.select_related("reviewer", "assigned_by"),
    }
    return render(request, "certification/assign.html", context, status=422 if form.errors else 200)


def gave(form, portfolio, by):
    try:
        Assignment.objects.give(portfolio, form.cleaned_data["reviewer"], by, form.cleaned_data["due_on"])
    except ValidationError as problem:
        form.add_error("reviewer", problem)
        return False
    except IntegrityError:  # two chief reviewers at the same moment
        form.add_error(None, _("Somebody else has just chosen a reviewer. Please look again."))
        return False
    return True


@require_POST
def unassign(request, portfolio_id):
    portfolio = get_object_or_404(Portfolio.objects.assignable_by(request.user), pk=portfolio_id)
    if portfolio.assignment:
        portfolio.assignment.take_back(request.user)
        messages.success(request, _("Nobody has this portfolio in hand now. The history stays."))
    return redirect("certification:assign", portfolio.pk)
