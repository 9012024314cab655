from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.vary import vary_on_headers

from accounts.models import COORDINATORS

from .forms import SchoolSearchForm
from .models import School
from .page_parts import parts_for


@login_not_required
@vary_on_headers("HX-Request")
def school_list(request):
    schools = School.objects.visible_to(request.user)
    search = SchoolSearchForm(request.GET, schools=schools)
    page = Paginator(search.narrow(schools).for_listing(), 25).get_page(request.GET.get("page"))
    context = {
        "search": search,
        "page": page,
        "searched": any(request.GET.get(name) for name in search.fields),
        "can_bring_lists": request.user.is_authenticated and request.user.in_group(COORDINATORS),
    }
    return render(request, f"schools/{'_school_rows' if request.htmx else 'school_list'}.html", context)


@login_not_required
def school(request, school_id):
    """What the school is; stories and figures about it come from the rooms above (page_parts)."""
    school = get_object_or_404(School.objects.visible_to(request.user).for_listing(), pk=school_id)
    return render(request, "schools/school.html", {"school": school, "parts": parts_for(school, request.user)})
