"""Pages of the chief reviewers: versions of each cohort's rubric, a draft and its criteria, putting it in use."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import UNIVERSITY
from certification.models import Criterion, Rubric
from programme.models import Cohort
from safekeeping.forms import fill
from safekeeping.once import SentDifferently, once
from safekeeping.states import TransitionError
from safekeeping.versions import Conflict

from . import acts
from .forms import BeginForm, CriterionForm, CriterionNewForm, InForm, PlaceForm, SeenForm
from .ready import what_is_missing
from .shown import for_teacher

COHORTS = 25


def chiefs_only(request):
    if not request.user.in_group(UNIVERSITY):
        raise Http404


def rubric_list(request):
    """Cohorts, the newest first, each with its versions."""
    chiefs_only(request)
    versions = Rubric.objects.select_related("put_in_use_by", "begun_by").order_by("-number")
    cohorts = Cohort.objects.prefetch_related(Prefetch("rubrics", queryset=versions, to_attr="versions"))
    page = Paginator(cohorts, COHORTS).get_page(request.GET.get("page"))
    for cohort in page.object_list:
        cohort.draft = next((rubric for rubric in cohort.versions if rubric.is_draft), None)
        cohort.begin_form = BeginForm(cohort=cohort) if not cohort.versions else None
    return render(request, "certification/rubrics/rubric_list.html", {"page": page})


@require_POST
def rubric_begin(request, cohort_id):
    """The next version: a copy to be changed. Where there is a draft already, that one."""
    chiefs_only(request)
    cohort = get_object_or_404(Cohort, pk=cohort_id)
    form = BeginForm(request.POST, cohort=cohort)
    source = form.cleaned_data["source"] if form.is_valid() else None
    return redirect(acts.begin_next(cohort, request.user, source))


def seen_by(request, rubric_id):
    rubrics = Rubric.objects.visible_to(request.user).select_related("cohort", "put_in_use_by", "begun_by")
    return get_object_or_404(rubrics.with_criteria(), pk=rubric_id)


def rubric(request, rubric_id):
    """What a version says; of a draft, with the ways to change it."""
    found = seen_by(request, rubric_id)
    context = {
        "rubric": found,
        "missing": what_is_missing(found) if found.is_draft else (),
        "last": len(found.criteria_in_order),
        "readings": found.reviews.count(),
        "draft": found.cohort.rubrics.drafts().first(),
    }
    return render(request, "certification/rubrics/rubric.html", context)


def rubric_preview(request, rubric_id):
    """As the teacher sees it, in each language."""
    found = seen_by(request, rubric_id)
    form = InForm(request.GET)
    language = form.is_valid() and form.cleaned_data["shown_in"] or get_language()
    context = {"rubric": found, "language": language, "shown": for_teacher(found.criteria_in_order, language)}
    return render(request, "certification/rubrics/rubric_preview.html", context)


def rubric_use(request, rubric_id):
    """GET: what will happen. POST: from now on portfolios are read by it."""
    found = seen_by(request, rubric_id)
    if not found.is_draft:
        return frozen(request, found)
    form = SeenForm(request.POST or None, initial={"version": found.version})
    status = 200
    if form.is_valid():
        try:
            acts.put_in_use(found, request.user, form.cleaned_data["version"])
        except TransitionError:
            return frozen(request, found)
        except acts.NotReady:
            status = 422
        except Conflict as conflict:
            messages.warning(request, _("Somebody has changed it since you opened this page. Please read it again."))
            form, status = SeenForm(initial={"version": conflict.current.version}), 409
        else:
            messages.success(request, _("It is in use. Teachers see it from now on, and portfolios are read by it."))
            return redirect(found)
    context = {
        "rubric": found,
        "form": form,
        "missing": what_is_missing(found),
        "current": found.cohort.rubrics.in_use().first(),
    }
    return render(request, "certification/rubrics/rubric_use.html", context, status=status)


def frozen(request, rubric):
    messages.warning(request, _("This version is in use or was: it does not change any more. Write the next one."))
    return redirect(rubric)


def rubric_discard(request, rubric_id):
    """Asks once, and names what goes."""
    found = seen_by(request, rubric_id)
    if request.method == "POST":
        try:
            acts.discard(found, request.user)
        except TransitionError:
            return frozen(request, found)
        messages.success(request, _("The draft is gone. The version in use stays as it is."))
        return redirect("certification:rubric_list")
    if not found.is_draft:
        return frozen(request, found)
    return render(request, "certification/rubrics/rubric_discard.html", {"rubric": found})


def criterion_new(request, rubric_id):
    found = seen_by(request, rubric_id)
    if request.method == "GET" and not found.is_draft:
        return frozen(request, found)
    form = fill(request, CriterionNewForm, rubric=found)
    if request.method == "POST" and form.is_valid() and added(request, found, form):
        return redirect(found)
    return criterion_page(request, found, form)


def added(request, rubric, form):
    def make(**keys):
        return form.make(request.user, **keys)

    try:
        criterion, _is_new = once(make, rubric.criteria.all(), form)
    except SentDifferently:
        form.sent_differently()
        return False
    except TransitionError:
        put_in_use_meanwhile(form)
        return False
    messages.success(request, _("“%(criterion)s” is added.") % {"criterion": criterion.name})
    return True


def criterion(request, criterion_id):
    criteria = Criterion.objects.filter(rubric__in=Rubric.objects.visible_to(request.user))
    found = get_object_or_404(criteria.select_related("rubric__cohort"), pk=criterion_id)
    if request.method == "GET" and not found.rubric.is_draft:
        return frozen(request, found.rubric)
    form = fill(request, CriterionForm, instance=found, by=request.user)
    if request.method == "POST" and form.is_valid() and saved(request, form):
        return redirect(found.rubric)
    return criterion_page(request, found.rubric, form)


def saved(request, form):
    try:
        if not form.save_or_conflict():
            return False
    except TransitionError:
        put_in_use_meanwhile(form)
        return False
    messages.success(request, _("“%(criterion)s” is saved.") % {"criterion": form.instance.name})
    return True


def put_in_use_meanwhile(form):
    """What was typed stays on the page: she can take it over into the next version."""
    form.conflicts = []
    form.is_too_late = True
    words = _("This version was put in use meanwhile and is frozen. Copy your text from here into the next version.")
    form.add_error(None, words)


def criterion_page(request, rubric, form):
    too_late = getattr(form, "is_too_late", False) or bool(getattr(form, "conflicts", ()))
    context = {"rubric": rubric, "form": form, "is_new": form.instance._state.adding}
    status = 409 if too_late else 422 if form.errors else 200
    return render(request, "certification/rubrics/criterion.html", context, status=status)


def editable_criterion(request, criterion_id):
    criteria = Criterion.objects.editable_by(request.user).select_related("rubric__cohort")
    return get_object_or_404(criteria, pk=criterion_id)


@require_POST
def criterion_move(request, criterion_id):
    found = editable_criterion(request, criterion_id)
    form = PlaceForm(request.POST)
    if form.is_valid():
        acts.move_criterion(found, request.user, form.cleaned_data["to"])
    return redirect(f"{found.rubric.get_absolute_url()}#criteria")


def criterion_remove(request, criterion_id):
    """Asks once, and names what goes."""
    found = editable_criterion(request, criterion_id)
    if request.method == "POST":
        acts.remove_criterion(found, request.user)
        messages.success(request, _("“%(criterion)s” is removed from this draft.") % {"criterion": found.name})
        return redirect(found.rubric)
    return render(request, "certification/rubrics/criterion_remove.html", {"criterion": found})
