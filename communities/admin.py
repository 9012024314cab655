"""The staff's workshop for communities. States change through verbs; logs are written by those who were there."""

from django.contrib import admin, messages
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from safekeeping.states import TransitionError

from .models import Attendance, Community, Facilitation, Membership, NetworkEvent, Session


def put_on_record(request, relation, verb, fields):
    """Who belongs to a community is a right: each change of it is in the audit trail, also from here."""
    AuditEntry.objects.record(
        request.user,
        f"{relation._meta.model_name} {verb}",
        relation.community,
        person=str(relation.person),
        since=relation.since,
        until=relation.until,
        fields=fields,
    )


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    can_delete = False
    autocomplete_fields = ("person",)


class FacilitationInline(admin.TabularInline):
    model = Facilitation
    extra = 0
    can_delete = False
    autocomplete_fields = ("person",)


@admin.register(Community)
class CommunityAdmin(admin.ModelAdmin):
    list_display = ("name", "cohort", "status", "member_count", "held_count")
    list_filter = ("status", "cohort", "theme")
    list_select_related = ("cohort",)
    search_fields = ("search_text",)
    autocomplete_fields = ("schools",)
    readonly_fields = ("status",)
    fields = ("name", "language", "cohort", "schools", "theme", "norms", "status")
    inlines = (FacilitationInline, MembershipInline)
    actions = ("activate", "pause", "resume")

    def get_queryset(self, request):
        return super().get_queryset(request).for_listing()

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        for relation in formset.new_objects:
            put_on_record(request, relation, "added in the workshop", [])
        for relation, fields in formset.changed_objects:
            put_on_record(request, relation, "changed in the workshop", fields)

    @admin.display(description=_("members"))
    def member_count(self, community):
        return community.member_count

    @admin.display(description=_("sessions held"))
    def held_count(self, community):
        return community.held_count

    @admin.action(description=_("Begin"), permissions=["change"])
    def activate(self, request, queryset):
        self._each(request, queryset, Community.activate)

    @admin.action(description=_("Pause"), permissions=["change"])
    def pause(self, request, queryset):
        self._each(request, queryset, Community.pause)

    @admin.action(description=_("Resume"), permissions=["change"])
    def resume(self, request, queryset):
        self._each(request, queryset, Community.resume)

    def _each(self, request, queryset, verb):
        for community in queryset:
            try:
                verb(community, request.user)
            except TransitionError:
                words = _("%(name)s: not possible in its present state.") % {"name": community}
                self.message_user(request, words, messages.WARNING)


class AttendanceInline(admin.TabularInline):
    """To read: a mark is corrected in the log, where the change goes on record."""

    model = Attendance
    extra = 0
    fields = readonly_fields = ("person", "mark")
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person")

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Session)
class SessionAdmin(admin.ModelAdmin):
    list_display = ("topic", "community", "starts_at", "status", "there_count")
    list_filter = ("status", "mode", "community__cohort")
    list_select_related = ("community",)
    date_hierarchy = "starts_at"
    search_fields = ("topic",)
    fields = (
        "community",
        "plan",
        "topic",
        ("starts_at", "minutes", "mode"),
        "place",
        "tools",
        "summary",
        "decisions",
        "next_steps",
        ("status", "cancel_reason"),
        ("made_by", "logged_at"),
    )
    readonly_fields = (
        "community",
        "plan",
        "topic",
        "starts_at",
        "minutes",
        "mode",
        "place",
        "tools",
        "summary",
        "decisions",
        "next_steps",
        "status",
        "cancel_reason",
        "made_by",
        "logged_at",
    )
    inlines = (AttendanceInline,)

    def get_queryset(self, request):
        there = Count("attendance", filter=Q(attendance__mark__in=("present", "late")))
        return super().get_queryset(request).annotate(there_count=there)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("were there"))
    def there_count(self, session):
        return session.there_count


@admin.register(NetworkEvent)
class NetworkEventAdmin(admin.ModelAdmin):
    list_display = ("title", "cohort", "starts_at", "place", "participant_count")
    list_filter = ("cohort",)
    list_select_related = ("cohort",)
    search_fields = ("title_kk", "title_ru", "title_en")
    autocomplete_fields = ("participants",)
    fields = (("title_kk", "title_ru", "title_en"), "cohort", ("starts_at", "minutes"), "place", "participants")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(participant_count=Count("participants"))

    @admin.display(description=_("took part"))
    def participant_count(self, event):
        return event.participant_count


class RelationAdmin(admin.ModelAdmin):
    """From and to of a person in a community; rows are ended with a date, never deleted."""

    list_filter = ("community__cohort",)
    list_select_related = ("person", "community")
    search_fields = ("person__search_text", "community__search_text")
    autocomplete_fields = ("person", "community")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        verb = "changed in the workshop" if change else "added in the workshop"
        put_on_record(request, obj, verb, form.changed_data)

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Membership)
class MembershipAdmin(RelationAdmin):
    list_display = ("person", "community", "since", "until")


@admin.register(Facilitation)
class FacilitationAdmin(RelationAdmin):
    list_display = ("person", "community", "kind", "since", "until")
