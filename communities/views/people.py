"""Who belongs to a community, who runs it, and which schools it has. Adding is a search, then one press."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import User
from schools.models import School

from ..forms import FacilitatorForm, PickForm, WordsForm
from ..models import Community, FacilitatorKind
from .community import A_PAGE


def page_of(request, found):
    return Paginator(found, A_PAGE).get_page(request.GET.get("page"))


def picked(request, choices):
    """The row that a button names, or None: not among the choices, or added already by a first tap."""
    form = PickForm(request.POST)
    return choices.filter(pk=form.cleaned_data["pick"]).first() if form.is_valid() else None


def member_add(request, community_id):
    """Teachers of the community's schools who do not belong to it yet."""
    community = get_object_or_404(Community.objects.managed_by(request.user).going_on(), pk=community_id)
    search = WordsForm(request.GET)
    could_join = community.could_join()
    if request.method == "POST":
        person = picked(request, could_join)
        if person:
            community.add_member(person, request.user)
            messages.success(request, _("%(name)s belongs to the community now.") % {"name": person.short_name})
        return redirect(request.get_full_path())
    found = could_join.matching(search.words).order_by("sort_key", "id")
    return render(
        request,
        "communities/member_add.html",
        {"community": community, "search": search, "page": page_of(request, found)},
    )


def member_end(request, community_id, person_id):
    community = get_object_or_404(Community.objects.managed_by(request.user), pk=community_id)
    membership = get_object_or_404(community.memberships.current().select_related("person"), person=person_id)
    if request.method == "POST":
        membership.leave(request.user, "member left")
        messages.success(request, _("%(name)s has left the community.") % {"name": membership.person.short_name})
        return redirect(community)
    return render(request, "communities/member_end.html", {"community": community, "membership": membership})


def facilitator_add(request, community_id):
    """Anybody with an account; coordinators only."""
    community = get_object_or_404(Community.objects.ruled_by(request.user).going_on(), pk=community_id)
    search = WordsForm(request.GET)
    others = User.objects.filter(is_active=True).exclude(pk__in=community.facilitations.current().values("person"))
    if request.method == "POST":
        person, kind = picked(request, others), FacilitatorForm(request.POST).kind
        if person:
            community.add_facilitator(person, kind, request.user)
            messages.success(request, _("%(name)s is a facilitator now.") % {"name": person.short_name})
        return redirect(community)
    found = others.matching(search.words).order_by("sort_key", "id") if search.words else others.none()
    return render(
        request,
        "communities/facilitator_add.html",
        {"community": community, "search": search, "page": page_of(request, found), "kinds": FacilitatorKind.choices},
    )


def facilitator_end(request, community_id, facilitator_id):
    community = get_object_or_404(Community.objects.ruled_by(request.user), pk=community_id)
    facilitation = get_object_or_404(community.facilitations.current().select_related("person"), person=facilitator_id)
    if request.method == "POST":
        facilitation.leave(request.user, "facilitator left")
        name = facilitation.person.short_name
        messages.success(request, _("%(name)s no longer runs the community.") % {"name": name})
        return redirect(community)
    return render(request, "communities/facilitator_end.html", {"community": community, "facilitation": facilitation})


def school_add(request, community_id):
    community = get_object_or_404(Community.objects.ruled_by(request.user).going_on(), pk=community_id)
    search = WordsForm(request.GET)
    others = School.objects.filter(is_active=True).exclude(communities=community)
    if request.method == "POST":
        school = picked(request, others)
        if school:
            community.add_school(school, request.user)
            messages.success(request, _("%(school)s belongs to the community now.") % {"school": school})
        return redirect(request.get_full_path())
    found = others.matching(search.words).for_listing()
    schools = community.schools.for_listing()
    return render(
        request,
        "communities/school_add.html",
        {"community": community, "schools": schools, "search": search, "page": page_of(request, found)},
    )


def school_remove(request, community_id, school_id):
    community = get_object_or_404(Community.objects.ruled_by(request.user), pk=community_id)
    school = get_object_or_404(community.schools, pk=school_id)
    if request.method == "POST":
        community.remove_school(school, request.user)
        return redirect(community)
    return render(request, "communities/school_remove.html", {"community": community, "school": school})
