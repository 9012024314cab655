"""Public pages of the programme: what it is, how it works, what is new."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from .forms import ToolSearchForm
from .models import Cohort, NewsItem, Page, Partner, Tool

PER_PAGE = 25


@login_not_required
def about(request):
    pages = Page.objects.in_bulk(field_name="slug")
    cohort = Cohort.objects.current()
    context = {
        "about": pages.pop("about", None),
        "join": pages.pop("join", None),
        "pages": pages.values(),
        "stages": cohort.stages.all() if cohort else (),
        "partners": Partner.objects.current(),
    }
    return render(request, "programme/about.html", context)


@login_not_required
def page(request, page_slug):
    return render(request, "programme/page.html", {"page": get_object_or_404(Page, slug=page_slug)})


@login_not_required
def tool_list(request):
    search = ToolSearchForm(request.GET)
    tools = Paginator(search.narrow(Tool.objects.all()), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "programme/tool_list.html", {"search": search, "page": tools})


@login_not_required
def news_list(request):
    page = Paginator(NewsItem.objects.published(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "programme/news_list.html", {"page": page})


@login_not_required
def news(request, item_id):
    item = get_object_or_404(NewsItem.objects.visible_to(request.user), pk=item_id)
    return render(request, "programme/news.html", {"item": item})
