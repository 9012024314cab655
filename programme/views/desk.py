"""Where coordinators write the news: drafts and published items, their texts, their pictures, their day."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import COORDINATORS, AuditEntry
from openweb.pages import forget_public_pages
from safekeeping.forms import fill
from safekeeping.once import SentDifferently, once
from safekeeping.states import TransitionError

from ..forms_texts import NewsForm, NewsNewForm, NewsPictureForm, NewsPictureNewForm, PublishForm
from ..models import NewsItem, NewsPicture

PER_PAGE = 25


def editable(request, item_id):
    return get_object_or_404(NewsItem.objects.editable_by(request.user).with_pictures(), pk=item_id)


def answer(request, template, form, context, status=None):
    """The page of a form: 422 when what was sent has errors, 409 when somebody was quicker."""
    status = status or (422 if form.is_bound and form.errors else 200)
    return render(request, f"programme/{template}.html", {"form": form, **context}, status=status)


def shown_anew(item):
    """Back to its editing page; readers get the changed page at once."""
    forget_public_pages()
    return redirect("programme:news_edit", item.pk)


def news_desk(request):
    get_object_or_404(request.user.groups, name=COORDINATORS)
    items = NewsItem.objects.editable_by(request.user).for_desk()
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "programme/news_desk.html", {"page": page})


def news_new(request):
    get_object_or_404(request.user.groups, name=COORDINATORS)
    form = fill(request, NewsNewForm)
    if request.method == "POST" and form.is_valid():
        try:
            item, _is_new = once(lambda **keys: form.make(request.user, **keys), NewsItem.objects.all(), form)
        except SentDifferently:
            form.sent_differently()
        else:
            messages.success(request, _("Your draft is saved. Nobody but coordinators sees it yet."))
            return redirect("programme:news_edit", item.pk)
    return answer(request, "news_form", form, {"item": None})


def news_edit(request, item_id):
    item = editable(request, item_id)
    form, status = fill(request, NewsForm, instance=item), None
    if request.method == "POST" and form.is_valid():
        if form.save_or_conflict():
            AuditEntry.objects.record(request.user, "news changed", item, fields=form.changed_data)
            messages.success(request, _("Saved."))
            return shown_anew(item)
        status = 409
    return answer(request, "news_form", form, {"item": item}, status)


def news_publish(request, item_id):
    """Asks for the day, says what still lacks, and publishes."""
    item = editable(request, item_id)
    form, status = fill(request, PublishForm), None
    if request.method == "POST" and form.is_valid():
        try:
            item.publish(request.user, at=form.moment)
        except TransitionError:
            messages.error(request, _("It cannot be published: it is already, or it has no text yet."))
            return redirect("programme:news_edit", item.pk)
        messages.success(request, _("Published."))
        return redirect(item)
    return answer(request, "news_publish", form, {"item": item}, status)


@require_POST
def news_unpublish(request, item_id):
    try:
        editable(request, item_id).unpublish(request.user)
    except TransitionError:
        messages.error(request, _("It is a draft already."))
    else:
        messages.success(request, _("Taken down. It is a draft again."))
    return redirect("programme:news_edit", item_id)


# Pictures -------------------------------------------------------------------------------------------


def picture_of(request, item, picture_id):
    picture = get_object_or_404(NewsPicture.objects.select_related("upload"), item=item, pk=picture_id)
    picture.item = item
    return picture


def picture_new(request, item_id):
    item = editable(request, item_id)
    form = fill(request, NewsPictureNewForm, owner=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            once(lambda **keys: form.make(request.user, item, **keys), item.pictures.all(), form)
        except SentDifferently:
            form.sent_differently()
        else:
            return shown_anew(item)
    return answer(request, "picture_form", form, {"item": item, "picture": None})


def picture_edit(request, item_id, picture_id):
    item = editable(request, item_id)
    picture = picture_of(request, item, picture_id)
    form, status = fill(request, NewsPictureForm, owner=request.user, instance=picture), None
    if request.method == "POST" and form.is_valid():
        if form.save_or_conflict():
            AuditEntry.objects.record(
                request.user, "news picture changed", item, picture=picture.pk, fields=form.changed_data
            )
            return shown_anew(item)
        status = 409
    return answer(request, "picture_form", form, {"item": item, "picture": picture}, status)


@require_POST
def picture_cover(request, item_id, picture_id):
    item = editable(request, item_id)
    picture_of(request, item, picture_id).make_cover(request.user)
    return shown_anew(item)


def picture_remove(request, item_id, picture_id):
    """Asks once and shows what goes."""
    item = editable(request, item_id)
    picture = picture_of(request, item, picture_id)
    if request.method == "POST":
        picture.remove(request.user)
        messages.success(request, _("The picture is removed."))
        return shown_anew(item)
    return render(request, "programme/picture_remove.html", {"item": item, "picture": picture})
