from django.shortcuts import get_object_or_404, render
from django.views.decorators.vary import vary_on_headers

from accounts.models import COORDINATORS
from openweb.filters import count_of
from openweb.keyset import Keyset
from openweb.pages import public_page

from .forms import SchoolSearchForm
from .map import one_region, project
from .models import School
from .page_parts import parts_for
from .structured import as_linked_data

SCHOOLS = Keyset("schools", ("sort_key", "id"), 25)


@public_page
@vary_on_headers("HX-Request")
def school_list(request):
    schools = School.objects.visible_to(request.user)
    search = SchoolSearchForm(request.GET, districts=schools.order_by().values("district"))
    found, cursor = search.narrow(schools), request.GET.get("at", "")
    page = SCHOOLS.page(found.for_listing(), cursor)
    context = {
        "search": search,
        "page": page,
        "count": count_of(page, found),
        "is_listed": not search.is_searched and not cursor,
        "can_bring_lists": request.user.is_authenticated and request.user.in_group(COORDINATORS),
    }
    template = "_school_rows" if request.htmx and not request.htmx.boosted else "school_list"
    return search.settle_address(request, render(request, f"schools/{template}.html", context))


@public_page
def school(request, school_id):
    """What the school is; stories and figures about it come from the rooms above (page_parts)."""
    school = get_object_or_404(School.objects.visible_to(request.user).for_listing(), pk=school_id)
    context = {
        "school": school,
        "parts": parts_for(school, request.user),
        "linked_data": as_linked_data(school),
        "region_map": one_region(school.district.region.iso) if school.point else None,
        "point": project(*school.point) if school.point else None,
    }
    return render(request, "schools/school.html", context)
