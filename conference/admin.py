from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from languages.admin import FoldedSearchAdmin
from languages.fields import CODES
from safekeeping.states import TransitionError

from .forms import DeclineForm
from .models import Conference, Poster


def do_each(modeladmin, request, queryset, act):
    """act(thing) for each; what cannot be done is said in words and does not stop the others."""
    for thing in queryset:
        try:
            act(thing)
        except TransitionError:
            text = _("%(thing)s is “%(state)s”: this cannot follow.")
            modeladmin.message_user(
                request, text % {"thing": thing, "state": thing.get_status_display()}, messages.ERROR
            )
        except ValidationError as error:
            modeladmin.message_user(request, f"{thing}: {' '.join(error.messages)}", messages.ERROR)


@admin.register(Conference)
class ConferenceAdmin(admin.ModelAdmin):
    list_display = ("name", "cohort", "starts_on", "ends_on", "status")
    list_filter = ("status", "cohort")
    list_select_related = ("cohort",)
    search_fields = tuple(f"name_{code}" for code in CODES)
    prepopulated_fields = {"slug": ("name_en",)}
    readonly_fields = ("status",)
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("slug", "cohort", "status"),
                    ("starts_on", "ends_on"),
                    *(tuple(f"{name}_{code}" for code in CODES) for name in ("name", "place", "intro")),
                ]
            },
        )
    ]
    actions = ("open_call", "close_call", "publish", "finish")

    @admin.action(description=_("Open the call for posters"), permissions=["change"])
    def open_call(self, request, queryset):
        do_each(self, request, queryset, lambda conference: conference.open_call(request.user))

    @admin.action(description=_("Close the call for posters"), permissions=["change"])
    def close_call(self, request, queryset):
        do_each(self, request, queryset, lambda conference: conference.close_call(request.user))

    @admin.action(description=_("Publish the programme"), permissions=["change"])
    def publish(self, request, queryset):
        do_each(self, request, queryset, lambda conference: conference.publish(request.user))

    @admin.action(description=_("It has taken place"), permissions=["change"])
    def finish(self, request, queryset):
        do_each(self, request, queryset, lambda conference: conference.finish(request.user))


@admin.register(Poster)
class PosterAdmin(FoldedSearchAdmin, admin.ModelAdmin):
    """What was sent to the organisers. Drafts are their authors' own; states change by the actions alone."""

    FOLDED_SEARCH = ("search_text", "project__lead__search_text", "project__school__search_text")

    list_display = ("number", "thumbnail", "project", "lead", "school", "status", "submitted_at")
    list_display_links = ("project",)
    list_filter = (
        "conference",
        "status",
        ("project__school__district__region", admin.RelatedOnlyFieldListFilter),
        "project__language",
    )
    ordering = ("submitted_at", "pk")
    list_per_page = 25
    date_hierarchy = "submitted_at"
    fields = readonly_fields = (
        "conference",
        "project",
        "lead",
        "school",
        "status",
        "number",
        "thumbnail",
        "abstract",
        "answer",
        "submitted_at",
    )
    actions = ("accept", "decline")

    def get_queryset(self, request):
        return Poster.objects.decidable_by(request.user).order_by(*self.ordering).for_listing()

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("author"), ordering="project__lead__sort_key")
    def lead(self, poster):
        return poster.project.lead

    @admin.display(description=_("school"), ordering="project__school__sort_key")
    def school(self, poster):
        return poster.project.school

    @admin.display(description=_("poster"))
    def thumbnail(self, poster):
        if poster.upload is None:
            return "—"
        if not poster.shows_picture:
            return format_html('<a href="{}">PDF</a>', poster.upload.get_absolute_url())
        return format_html(
            '<a href="{}"><img src="{}" alt="{}" width="96" loading="lazy"></a>',
            poster.upload.get_absolute_url(),
            poster.upload.get_small_url(),
            poster.upload.alt,
        )

    @admin.action(description=_("Accept into the gallery"), permissions=["change"])
    def accept(self, request, queryset):
        do_each(self, request, queryset, lambda poster: poster.accept(request.user))

    @admin.action(description=_("Decline, with a reason"), permissions=["change"])
    def decline(self, request, queryset):
        """Asks for the reason first; the same one is sent to all that were chosen."""
        form = DeclineForm(request.POST if "reason" in request.POST else None)
        if form.is_valid():
            do_each(self, request, queryset, lambda poster: poster.decline(request.user, form.cleaned_data["reason"]))
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Decline, with a reason"),
            "form": form,
            "posters": queryset,
            "opts": self.model._meta,
            "action_checkbox_name": admin.helpers.ACTION_CHECKBOX_NAME,
        }
        return render(request, "admin/conference/decline.html", context, status=422 if form.is_bound else 200)
