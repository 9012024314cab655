"""Pages of the chief reviewers about who reads what, and of a reviewer about what she must not or cannot read."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import UNIVERSITY, AuditEntry, User
from accounts.slips import workplaces
from certification.models import Assignment, ConflictOfInterest, Reviewer, reviews
from languages.fields import CODES
from safekeeping.forms import fill

from .forms import (
    CohortForm,
    ConflictForm,
    DeclineForm,
    HandOverForm,
    PersonSearchForm,
    ProposalForm,
    ReviewerForm,
)
from .handing import hand_over as hand_over_all
from .handing import lies_with
from .proposing import MOST_AT_ONCE, pool, propose, unassigned


def only_chiefs(request):
    if not request.user.in_group(UNIVERSITY):
        raise Http404


def languages_of(reviewer):
    names = dict(settings.LANGUAGES)
    return ", ".join(str(names[code]) for code in CODES if reviewer.reads(code))


def with_workplaces(people):
    """[(person, where she works)]: what tells namesakes apart without a phone or an e-mail."""
    places = workplaces(people)
    return [(person, places.get(person.pk, "")) for person in people]


# The pool ---------------------------------------------------------------------------------------------


def reviewer_list(request):
    """Who reviews today, how much lies with whom; and a search for somebody to add."""
    only_chiefs(request)
    search = PersonSearchForm(request.GET)
    reviewers = list(pool())
    found = search.find(without=[one.person_id for one in reviewers])
    context = {
        "reviewers": [(one, languages_of(one)) for one in reviewers],
        "former": Reviewer.objects.exclude(pk__in=[one.pk for one in reviewers]).select_related("person"),
        "search": search,
        "found": with_workplaces(found),
    }
    return render(request, "certification/assigning/reviewer_list.html", context)


def reviewer_edit(request, person_id):
    """The person as a reviewer: new in the pool, back in it, or changed."""
    only_chiefs(request)
    person = get_object_or_404(User.objects.filter(is_active=True, erased_at=None), pk=person_id)
    known = Reviewer.objects.filter(person=person).first()
    form = fill(request, ReviewerForm, instance=known or Reviewer(person=person))
    if form.is_bound and form.is_valid():
        form.save()
        said = {name: form.cleaned_data[name] for name in form.changed_data}
        verb = "reviewer changed" if known else "reviewer added"
        AuditEntry.objects.record(request.user, verb, person, **said)
        messages.success(request, _("Saved."))
        return redirect("certification:reviewer_list")
    context = {"form": form, "person": person, "is_known": known is not None, "hers": lies_with(person)}
    return render(request, "certification/assigning/reviewer_edit.html", context, status=422 if form.errors else 200)


def hand_over(request, reviewer_id):
    """GET: what lies with her, and to whom it could go. POST: hands it on."""
    only_chiefs(request)
    busy = Assignment.objects.to_read().order_by().values("reviewer")
    person = get_object_or_404(User, pk=reviewer_id, pk__in=busy)
    form = HandOverForm(request.POST or None, leaving=person)
    if form.is_valid():
        return handed_over(request, form, person)
    context = {"form": form, "person": person, "hers": lies_with(person)}
    return render(request, "certification/assigning/hand_over.html", context, status=422 if form.errors else 200)


def handed_over(request, form, person):
    number, left = hand_over_all(person, form.receivers, request.user)
    if form.cleaned_data["ends"]:
        Reviewer.objects.current().filter(person=person).update(until=timezone.localdate())
    if number:
        told = ngettext("%(number)d portfolio is handed on.", "%(number)d portfolios are handed on.", number)
        messages.success(request, told % {"number": number})
    for assignment in left:
        told = _("“%(title)s” is still with her: nobody of those chosen may read it.")
        messages.warning(request, told % {"title": assignment.portfolio})
    return redirect("certification:reviewer_list")


# Proposals --------------------------------------------------------------------------------------------


def proposals(request):
    """GET: whom the portal proposes for what waits. POST: gives out what was chosen, row by row."""
    only_chiefs(request)
    choice = CohortForm(request.GET)
    cohort, reviewers = choice.chosen, list(pool())
    waiting = unassigned(request.user, cohort) if cohort else Assignment.objects.none()
    found = propose(waiting[:MOST_AT_ONCE], reviewers)
    form = ProposalForm(request.POST or None, proposals=found, cohort=cohort) if found else None
    if form is not None and form.is_valid():
        number = form.give(request.user)
        if number:
            told = ngettext("%(number)d portfolio is given out.", "%(number)d portfolios are given out.", number)
            messages.success(request, told % {"number": number})
        if not form.errors:
            return redirect(request.get_full_path())
    context = {
        "choice": choice,
        "cohort": cohort,
        "form": form,
        "has_reviewers": bool(reviewers),
        "more": max(0, waiting.count() - MOST_AT_ONCE) if len(found) == MOST_AT_ONCE else 0,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "certification/assigning/proposals.html", context, status=status)


# A reviewer of herself --------------------------------------------------------------------------------


def conflicts(request):
    """Whose work she must not read: what she has declared, and a search for somebody to add."""
    only_reviewers(request)
    search = PersonSearchForm(request.GET)
    declared = ConflictOfInterest.objects.filter(reviewer=request.user).select_related("person")
    declared = list(declared.order_by("person__sort_key", "id"))
    found = search.find(without=[request.user.pk, *(one.person_id for one in declared)])
    context = {"conflicts": declared, "search": search, "found": with_workplaces(found)}
    return render(request, "certification/assigning/conflicts.html", context)


def only_reviewers(request):
    if not reviews(request.user):
        raise Http404


def conflict_declare(request, person_id):
    only_reviewers(request)
    people = User.objects.filter(is_active=True, erased_at=None).exclude(pk=request.user.pk)
    person = get_object_or_404(people, pk=person_id)
    known = ConflictOfInterest.objects.filter(reviewer=request.user, person=person).first()
    form = fill(request, ConflictForm, instance=known or ConflictOfInterest(reviewer=request.user, person=person))
    if form.is_bound and form.is_valid():
        form.instance.declare(by=request.user)
        told = _("Declared. The work of %(name)s is no longer shown to you.")
        messages.success(request, told % {"name": person.full_name})
        return redirect("certification:conflicts")
    context = {"form": form, "person": person}
    return render(request, "certification/assigning/conflict_declare.html", context, status=422 if form.errors else 200)


@require_POST
def conflict_remove(request, conflict_id):
    only_reviewers(request)
    conflict = get_object_or_404(ConflictOfInterest, pk=conflict_id, reviewer=request.user)
    AuditEntry.objects.record(request.user, "conflict of interest removed", conflict, why=conflict.why)
    conflict.delete()
    messages.success(request, _("Removed from your list."))
    return redirect("certification:conflicts")


def decline(request, portfolio_id):
    """GET: asks why. POST: the portfolio goes back to those who assign."""
    hers = Assignment.objects.standing().filter(reviewer=request.user, portfolio=portfolio_id)
    assignment = get_object_or_404(hers.select_related("portfolio__project__lead"))
    form = fill(request, DeclineForm)
    if form.is_bound and form.is_valid():
        assignment.decline(form.cleaned_data["reason"])
        messages.success(request, _("It is no longer in your hands. Chief reviewers know why."))
        return redirect("insights:my")
    context = {"form": form, "portfolio": assignment.portfolio}
    return render(request, "certification/assigning/decline.html", context, status=422 if form.errors else 200)
