"""Inviting people with printed slips, and claiming a slip."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from safekeeping.forms import fill
from safekeeping.states import TransitionError

from . import directory, invitations
from .forms import ClaimForm, CodeOfSlipForm, InviteForm, PeopleSearchForm, PrintForm
from .models import COORDINATORS, Invitation, User
from .slips import workplaces
from .views import page


def hidden(response):
    """The address holds the code: it goes into no Referer and no cache.

    Not "no-referrer": browsers then send the form with `Origin: null`, and it is refused as a forgery.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["Cache-Control"] = "private, no-store"
    return response


# Claiming ------------------------------------------------------------------------------------------------


@login_not_required
@never_cache
def join(request):
    """For who types the short code."""
    form = CodeOfSlipForm(request.POST or None)
    if form.is_valid():
        return hidden(redirect("accounts:join_with_code", form.cleaned_data["code"]))
    return page(request, "accounts/join.html", form)


@login_not_required
@sensitive_variables("slip_code")
@sensitive_post_parameters("password1", "password2")
def join_with_code(request, slip_code):
    """GET shows whose slip it is and claims nothing, as often as it is opened. Only the button claims."""
    tries = ratelimit.consume(request, app="allauth.account", action="slip", limit_get=True)
    if not tries:
        return ratelimit.respond_429(request)
    slip = Invitation.objects.with_code(slip_code).first()
    if slip is None:
        return hidden(render(request, "accounts/slip_closed.html", status=404))
    tries.rollback()  # only wrong codes count
    form = ClaimForm(request.POST or None, person=slip.person)
    if not form.is_valid():
        return hidden(page(request, "accounts/claim.html", form, person=slip.person))
    try:
        person = slip.claim(form.cleaned_data["password1"], **form.details)
    except TransitionError:
        return hidden(render(request, "accounts/slip_closed.html", status=404))
    except IntegrityError as error:
        form.add_taken(error)
        return hidden(page(request, "accounts/claim.html", form, person=slip.person))
    if slip.person.claimed_at:
        get_adapter(request).send_notification_mail("account/email/password_changed", person)
    return hidden(sign_in(request, person))


def sign_in(request, person):
    """Through allauth, so that a second factor she already has is asked for: a slip replaces the password only."""
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, person, "password", reauthenticated=True)
    with override(person.language):
        return perform_login(request, person, redirect_url=reverse("insights:my"))


# Inviting ------------------------------------------------------------------------------------------------


def invitable(request):
    """People whom the user may invite; who may invite nobody has no such page (404)."""
    people = User.objects.invitable_by(request.user).with_slips()
    if not request.user.in_group(COORDINATORS) and not people.exists():
        raise Http404
    return people


def people(request):
    search = PeopleSearchForm(request.GET)
    if request.GET or request.user.is_superuser or not request.user.in_group(COORDINATORS):
        page = directory.page_of(search.narrow(invitable(request)), request.GET.get("page"))
    else:
        page = directory.first_page_of(request.user)
    context = {
        "search": search,
        "page": page,
        "can_invite": request.user.in_group(COORDINATORS),
        "most": PrintForm.MOST,
    }
    return render(request, "accounts/people.html", context)


@require_POST
def slip_print(request):
    """Issues new slips and shows them once: their codes are nowhere but on this page."""
    found = PeopleSearchForm(request.GET).narrow(invitable(request))
    form = PrintForm(request.POST, people=found)
    if not form.is_valid():
        return render(request, "accounts/slip_none.html", {"form": form}, status=422)
    return sheet_of(request, form.chosen)


def sheet_of(request, people):
    slips = Invitation.objects.issue_all(people, by=request.user)
    return hidden(render(request, "accounts/slip_print.html", {"slips": invitations.on_paper(slips)}))


def invite(request):
    """One new person; the answer is her slip. Sent twice it is the same person, and her newest slip is valid."""
    if not request.user.in_group(COORDINATORS):
        raise Http404
    form = fill(request, InviteForm)
    earlier = invitations.earlier(request)
    if earlier and not invitations.is_about(earlier, request.POST):
        form.full_clean()
        form.sent_differently()
        return page(request, "accounts/invite.html", form, workplaces=workplaces(form.namesakes))
    if earlier is None and not form.is_valid():
        return page(request, "accounts/invite.html", form, workplaces=workplaces(form.namesakes))
    try:
        person = earlier or invitations.invite(request.user, form.cleaned_data["client_uuid"], **form.person_fields())
    except IntegrityError as error:
        form.add_taken(error)
        return page(request, "accounts/invite.html", form, workplaces={})
    return sheet_of(request, [person])
