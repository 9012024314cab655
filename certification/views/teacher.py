"""What the teacher does with her portfolio: submit it, take it back, read what the university says."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certification import reading, review
from certification.forms import SubmitForm
from certification.models import Decision, Outcome, Portfolio, Review
from certification.rubrics.shown import beside_checklist
from projects import checklist
from projects.models import Project
from safekeeping.forms import fill
from safekeeping.states import TransitionError


def her_project(request, project_id):
    projects = Project.objects.led_by(request.user).select_related("lead", "school", "community__cohort", "subject")
    return get_object_or_404(projects, pk=project_id)


def submit(request, project_id):
    project = her_project(request, project_id)
    form = fill(request, SubmitForm)
    if request.method != "POST" or not form.is_valid():
        return submit_page(request, project, form)
    try:
        review.submit(project, request.user, form.cleaned_data["note"])
    except review.NotComplete:
        form.add_error(None, _("Something is still missing. The list below says what."))
        return submit_page(request, project, form)
    except TransitionError:  # a second tap: the first one has done it, and the page says so
        return redirect("certification:submit", project.pk)
    messages.success(request, _("Your portfolio is with the university."))
    return redirect("certification:submit", project.pk)


def submit_page(request, project, form):
    portfolio = Portfolio.objects.with_project().filter(project=project).first()
    days = project.community.cohort.review_days
    context = {
        "project": project,
        "portfolio": portfolio,
        "form": form,
        "checklist": checklist.for_project(project) if project.is_writable else None,
        "answer_on": timezone.localdate() + timedelta(days=days),
        "expected_on": portfolio.expected_on if portfolio and portfolio.is_waiting else None,
        "versions": portfolio.versions.defer("content") if portfolio else (),
        "criteria": beside_checklist(project),
        "last_review": decided_reviews(portfolio).first() if portfolio else None,
    }
    return render(request, "certification/submit.html", context, status=422 if form.errors else 200)


def decided_reviews(portfolio):
    return Review.objects.of_portfolio(portfolio).told().newest_first().with_marks()


@require_POST
def recall(request, portfolio_id):
    portfolio = get_object_or_404(Portfolio.objects.led_by(request.user).with_project(), pk=portfolio_id)
    try:
        review.recall(portfolio, request.user)
    except TransitionError:
        messages.warning(request, _("The university has begun to read, so it cannot be taken back now."))
        return redirect("certification:submit", portfolio.project_id)
    messages.success(request, _("You have taken your portfolio back. You can go on writing."))
    return redirect("certification:submit", portfolio.project_id)


def feedback(request, project_id):
    """Each decided review: comments beside the text that was read, with the way to mend it."""
    project = her_project(request, project_id)
    portfolio = Portfolio.objects.with_project().filter(project=project).first()
    reviews = decided_reviews(portfolio).prefetch_related("version_read__uploads") if portfolio else []
    told = {one.pk: one.version_read.number for one in reviews}
    goes_on = bool(reviews) and reviews[0].outcome != Outcome.PASS  # the newest stands first
    readings = [beside_her_text(one, told, goes_on) for one in reviews]
    signed = decisions_for(request.user, portfolio)
    for one in readings:
        one["decision"] = signed.get(one["review"].pk)
    context = {"project": project, "portfolio": portfolio, "readings": readings}
    return render(request, "certification/feedback.html", context)


def decisions_for(user, portfolio):
    """review id -> signed Decision of this portfolio, with its list and appeal"""
    signed = Decision.objects.of_teacher(user).filter(portfolio=portfolio)
    return {one.review_id: one for one in signed.select_related("decision_list", "appeal")}


def beside_her_text(one, told, goes_on):
    """told: id -> version's number, of all readings that she knows; goes_on: there is something to do still."""
    sections = reading.sections(one.version_read.content)
    marks = list(one.marks.all())
    for mark in marks:
        mark.settled_number = told.get(mark.settled_in_id)
        mark.is_open = goes_on and not mark.settled_number and one.version_read.number < max(told.values())
    pairs, general = reading.with_comments(sections, [mark for mark in marks if mark.text])
    return {
        "review": one,
        "levels": [mark for mark in marks if mark.level],
        "pairs": [(section, rows) for section, rows in pairs if rows],
        "general": general,
        "uploads": {upload.pk: upload for upload in one.version_read.uploads.all()},
    }
