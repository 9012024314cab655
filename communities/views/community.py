"""The community itself: list, page, what it is called, its norms and its states."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import COORDINATORS, AuditEntry
from safekeeping.forms import fill
from safekeeping.states import TransitionError

from .. import reading
from ..forms import CommunityForm, CommunityNewForm, CommunitySearchForm, NormsForm
from ..lines import person_lines, session_lines
from ..models import Community, CommunityStatus

A_PAGE, MOST_COMING = 25, 20


def community_list(request):
    """One's own; for coordinators all, with search."""
    search = CommunitySearchForm(request.GET)
    found = search.narrow(Community.objects.visible_to(request.user)).for_listing().order_by("sort_key", "id")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    is_coordinator = request.user.in_group(COORDINATORS)
    return render(
        request,
        "communities/community_list.html",
        {"page": page, "search": search, "is_coordinator": is_coordinator, "is_searched": any(request.GET.values())},
    )


def community(request, community_id):
    community = reading.shown_to(request.user, community_id)
    if community is None:
        raise Http404
    coming, unlogged, past = sessions_of(community)
    rights = {
        "can_log": community.is_run and not community.has_ended,
        "can_plan": community.is_planned and not community.has_ended,
        "can_manage": community.is_managed,
        "can_rule": community.is_ruled,
    }
    past = Paginator(past, A_PAGE).get_page(request.GET.get("page"))
    past.object_list = session_lines(past.object_list)
    memberships = reading.MEMBERSHIPS.rows(community)
    return render(
        request,
        "communities/community.html",
        {
            "community": community,
            "schools": reading.SCHOOLS.rows(community),
            "coming": session_lines(coming, rights["can_log"]),
            "unlogged": session_lines(unlogged, rights["can_log"]),
            "past": past,
            "memberships": person_lines(
                (one for one in memberships if one.is_current),
                has_record=rights["can_plan"] or rights["can_log"] or rights["can_manage"],
                can_leave=rights["can_manage"],
            ),
            "left": person_lines(one for one in memberships if not one.is_current),
            "facilitations": reading.FACILITATIONS.rows(community),
            "moves": moves_of(community, rights),
            **rights,
        },
    )


def sessions_of(community):
    """(coming, the next first; not logged, the oldest first; all others, the latest first). One query."""
    coming, unlogged, past = [], [], []
    for session in reading.SESSIONS.rows(community):
        session.community = community
        kind = past if not session.is_planned else unlogged if session.has_begun else coming
        kind.append(session)
    coming, unlogged = coming[::-1], unlogged[::-1]
    return coming[:MOST_COMING], unlogged, coming[: MOST_COMING - 1 : -1] + past


def moves_of(community, rights):
    """Names of the addresses of the verbs that are open now; ending asks once more on its own page."""
    if not rights["can_manage"]:
        return []
    open_now = {
        CommunityStatus.FORMING: [("communities:activate", _("Begin: it is active from now on"))],
        CommunityStatus.ACTIVE: [("communities:pause", _("Pause"))],
        CommunityStatus.PAUSED: [("communities:resume", _("Resume"))],
        CommunityStatus.ENDED: [],
    }
    return open_now[community.status]


def community_new(request):
    get_object_or_404(request.user.groups, name=COORDINATORS)
    form = fill(request, CommunityNewForm, instance=Community())
    if form.is_valid():
        community = Community.objects.form(form.instance, request.user, form.cleaned_data["client_uuid"])
        if form.is_about(community):
            messages.success(request, _("The community is there. Now say which schools belong to it."))
            return redirect("communities:school_add", community.pk)
        form.sent_differently()
    return answer(request, "communities/community_form.html", form, {"community": None})


def community_edit(request, community_id):
    community = get_object_or_404(Community.objects.ruled_by(request.user), pk=community_id)
    form = fill(request, CommunityForm, instance=community)
    if form.is_valid():
        if form.save_or_conflict():
            AuditEntry.objects.record(request.user, "community changed", community, fields=form.changed_data)
            return redirect(community)
        return answer(request, "communities/community_form.html", form, {"community": community}, status=409)
    return answer(request, "communities/community_form.html", form, {"community": community})


def norms_edit(request, community_id):
    community = get_object_or_404(Community.objects.planned_by(request.user).going_on(), pk=community_id)
    before = community.norms
    form = fill(request, NormsForm, instance=community)
    if form.is_valid():
        if form.save_or_conflict():
            AuditEntry.objects.record(request.user, "norms changed", community, norms=[before, community.norms])
            messages.success(request, _("Your norms are saved."))
            return redirect(community)
        return answer(request, "communities/norms_edit.html", form, {"community": community}, status=409)
    return answer(request, "communities/norms_edit.html", form, {"community": community})


def answer(request, template, form, context, status=None):
    """The page of a form: 422 when what was sent has errors, 409 when somebody was quicker."""
    status = status or (422 if form.is_bound and form.errors else 200)
    return render(request, template, {"form": form, **context}, status=status)


# States ---------------------------------------------------------------------------------------------


@require_POST
def activate(request, community_id):
    return move(request, community_id, Community.activate)


@require_POST
def pause(request, community_id):
    return move(request, community_id, Community.pause)


@require_POST
def resume(request, community_id):
    return move(request, community_id, Community.resume)


def move(request, community_id, verb):
    community = get_object_or_404(Community.objects.managed_by(request.user), pk=community_id)
    try:
        verb(community, request.user)
    except TransitionError:
        messages.error(request, _("Somebody has already changed the state of this community."))
    return redirect(community)


def end(request, community_id):
    """For good, so it is asked once, with what it takes along."""
    community = get_object_or_404(Community.objects.ruled_by(request.user).going_on(), pk=community_id)
    if request.method == "POST":
        try:
            community.end(request.user)
        except TransitionError:
            messages.error(request, _("Somebody has already changed the state of this community."))
        return redirect(community)
    return render(
        request, "communities/end.html", {"community": community, "coming_count": community.sessions.coming().count()}
    )
