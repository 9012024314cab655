"""Coordinators keep the programme here: three languages side by side, states only through verbs."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from languages.admin import FoldedSearchAdmin
from languages.fields import CODES
from safekeeping.states import TransitionError

from .defaults import make_lists, make_session_plan, make_stages
from .models import (
    Cohort,
    JoinRequest,
    NewsItem,
    Page,
    Partner,
    PlannedSession,
    Question,
    ResearchMethod,
    Stage,
    Subject,
    Theme,
    Tool,
)


def in_columns(*names):
    """Rows of a form: each text with its three languages beside each other."""
    return [tuple(f"{name}_{code}" for code in CODES) for name in names]


class StageInline(admin.TabularInline):
    model = Stage
    extra = 0
    show_change_link = True
    fields = ("number", "part", *in_columns("title")[0])


class PlannedSessionInline(admin.TabularInline):
    model = PlannedSession
    extra = 0
    show_change_link = True
    fields = ("number", "weeks_after_start", "minutes", *in_columns("title")[0])


class QuestionInline(admin.StackedInline):
    model = Question
    extra = 0
    fieldsets = [(None, {"fields": [("key", "order", "is_required"), *in_columns("text", "hint")]})]


@admin.register(Cohort)
class CohortAdmin(admin.ModelAdmin):
    list_display = ("name", "starts_on", "ends_on", "status")
    list_filter = ("status",)
    search_fields = tuple(in_columns("name")[0])
    fieldsets = [
        (None, {"fields": [*in_columns("name"), ("starts_on", "ends_on", "status")]}),
        (_("What the cohort asks for"), {"fields": [("sessions_needed", "review_days")]}),
    ]
    readonly_fields = ("status",)
    inlines = (StageInline, PlannedSessionInline)
    actions = ("fill_from_defaults", "begin", "begin_assessing", "close")

    @admin.action(description=_("Fill empty stages and session plan with the programme's own"), permissions=["change"])
    def fill_from_defaults(self, request, queryset):
        make_lists()
        for cohort in queryset:
            make_stages(cohort)
            make_session_plan(cohort)

    @admin.action(description=_("Begin"), permissions=["change"])
    def begin(self, request, queryset):
        self._each(request, queryset, "begin")

    @admin.action(description=_("Begin assessing"), permissions=["change"])
    def begin_assessing(self, request, queryset):
        self._each(request, queryset, "begin_assessing")

    @admin.action(description=_("Close"), permissions=["change"])
    def close(self, request, queryset):
        self._each(request, queryset, "close")

    def _each(self, request, queryset, verb):
        for cohort in queryset:
            before = cohort.status
            try:
                getattr(cohort, verb)()
            except TransitionError:
                self.message_user(
                    request,
                    _("%(cohort)s is “%(state)s”: this cannot follow.")
                    % {"cohort": cohort, "state": cohort.get_status_display()},
                    messages.ERROR,
                )
            else:
                AuditEntry.objects.record(request.user, "cohort moved", cohort, status=[before, cohort.status])


@admin.register(Stage)
class StageAdmin(admin.ModelAdmin):
    list_display = ("number", "title", "cohort", "part")
    list_display_links = ("title",)
    list_filter = ("cohort",)
    list_select_related = ("cohort",)
    search_fields = tuple(in_columns("title")[0])
    fieldsets = [(None, {"fields": [("cohort", "number", "part"), *in_columns("title", "intro")]})]
    inlines = (QuestionInline,)


@admin.register(PlannedSession)
class PlannedSessionAdmin(admin.ModelAdmin):
    list_display = ("number", "title", "cohort", "weeks_after_start", "minutes")
    list_display_links = ("title",)
    list_filter = ("cohort",)
    list_select_related = ("cohort",)
    search_fields = tuple(in_columns("title")[0])
    autocomplete_fields = ("tools",)
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("cohort", "number", "weeks_after_start", "minutes"),
                    *in_columns("title", "aim", "steps"),
                    "tools",
                ]
            },
        )
    ]


class NamedAdmin(admin.ModelAdmin):
    list_display = ("name", "key", "order")
    list_editable = ("order",)
    search_fields = ("key", *in_columns("name")[0])
    fieldsets = [(None, {"fields": [*in_columns("name"), ("key", "order")]})]


admin.site.register([Theme, Subject, ResearchMethod], NamedAdmin)


@admin.register(Tool)
class ToolAdmin(NamedAdmin):
    list_display = ("name", "minutes", "stages", "order")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *in_columns("name", "summary", "purpose", "group", "materials", "steps"),
                    ("minutes", "stages"),
                    ("key", "order"),
                ]
            },
        )
    ]


@admin.register(Partner)
class PartnerAdmin(admin.ModelAdmin):
    list_display = ("name", "role", "since", "until", "order")
    list_editable = ("order",)
    search_fields = tuple(in_columns("name")[0])
    fieldsets = [(None, {"fields": [*in_columns("name", "role"), "url", ("since", "until", "order")]})]


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    list_display = ("title", "slug")
    search_fields = ("slug", *in_columns("title")[0])
    fieldsets = [(None, {"fields": ["slug", *in_columns("title", "body")]})]


@admin.register(NewsItem)
class NewsItemAdmin(admin.ModelAdmin):
    """Looked at here, written on the portal's own pages, where pictures, consent and publishing belong together."""

    list_display = ("title", "published_at")
    search_fields = tuple(in_columns("title")[0])
    date_hierarchy = "published_at"
    fieldsets = [(None, {"fields": [*in_columns("title", "body"), "published_at"]})]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(JoinRequest)
class JoinRequestAdmin(FoldedSearchAdmin, admin.ModelAdmin):
    """Looked at here, answered on the portal's own pages."""

    list_display = ("school_name", "district", "person_name", "status", "sent_at")
    list_filter = ("status", "district__region")
    list_select_related = ("district",)
    date_hierarchy = "sent_at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
