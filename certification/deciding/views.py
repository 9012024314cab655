"""Decision lists before a chief reviewer: opened, gathered, signed, printed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import UNIVERSITY, AuditEntry
from certification.files import FileForm, sheet
from certification.models import AppealStatus, DecisionList, Outcome, Portfolio
from certification.moderating.drawing import rules_of
from certification.moderating.forms import CohortForm
from safekeeping.states import TransitionError

from . import acts, paper
from .forms import ChosenForm, LineSearchForm, OpenForm, SignForm

ROWS, GATHERED_AT_ONCE = 25, 100


def refuse_unless_chief(user):
    if not user.in_group(UNIVERSITY):
        raise Http404


def found_list(request, list_id):
    lists = DecisionList.objects.visible_to(request.user).select_related("cohort", "made_by", "signed_by")
    return get_object_or_404(lists, pk=list_id)


def decision_list_list(request):
    refuse_unless_chief(request.user)
    lists = DecisionList.objects.visible_to(request.user).select_related("cohort", "signed_by")
    lines = Count("decisions", distinct=True)
    appeals = Count("decisions__appeal", filter=Q(decisions__appeal__status=AppealStatus.OPEN), distinct=True)
    lists = lists.annotate(lines=lines, open_appeals=appeals).order_by("-status", "-made_at")
    cohort = CohortForm().chosen
    context = {
        "page": Paginator(lists, ROWS).get_page(request.GET.get("page")),
        "form": OpenForm(initial={"cohort": cohort}),
        "cohort": cohort,
        "without_list": acts.candidates(cohort, request.user).count() if cohort else 0,
    }
    return render(request, "certification/deciding/decision_list_list.html", context)


@require_POST
def decision_list_open(request):
    refuse_unless_chief(request.user)
    form = OpenForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Choose a cohort."))
        return redirect("certification:decision_list_list")
    return redirect(acts.open_list(form.cleaned_data["cohort"], request.user))


def decision_list(request, list_id):
    return list_page(request, found_list(request, list_id))


def list_page(request, found, status=200, errors=()):
    search = LineSearchForm(request.GET)
    lines = search.narrow(found.decisions.all(), Portfolio.objects.all(), "portfolio").for_listing()
    page = Paginator(lines.order_by("portfolio__project__lead__sort_key", "pk"), ROWS).get_page(request.GET.get("page"))
    problems = acts.problems_of(found, page.object_list, request.user) if not found.is_signed else ()
    context = {
        "list": found,
        "search": search,
        "page": page,
        "problems": {problem.decision.pk: problem.why for problem in problems},
        "outcomes": Outcome,
        "numbers": numbers_of(found),
        "errors": errors,
        "rules": rules_of(found.cohort),
        "without_list": 0 if found.is_signed else acts.candidates(found.cohort, request.user).count(),
    }
    return render(request, "certification/deciding/decision_list.html", context, status=status)


def numbers_of(found):
    """How many lines there are, and of which outcome."""
    return found.decisions.aggregate(
        all=Count("pk"),
        accepted=Count("pk", filter=Q(outcome=Outcome.PASS)),
        not_yet=Count("pk", filter=Q(outcome=Outcome.NOT_YET)),
    )


def decision_list_gather(request, list_id):
    """GET: what is decided and on no list. POST: puts the ticked ones on this one."""
    found = found_list(request, list_id)
    if found.is_signed:
        return is_signed(request, found)
    among = acts.candidates(found.cohort, request.user)
    form = ChosenForm(request.POST or None, among=among)
    if request.method == "POST" and form.is_valid():
        return gathered(request, found, form.cleaned_data["chosen"])
    search = LineSearchForm(request.GET)
    rows = search.narrow(among, Portfolio.objects.assignable_by(request.user), "version_read__portfolio")
    of = "version_read__portfolio__project"
    rows = rows.select_related(f"{of}__lead", f"{of}__school", "reviewer", "moderation", "moderates")
    rows = rows.defer("version_read__content").order_by("decided_at", "pk")
    page = Paginator(rows, GATHERED_AT_ONCE).get_page(request.GET.get("page"))
    context = {"list": found, "search": search, "page": page, "form": form, "outcomes": Outcome}
    status = 422 if form.errors else 200
    return render(request, "certification/deciding/decision_list_gather.html", context, status=status)


def gathered(request, found, chosen):
    try:
        number = acts.gather(found, chosen, request.user)
    except TransitionError:
        return is_signed(request, found)
    said = ngettext("%(number)d decision is on the list now.", "%(number)d decisions are on the list now.", number)
    messages.success(request, said % {"number": number})
    return redirect(found)


def is_signed(request, found):
    messages.warning(request, _("This list is signed and never changes."))
    return redirect(found)


@require_POST
def decision_list_take_off(request, list_id):
    found = found_list(request, list_id)
    form = ChosenForm(request.POST, among=found.decisions.all())
    if not form.is_valid():
        return list_page(request, found, status=422, errors=form.errors.get("chosen", ()))
    try:
        number = acts.take_off(found, form.cleaned_data["chosen"], request.user)
    except TransitionError:
        return is_signed(request, found)
    said = ngettext("%(number)d line is off the list.", "%(number)d lines are off the list.", number)
    messages.success(request, said % {"number": number})
    return redirect(found)


def decision_list_sign(request, list_id):
    """GET: what signing means, and the number. POST: signs."""
    found = found_list(request, list_id)
    if found.is_signed:
        return is_signed(request, found)
    if request.method == "POST":
        form = SignForm(request.POST)
        seal = form.cleaned_data["seal"] if form.is_valid() else ""
        try:
            signed = acts.sign(found, request.user, seal)
        except acts.NotSigned as refused:
            return sign_page(request, found, refused, status=409)
        except TransitionError:
            return is_signed(request, found)
        messages.success(request, _("The list is signed. The teachers on it have been told."))
        return redirect(signed)
    return sign_page(request, found)


def sign_page(request, found, refused=None, status=200):
    lines = acts.lines_of(found)
    rules = rules_of(found.cohort)
    problems = acts.problems_of(found, lines, request.user)
    context = {
        "list": found,
        "numbers": numbers_of(found),
        "rules": rules,
        "until": acts.appeal_until_today(rules),
        "refused": refused,
        "problems": problems,
        "form": SignForm(initial={"seal": acts.seal_of(lines)}),
    }
    return render(request, "certification/deciding/decision_list_sign.html", context, status=status)


def decision_list_pdf(request, list_id):
    found = found_list(request, list_id)
    response = HttpResponse(paper.list_pdf(found, get_language()), content_type="application/pdf")
    name = f"decisions-{found.cohort_id}-{found.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@require_POST
def decision_list_file(request, list_id):
    found = found_list(request, list_id)
    file_type = FileForm(request.POST).chosen
    AuditEntry.objects.record(
        request.user, "list exported", request.user, export="decisions", choice={"list": found.pk}, file=file_type
    )
    title = _("Decision list %(number)d") % {"number": found.number}
    return sheet(file_type, f"decisions-{found.number}", paper.headings(), paper.rows_of(found), title)
