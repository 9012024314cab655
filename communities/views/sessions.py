"""Planning sessions, reading one, changing and cancelling it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safekeeping.forms import fill
from safekeeping.once import SentDifferently, made_before, once
from safekeeping.states import TransitionError

from .. import series
from ..forms import CancelForm, SeriesForm, SessionEditForm, SessionNewForm
from ..models import Community, Reflection, Session
from .community import answer


def planned_community(request, community_id):
    return get_object_or_404(Community.objects.planned_by(request.user).going_on(), pk=community_id)


def series_plan(request, community_id):
    """GET previews the dates, POST makes them. Sent twice it makes them once."""
    community = planned_community(request, community_id)
    plans = series.not_planned_yet(community)
    typed = request.POST if request.method == "POST" else request.GET if "weekday" in request.GET else None
    form = SeriesForm(typed, initial={"weekday": 2, "at": "15:00", "not_before": timezone.localdate()})
    dates = []
    if form.is_valid():
        dates = series.dates(
            plans, form.cleaned_data["weekday"], form.cleaned_data["at"], form.cleaned_data["not_before"]
        )
        if request.method == "POST":
            rows = [(date.plan, date.starts_at) for date in dates]
            made = Session.objects.plan_series(community, request.user, rows)
            say_how_many(request, made)
            return redirect(community)
    context = {"community": community, "plans": plans, "dates": dates}
    return answer(request, "communities/series_plan.html", form, context)


def say_how_many(request, made):
    if made:
        words = ngettext("%(count)s session is planned.", "%(count)s sessions are planned.", made) % {"count": made}
        messages.success(request, words)
    else:
        messages.info(request, _("All sessions of the plan are planned already."))


def session_new(request, community_id):
    community = planned_community(request, community_id)
    earlier = Session.objects.filter(made_by=request.user)
    if made := made_before(request, earlier.filter(community=community)):
        messages.info(request, _("This has been saved already. Here you can change it."))
        return redirect("communities:session_edit", community.pk, made.pk)
    instance = Session(community=community, made_by=request.user)
    form = fill(request, SessionNewForm, instance=instance, initial={"time": "15:00"})
    if form.is_valid():
        try:
            session, _is_new = once(form.make, earlier, form)
        except SentDifferently:
            form.sent_differently()
        else:
            return redirect(session)
    return answer(request, "communities/session_form.html", form, {"community": community, "session": None})


def session_edit(request, community_id, session_id):
    session = get_object_or_404(
        Session.objects.planned_by(request.user).select_related("community"), pk=session_id, community=community_id
    )
    if request.method != "POST" and not session.is_planned:
        return redirect(session)
    form = fill(request, SessionEditForm, instance=session)
    context = {"community": session.community, "session": session}
    if form.is_valid():
        if form.save_or_conflict():
            messages.success(request, _("The change is saved."))
            return redirect(session)
        return answer(request, "communities/session_form.html", form, context, status=409)
    return answer(request, "communities/session_form.html", form, context)


def session_cancel(request, community_id, session_id):
    session = get_object_or_404(
        Session.objects.planned_by(request.user).select_related("community"), pk=session_id, community=community_id
    )
    if not session.is_planned:
        messages.error(request, _("Only a planned session can be cancelled."))
        return redirect(session)
    form = fill(request, CancelForm, instance=session)
    if form.is_valid():
        try:
            session.cancel(request.user, form.cleaned_data["cancel_reason"])
            messages.success(request, _("The session is cancelled; everyone with an e-mail is told."))
        except TransitionError:
            messages.error(request, _("Only a planned session can be cancelled."))
        return redirect(session)
    return answer(
        request, "communities/session_cancel.html", form, {"session": session, "community": session.community}
    )


def session(request, community_id, session_id):
    """Members read what was decided; who was there, only those who run the community and coordinators."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("community", "plan"),
        pk=session_id,
        community=community_id,
    )
    same = Community.objects.filter(pk=session.community_id)
    can_plan = same.planned_by(request.user).exists()
    attendance = session.attendance.select_related("person").order_by("person__sort_key")
    return render(
        request,
        "communities/session.html",
        {
            "session": session,
            "community": session.community,
            "can_plan": can_plan and not session.community.has_ended,
            "can_log": same.run_by(request.user).exists() and not session.community.has_ended,
            "attendance": attendance if can_plan else attendance.filter(person=request.user),
            "sees_all": can_plan,
            "reflection": Reflection.objects.visible_to(request.user).filter(session=session).exclude(text="").first(),
            "pictures": session.pictures.order_by("created_at"),
            "tools": session.tools.all(),
        },
    )
