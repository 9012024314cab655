"""Where coordinators answer the schools that ask to join."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import COORDINATORS, AuditEntry
from safekeeping.forms import fill
from safekeeping.states import TransitionError

from ..forms import JoinedForm, RequestNoteForm, RequestSearchForm
from ..models import JoinRequest, RequestStatus

PER_PAGE = 25


def request_list(request):
    get_object_or_404(request.user.groups, name=COORDINATORS)
    search = RequestSearchForm(request.GET)
    found = search.narrow(JoinRequest.objects.visible_to(request.user)).for_listing()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"search": search, "page": page, "narrowed": search.is_narrowed}
    return render(request, "programme/request_list.html", context)


def visible(request, request_id):
    requests = JoinRequest.objects.visible_to(request.user).for_listing().select_related("school")
    return get_object_or_404(requests, pk=request_id)


def one_request(request, request_id):
    asked = visible(request, request_id)
    return show(request, asked, fill(request, RequestNoteForm, instance=asked))


def request_note(request, request_id):
    asked = visible(request, request_id)
    if request.method != "POST":
        return redirect(asked)
    form = fill(request, RequestNoteForm, instance=asked)
    if not form.is_valid():
        return show(request, asked, form, 422)
    if not form.save_or_conflict():
        return show(request, asked, form, 409)
    AuditEntry.objects.record(request.user, "join request note changed", asked)
    messages.success(request, _("Saved."))
    return redirect(asked)


def show(request, asked, form, status=200):
    context = {
        "asked": asked,
        "form": form,
        "can_answer": asked.can_move_to(RequestStatus.ANSWERED),
        "can_decline": asked.can_move_to(RequestStatus.DECLINED),
        "joined": JoinedForm(request=asked) if asked.can_move_to(RequestStatus.JOINED) else None,
        "new_school": address_of_new_school(asked),
    }
    return render(request, "programme/request.html", context, status=status)


def address_of_new_school(asked):
    """The workshop's form of a new school, filled in as far as the request tells."""
    query = QueryDict(mutable=True)
    query[f"name_{asked.language}"] = asked.school_name
    query["district"] = asked.district_id
    return f"{reverse('admin:schools_school_add')}?{query.urlencode()}"


# States ---------------------------------------------------------------------------------------------


@require_POST
def request_answer(request, request_id):
    return move(request, visible(request, request_id), JoinRequest.answer)


@require_POST
def request_decline(request, request_id):
    return move(request, visible(request, request_id), JoinRequest.decline)


@require_POST
def request_join(request, request_id):
    asked = visible(request, request_id)
    form = JoinedForm(request.POST, request=asked)
    school = form.cleaned_data["school"] if form.is_valid() else None
    return move(request, asked, JoinRequest.join, school=school)


def move(request, asked, verb, **kwargs):
    try:
        verb(asked, request.user, **kwargs)
    except TransitionError:
        messages.error(request, _("Somebody has already changed the state of this request."))
    return redirect(asked)
