"""News as everybody reads it."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models.functions import ExtractYear
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import condition

from openweb.pages import public_page

from .. import feed
from ..forms import YearForm
from ..illustrated import numbers_in, with_pictures, without_markers
from ..markdown import plain
from ..models import NewsItem
from ..structured import news_article
from .public import may_write

PER_PAGE = 12


@public_page
def news_list(request):
    published, year = NewsItem.objects.published(), YearForm(request.GET).chosen
    found = published.filter(published_at__range=days_of(year)) if year else published
    page = Paginator(found.with_pictures(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "year": year, "years": years(published), "can_edit": may_write(request.user)}
    context["is_whole"] = page.number == 1 and not year
    return render(request, "programme/news_list.html", context)


def years(published):
    """Years that have news, the newest first; as Kazakhstan counts them."""
    year = ExtractYear("published_at", tzinfo=timezone.get_default_timezone())
    return list(published.order_by().annotate(year=year).values_list("year", flat=True).distinct().order_by("-year"))


def days_of(year):
    zone = timezone.get_default_timezone()
    return datetime(year, 1, 1, tzinfo=zone), datetime(year, 12, 31, 23, 59, 59, 999999, tzinfo=zone)


@public_page
def news(request, item_id):
    item = get_object_or_404(NewsItem.objects.visible_to(request.user).with_pictures(), pk=item_id)
    is_public = not item.is_draft and not item.is_coming
    pictures, placed = item.public_pictures, numbers_in(item.body)
    cover = item.cover if item.cover and item.cover.number not in placed else None
    context = {
        "item": item,
        "text": with_pictures(item.body, pictures),
        "cover": cover,
        "others": [one for number, one in pictures.items() if number not in placed and one != cover],
        "can_edit": may_write(request.user),
        "description": plain(without_markers(item.body)),
        "is_listed": is_public,
        "article": news_article(item) if is_public else None,
    }
    return render(request, "programme/news.html", context)


def newest_change(request):
    return NewsItem.objects.published().order_by("-changed_at").values_list("changed_at", flat=True).first()


@login_not_required
@condition(last_modified_func=newest_change)
def news_feed(request):
    items = NewsItem.objects.published()[: feed.MOST]
    return HttpResponse(feed.atom(items, get_language()), content_type="application/atom+xml; charset=utf-8")
