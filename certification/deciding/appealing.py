"""Pages of an appeal: the teacher's one page, and the answer of a chief reviewer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import UNIVERSITY
from certification.models import Appeal, Decision, Portfolio
from certification.models.decisions import AppealStatus
from safekeeping.forms import fill
from safekeeping.once import SentDifferently, once
from safekeeping.states import TransitionError

from . import appeals
from .forms import AnswerForm, AppealForm, AppealListForm

ROWS = 25


def appeal(request, decision_id):
    """Her words, once, until the day; later the same page shows them with the answer."""
    decisions = Decision.objects.of_teacher(request.user).with_portfolio().select_related("appeal__answered_by")
    decision = get_object_or_404(decisions, pk=decision_id)
    sent = getattr(decision, "appeal", None)
    if request.method == "POST":
        return take(request, decision)
    form = fill(request, AppealForm) if sent is None and decision.may_be_appealed else None
    return appeal_page(request, decision, sent, form)


def take(request, decision):
    form = AppealForm(request.POST)
    if not form.is_valid():
        return appeal_page(request, decision, None, form, status=422)
    earlier = Appeal.objects.filter(decision=decision)
    try:
        _appeal, is_new = once(make_appeal(decision, request.user, form), earlier, form)
    except (SentDifferently, IntegrityError):
        form.add_error(None, _("You have sent an appeal already; there is one only. What you typed now stands below."))
        return appeal_page(request, decision, earlier.first(), form, status=409)
    except TransitionError:
        form.add_error(None, _("The day for appeals has passed. What you typed stands below."))
        return appeal_page(request, decision, None, form, status=409)
    if is_new:
        messages.success(request, _("Your appeal is with the university. The answer comes to this page."))
    return redirect(decision.get_appeal_url())


def make_appeal(decision, by, form):
    return lambda **keys: appeals.appeal(decision, by, form.cleaned_data["text"], **keys)


def appeal_page(request, decision, sent, form, status=200):
    context = {
        "decision": decision,
        "list": decision.decision_list,
        "project": decision.portfolio.project,
        "appeal": sent,
        "form": form,
        "statuses": AppealStatus,
    }
    return render(request, "certification/deciding/appeal.html", context, status=status)


def appeal_list(request):
    if not request.user.in_group(UNIVERSITY):
        raise Http404
    form = AppealListForm(request.GET)
    found = form.narrow(Appeal.objects.visible_to(request.user), Portfolio.objects.assignable_by(request.user))
    page = Paginator(found.for_listing().order_by("answered_at", "sent_at"), ROWS).get_page(request.GET.get("page"))
    answerable = set(Appeal.objects.answerable_by(request.user).values_list("pk", flat=True))
    context = {"form": form, "page": page, "answerable": answerable}
    return render(request, "certification/deciding/appeal_list.html", context)


def appeal_answer(request, appeal_id):
    """GET: her words and what was decided. POST: the one answer."""
    found = get_object_or_404(Appeal.objects.visible_to(request.user).for_listing(), pk=appeal_id)
    decision = Decision.objects.for_listing().get(pk=found.decision_id)
    is_hers = Appeal.objects.answerable_by(request.user).filter(pk=found.pk).exists()
    form = fill(request, AnswerForm) if is_hers else None
    if request.method == "POST" and form is None:
        form = AnswerForm(request.POST)
        form.is_valid()
        form.add_error(None, _("It is answered already, or not for you to answer. What you typed stands below."))
        return answer_page(request, found, decision, form, status=409)
    if request.method == "POST" and form.is_valid():
        return answered(request, found, decision, form)
    return answer_page(request, found, decision, form, status=422 if form and form.errors else 200)


def answered(request, found, decision, form):
    status = form.cleaned_data["status"]
    try:
        appeals.answer(found, request.user, status, form.cleaned_data["answer"])
    except (TransitionError, PermissionError):
        form.add_error(None, _("It cannot be answered now: it is answered already, or the teacher's project rests."))
        return answer_page(request, Appeal.objects.for_listing().get(pk=found.pk), decision, form, status=409)
    if status == AppealStatus.GRANTED:
        messages.success(request, _("Your answer is sent. Choose now who reads the portfolio again."))
        return redirect("certification:assign", decision.portfolio_id)
    messages.success(request, _("Your answer is sent."))
    return redirect("certification:appeal_list")


def answer_page(request, found, decision, form, status=200):
    context = {
        "appeal": found,
        "decision": decision,
        "project": decision.portfolio.project,
        "form": form,
        "is_reader": request.user.pk in decision.readers,
        "statuses": AppealStatus,
    }
    return render(request, "certification/deciding/appeal_answer.html", context, status=status)
