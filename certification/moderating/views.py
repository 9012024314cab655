"""Second readings: what waits, who reads it, where two readers differ, how far they agree."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import UNIVERSITY, AuditEntry
from certification.files import FileForm, sheet
from certification.models import (
    AssessmentRules,
    Assignment,
    Moderation,
    ModerationStatus,
    Portfolio,
    Reading,
    Review,
)
from programme.models import Cohort
from safekeeping.forms import fill
from safekeeping.states import TransitionError

from . import acts
from .comparing import side_by_side
from .drawing import rules_of
from .forms import (
    CohortForm,
    ModerationListForm,
    ReaderSearchForm,
    RulesForm,
    SearchForm,
    SecondReaderForm,
    SettleForm,
)
from .report import report_for

ROWS = 25


def refuse_unless_chief(user):
    if not user.in_group(UNIVERSITY):
        raise Http404


# The list ---------------------------------------------------------------------------------------


def moderation_list(request):
    refuse_unless_chief(request.user)
    form = ModerationListForm(request.GET)
    visible = Moderation.objects.visible_to(request.user)
    found = form.narrow(visible, Portfolio.objects.assignable_by(request.user)).with_portfolio()
    page = Paginator(found.order_by("status", "chosen_at"), ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "readers": readers_of(page.object_list),
        "statuses": ModerationStatus,
        "waiting": visible.without_reader().count(),
        "differing": Moderation.objects.settleable_by(request.user).count(),
        "cohort": CohortForm().chosen,
    }
    return render(request, "certification/moderating/moderation_list.html", context)


def readers_of(moderations):
    """portfolio id -> standing Assignment of the second reading. One query."""
    portfolios = [moderation.portfolio.pk for moderation in moderations]
    standing = Assignment.objects.standing().filter(reading=Reading.SECOND, portfolio__in=portfolios)
    return {one.portfolio_id: one for one in standing.select_related("reviewer")}


# One of them ------------------------------------------------------------------------------------


def moderation(request, moderation_id):
    found = get_object_or_404(Moderation.objects.visible_to(request.user).with_portfolio(), pk=moderation_id)
    return moderation_page(request, found, settle_form(request, found))


def settle_form(request, found):
    """None where she has nothing to settle."""
    if found.status != ModerationStatus.DIFFERS or is_reader(found, request.user):
        return None
    return fill(request, SettleForm, moderation=found)


def is_reader(found, user):
    return user.pk in {found.first.reviewer_id, getattr(found.second, "reviewer_id", None)}


def moderation_page(request, found, form, status=200):
    both = Review.objects.filter(pk__in=[found.first_id, found.second_id]).with_marks()
    readings = {review.pk: review for review in both}
    is_hers = is_reader(found, request.user)
    waits = found.status == ModerationStatus.WAITING  # for a second reader, who may still be anybody
    shows = not (waits or found.status == ModerationStatus.DIFFERS and is_hers)
    context = {
        "moderation": found,
        "portfolio": found.portfolio,
        "assignment": readers_of([found]).get(found.portfolio.pk),
        "first": readings[found.first_id],
        "second": readings.get(found.second_id),
        "shows": shows,
        "is_hers": is_hers,
        "rows": side_by_side(readings[found.first_id], readings.get(found.second_id)) if shows else (),
        "form": form,
        "statuses": ModerationStatus,
    }
    return render(request, "certification/moderating/moderation.html", context, status=status)


def moderation_settle(request, moderation_id):
    """The form stands on the page of the moderation; an address of its own for what it does."""
    found = get_object_or_404(Moderation.objects.visible_to(request.user).with_portfolio(), pk=moderation_id)
    form = settle_form(request, found)
    if request.method != "POST" or form is None:
        if request.method == "POST":
            messages.warning(request, _("This is not for you to settle, or it is settled already."))
        return redirect(found)
    if not form.is_valid():
        return moderation_page(request, found, form, status=422)
    try:
        acts.settle(found, request.user, form.cleaned_data["outcome"], form.cleaned_data["reason"])
    except (TransitionError, PermissionError):
        form.add_error(None, _("It has been settled already, or the teacher has taken her portfolio back."))
        return moderation_page(request, found, form, status=409)
    messages.success(request, _("Settled. The teacher has been told."))
    return redirect(found)


def moderation_reader(request, moderation_id):
    """GET: who may read it a second time. POST: gives it to one of them."""
    found = get_object_or_404(Moderation.objects.visible_to(request.user).with_portfolio(), pk=moderation_id)
    if found.status != ModerationStatus.WAITING:
        messages.warning(request, _("It has been read a second time already."))
        return redirect(found)
    search = ReaderSearchForm(request.GET)
    people = search.find(found.portfolio)
    form = fill(request, SecondReaderForm, portfolio=found.portfolio, found=people)
    if request.method == "POST" and form.is_valid() and gave(form, found, request.user):
        messages.success(request, _("%(name)s will read it a second time.") % {"name": form.chosen.full_name})
        return redirect("certification:moderation_list")
    context = {
        "moderation": found,
        "portfolio": found.portfolio,
        "assignment": readers_of([found]).get(found.portfolio.pk),
        "search": search,
        "form": form,
        "found": people,
    }
    status = 422 if form.errors else 200
    return render(request, "certification/moderating/moderation_reader.html", context, status=status)


def gave(form, found, by):
    try:
        acts.give(found, form.chosen, by, form.cleaned_data["due_on"])
    except ValidationError as problem:
        form.add_error("reviewer", problem)
    except TransitionError:
        form.add_error(None, _("It has been read a second time already."))
    except IntegrityError:  # two chief reviewers at the same moment
        form.add_error(None, _("Somebody else has just chosen a reviewer. Please look again."))
    return not form.errors


# By hand ----------------------------------------------------------------------------------------


def moderation_ask(request):
    """Portfolios that are being read: the chief may ask for a second reading before anybody decides."""
    refuse_unless_chief(request.user)
    search = SearchForm(request.GET)
    found = Portfolio.objects.assignable_by(request.user).waiting().matching(search.words).with_project()
    page = Paginator(found.order_by("-read_twice", "submitted_at", "pk"), ROWS).get_page(request.GET.get("page"))
    context = {"search": search, "page": page}
    return render(request, "certification/moderating/moderation_ask.html", context)


@require_POST
def read_twice(request, portfolio_id):
    return ask(request, portfolio_id, True, _("It will be read a second time before its author hears."))


@require_POST
def read_once(request, portfolio_id):
    return ask(request, portfolio_id, False, _("No second reading is asked for any more. It may still be drawn."))


def ask(request, portfolio_id, wanted, said):
    found = get_object_or_404(Portfolio.objects.assignable_by(request.user).with_project(), pk=portfolio_id)
    try:
        acts.ask_for(found, request.user, wanted)
    except TransitionError:
        messages.warning(request, _("Nothing was changed: it is decided, or this was asked for already."))
    else:
        messages.success(request, said)
    return redirect("certification:moderation_ask")


# Agreement --------------------------------------------------------------------------------------


def agreement(request):
    refuse_unless_chief(request.user)
    form = CohortForm(request.GET)
    cohort = form.chosen
    if cohort is None:
        raise Http404
    context = {
        "form": form,
        "cohort": cohort,
        "report": report_for(cohort, _("Outcome")),
        "drawn": drawn_of(cohort),
        "rules": rules_of(cohort),
    }
    return render(request, "certification/moderating/agreement.html", context)


def drawn_of(cohort):
    """How many decisions there are, how many of them were read twice, and how many of these differed."""
    settled_by_chief = Q(moderation__settled_by__isnull=False) | Q(moderation__status=ModerationStatus.DIFFERS)
    firsts = Review.objects.decided().filter(reading=Reading.FIRST, outcome__in=["pass", "not_yet"])
    firsts = firsts.filter(version_read__portfolio__project__community__cohort=cohort)
    return firsts.aggregate(
        decisions=Count("pk"),
        twice=Count("moderation", filter=~Q(moderation__status=ModerationStatus.DROPPED)),
        differed=Count("pk", filter=settled_by_chief),
    )


@require_POST
def agreement_file(request):
    """The table of the page as a file."""
    refuse_unless_chief(request.user)
    cohort, file_type = CohortForm(request.POST).chosen, FileForm(request.POST).chosen
    if cohort is None:
        raise Http404
    AuditEntry.objects.record(
        request.user, "list exported", request.user, export="agreement", choice={"cohort": cohort.pk}, file=file_type
    )
    report = report_for(cohort, _("Outcome"))
    lines = [
        (line.label, line.found.number, line.found.agreed, line.found.percent, rounded(line.found.kappa))
        for line in (report.outcomes, *report.criteria)
    ]
    headings = [_("What"), _("Read twice"), _("The same"), _("Per cent"), _("Cohen’s kappa")]
    return sheet(file_type, "agreement", headings, lines, _("Agreement of readers"))


def rounded(kappa):
    return None if kappa is None else round(kappa, 3)


# Rules ------------------------------------------------------------------------------------------


def assessment_rules(request, cohort_id):
    """How many are read twice, and how long an appeal may take. What was signed keeps the rules of its day."""
    refuse_unless_chief(request.user)
    cohort = get_object_or_404(Cohort, pk=cohort_id)
    rules = AssessmentRules.objects.filter(cohort=cohort).first() or AssessmentRules(cohort=cohort)
    form = fill(request, RulesForm, instance=rules)
    if request.method == "POST" and form.is_valid() and keep_rules(form, request.user):
        messages.success(request, _("The rules are kept. They hold for decisions from now on."))
        return redirect(f"{reverse('certification:agreement')}?cohort={cohort.pk}")
    status = 409 if form.conflicts else 422 if form.errors else 200
    context = {"cohort": cohort, "form": form, "others": Cohort.objects.exclude(pk=cohort.pk).order_by("-starts_on")}
    return render(request, "certification/moderating/assessment_rules.html", context, status=status)


def keep_rules(form, by):
    """False when somebody else has kept other rules meanwhile: the page shows both."""
    cohort = form.instance.cohort
    before = rules_of(cohort)
    was = {name: getattr(before, name) for name in form._meta.fields}
    AssessmentRules.objects.get_or_create(cohort=cohort)
    form.instance._state.adding = False
    if not form.save_or_conflict():
        return False
    changes = {name: [was[name], form.cleaned_data[name]] for name in was if was[name] != form.cleaned_data[name]}
    if changes:
        AuditEntry.objects.record(by, "rules of assessment changed", cohort, **changes)
    return True
