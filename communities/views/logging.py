"""The log of a session: the page that a facilitator fills on her phone after each meeting."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.prepared import Prepared, somebody
from safekeeping.forms import fill
from safekeeping.once import SentDifferently, made_before
from safekeeping.versions import Conflict

from ..log import LogForm, receive
from ..models import Community, LogReceipt, Session
from .community import answer

TEXTS = ("day", "topic", "summary", "decisions", "next_steps", "reflection")


def log_new(request, community_id):
    """A session that was not planned."""
    community = Community.objects.run_by(request.user).filter(pk=community_id).first()
    if community is None:
        return no_longer_hers(request, community_id)
    receipts = LogReceipt.objects.filter(author=request.user, session__community=community)
    if made := made_before(request, receipts):
        messages.info(request, _("This has been saved already. Here you can change it."))
        return redirect("communities:session_log", community.pk, made.session_id)
    return log(request, Session(community=community, made_by=request.user))


def session_log(request, community_id, session_id):
    """A planned session, or the correction of a log."""
    session = RUN.one(request.user, community_id, session_id)
    if session is None:
        return no_longer_hers(request, community_id)
    if request.method != "POST" and session.is_cancelled:
        return redirect(session)
    return log(request, session)


def _run(person, community, session, today):
    sessions = Session.objects.select_related("community", "plan").filter(pk=session, community=community)
    return sessions.filter(community__in=Community.objects.run_by(somebody(person), today))


RUN = Prepared(_run)


def log(request, session):
    form = fill(request, LogForm, instance=session, owner=request.user)
    if not form.is_bound or not form.is_valid():
        return log_page(request, form)
    try:
        stored = receive(form, request.user)
    except Conflict as conflict:
        form.show_conflict(conflict.current)
        return log_page(request, form, status=409)
    except SentDifferently as sent:
        return log_page(request, form.against(sent.existing.session), status=409)
    messages.success(request, _("The session is logged. Thank you!"))
    return redirect(stored)


def log_page(request, form, status=None):
    session = form.instance
    context = {"community": session.community, "session": None if form.is_new else session}
    return answer(request, "communities/session_log.html", form, context, status=status)


def no_longer_hers(request, community_id):
    """Who no longer runs it gets back what she typed, with the reason; for all others there is no such page."""
    communities = Community.objects.filter(pk=community_id)
    is_hers_no_more = communities.once_run_by(request.user).exists() and not communities.run_by(request.user).exists()
    if request.method != "POST" or not is_hers_no_more:
        raise Http404
    typed = [(LogForm.base_fields[name].label, request.POST[name]) for name in TEXTS if request.POST.get(name)]
    return render(request, "communities/log_refused.html", {"typed": typed}, status=403)
