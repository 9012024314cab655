"""People in the workshop: found in any script, invited with slips; no passwords and no histories to edit."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from languages.alphabet import sort_key

from . import slip_views
from .forms import PrintForm
from .models import (
    COORDINATORS,
    OBSERVERS,
    ORGANISERS,
    AuditEntry,
    Consent,
    ConsentText,
    Invitation,
    User,
)
from .slips import workplaces
from .verbs import WORDS

for theirs in (EmailAddress, Authenticator, UserSession, Group):
    if admin.site.is_registered(theirs):  # secrets, and rights that accounts/groups.py decides
        admin.site.unregister(theirs)

GIVEN_BY_COORDINATORS = (ORGANISERS, OBSERVERS)  # coordinators and the university are named by a superuser
NAMES = ("surname", "given_name", "patronymic", "latin_name")


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """A coordinator looks after everybody but staff; who is staff, a superuser looks after. Nobody edits herself.

    Organisers and the university find people by name and school; contacts are the coordinators' business.
    """

    search_fields = ("search_text",)
    change_list_template = "admin/change_list.html"  # else two others are looked for each time
    list_per_page, show_full_result_count = 25, False
    filter_horizontal = ("groups",)
    actions = ["print_slips", "remove_second_factor"]

    # Who sees what -------------------------------------------------------------------------------------

    def looks_after_people(self, request):
        return request.user.is_superuser or request.user.in_group(COORDINATORS)

    def get_list_display(self, request):
        if self.looks_after_people(request):
            return ("full_name", "phone", "email", "language", "is_active", "is_staff", "claimed_at")
        return ("full_name", "workplace")

    def get_list_filter(self, request):
        if self.looks_after_people(request):
            return ("is_active", "is_staff", "groups", "language", ("claimed_at", admin.EmptyFieldListFilter))
        return ()

    def get_fieldsets(self, request, obj=None):
        if not self.looks_after_people(request):
            return [(None, {"fields": (*NAMES, "workplace")})]
        return [
            (None, {"fields": (*NAMES, "sex", "language", "phone", "email")}),
            (gettext_lazy("Rights"), {"fields": ("is_active", "is_staff", "groups", "is_superuser")}),
            (gettext_lazy("History"), {"fields": ("joined_at", "claimed_at", "last_login")}),
        ]

    def get_readonly_fields(self, request, obj=None):
        shown_only = ("joined_at", "claimed_at", "last_login", "workplace")
        return shown_only if request.user.is_superuser else (*shown_only, "is_superuser")

    def get_search_results(self, request, queryset, search_term):
        named = queryset.matching(search_term)
        if not self.looks_after_people(request):
            return named, False
        return named | queryset.filter(pk__in=User.objects.by_login(search_term)), False

    def get_changelist_instance(self, request):
        """The schools of all people on the page at once, where they are shown."""
        changelist = super().get_changelist_instance(request)
        if "workplace" not in changelist.list_display:
            return changelist
        places = workplaces(changelist.result_list)
        for person in changelist.result_list:
            person.workplace_shown = places.get(person.pk, "")
        return changelist

    @admin.display(description=gettext_lazy("school"))
    def workplace(self, person):
        if not hasattr(person, "workplace_shown"):
            person.workplace_shown = workplaces([person]).get(person.pk, "")
        return person.workplace_shown

    # Who changes what ----------------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        if obj.pk == request.user.pk or obj.erased_at:
            return False  # her names and contacts she changes on her own page, her rights somebody else
        return request.user.is_superuser or not (obj.is_staff or obj.has_wide_rights())

    def has_delete_permission(self, request, obj=None):
        return False  # closing an account keeps what others rely on

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups" and not request.user.is_superuser:
            kwargs["queryset"] = Group.objects.filter(name__in=GIVEN_BY_COORDINATORS)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.phone, obj.email = obj.phone or None, obj.email or None
        if not change:
            obj.set_unusable_password()
        obj.version += 1
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        before = sorted(form.instance.groups.values_list("name", flat=True))
        super().save_related(request, form, formsets, change)
        after = sorted(form.instance.groups.values_list("name", flat=True))
        changes = {"fields": form.changed_data} | ({"groups": [before, after]} if before != after else {})
        AuditEntry.objects.record(
            request.user, "person changed" if change else "person added", form.instance, **changes
        )

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not request.user.is_superuser:
            actions.pop("remove_second_factor", None)
        return actions

    @admin.action(description=gettext_lazy("Print slips"), permissions=["change"])
    def print_slips(self, request, queryset):
        people = list(queryset.invitable_by(request.user)[: PrintForm.MOST])
        if not people:
            messages.error(request, _("You may not print slips for these people."))
            return None
        return slip_views.sheet_of(request, people)

    @admin.action(description=gettext_lazy("Remove the second factor (lost phone)"), permissions=["change"])
    def remove_second_factor(self, request, queryset):
        for person in queryset:
            person.authenticator_set.all().delete()
            AuditEntry.objects.record(request.user, "second factor removed", person)


class HistoryAdmin(admin.ModelAdmin):
    """To look at, never to change."""

    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Invitation)
class InvitationAdmin(HistoryAdmin):
    list_display = ("person", "invited_by", "created_at", "expires_at", "claimed_at", "cancelled_at")
    list_select_related = ("person", "invited_by")
    search_fields = ("person__search_text",)
    fields = ("person", "invited_by", "created_at", "expires_at", "claimed_at", "cancelled_at")


@admin.register(ConsentText)
class ConsentTextAdmin(HistoryAdmin):
    list_display = ("kind", "version", "language", "published_at")


@admin.register(Consent)
class ConsentAdmin(HistoryAdmin):
    list_display = ("person", "text", "given_at", "withdrawn_at")
    list_select_related = ("person", "text")
    search_fields = ("person__search_text",)


class ActFilter(admin.SimpleListFilter):
    title, parameter_name = pgettext_lazy("audit", "act"), "verb"

    def lookups(self, request, model_admin):
        return sorted(WORDS.items(), key=lambda pair: sort_key(str(pair[1])))

    def queryset(self, request, queryset):
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditAdmin(HistoryAdmin):
    list_display = ("at", "actor_name", "act", "label")
    list_filter = (ActFilter, "kind")
    search_fields = ("actor_name", "label", "object_id")
    date_hierarchy = "at"
    show_full_result_count = False
    fields = ("at", "actor_name", "act", "kind", "object_id", "label", "changes")

    @admin.display(description=pgettext_lazy("audit", "act"), ordering="verb")
    def act(self, entry):
        return entry.what
