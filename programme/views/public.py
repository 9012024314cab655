"""Public pages of the programme: what it is, who stands behind it, its method."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from accounts.models import COORDINATORS
from openweb.pages import public_page

from ..defaults import stages_as_shipped
from ..forms import ToolSearchForm
from ..models import Cohort, Page, Partner, Tool

PER_PAGE = 25
SECTIONS = ("about", "people", "gains", "questions", "join")  # pages that make up the programme's own, in this order


@public_page
def about(request):
    pages = Page.objects.in_bulk(field_name="slug")
    context = {
        "sections": {slug: pages.pop(slug, None) for slug in SECTIONS},
        "pages": pages.values(),
        "stages": stages(),
        "partners": Partner.objects.current(),
        "can_edit": may_write(request.user),
    }
    return render(request, "programme/about.html", context)


def stages():
    """Of the cohort that runs now; before there is one, as the programme ships them."""
    cohort = Cohort.objects.current()
    return list(cohort.stages.all() if cohort else ()) or stages_as_shipped()


def may_write(user):
    return user.is_authenticated and user.in_group(COORDINATORS)


@public_page
def page(request, page_slug):
    page = get_object_or_404(Page, slug=page_slug)
    return render(request, "programme/page.html", {"page": page, "can_edit": may_write(request.user)})


@public_page
def tool_list(request):
    search = ToolSearchForm(request.GET, stages=stages())
    tools = Paginator(search.narrow(Tool.objects.all()), PER_PAGE).get_page(request.GET.get("page"))
    is_whole = tools.number == 1 and not search.is_narrowed
    return render(request, "programme/tool_list.html", {"search": search, "page": tools, "is_whole": is_whole})


@public_page
def tool(request, tool_key):
    tool = get_object_or_404(Tool, key=tool_key)
    helps = [stage for stage in stages() if stage.number in tool.stage_numbers]
    others = [one for one in Tool.objects.exclude(pk=tool.pk) if set(one.stage_numbers) & set(tool.stage_numbers)]
    return render(request, "programme/tool.html", {"tool": tool, "stages": helps, "others": others[:4]})


@public_page
def partner_list(request):
    partners = Partner.objects.for_listing()
    context = {
        "current": partners.current(),
        "former": partners.former(),
        "coming": partners.coming() if may_write(request.user) else (),
        "can_edit": may_write(request.user),
    }
    return render(request, "programme/partner_list.html", context)
