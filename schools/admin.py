"""Places and schools in the workshop. Lists of people and schools come in through their own pages (rosters)."""

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from languages.admin import FoldedSearchAdmin
from languages.alphabet import fold, words_of

from .models import District, Headship, Region, RosterImport, School, Settlement, Teacher


class FromClassifier:
    """Places come from the classifier (manage.py load_places): nobody adds or deletes them by hand."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Region)
class RegionAdmin(FromClassifier, admin.ModelAdmin):
    list_display = ("name_kk", "name_ru", "name_en", "iso")
    readonly_fields = ("kato", "iso")


@admin.register(District)
class DistrictAdmin(FromClassifier, admin.ModelAdmin):
    list_display = ("name_kk", "name_ru", "name_en", "region")
    list_filter = ("region",)
    list_select_related = ("region",)
    readonly_fields = ("kato", "region")
    search_fields = ("name_kk", "name_ru", "name_en")

    def get_search_results(self, request, queryset, search_term):
        """A district has no search column: two hundred rows are folded here."""
        words = words_of(search_term)
        if not words:
            return queryset, False
        names = queryset.values_list("pk", "name_kk", "name_ru", "name_en", "region__name_kk")
        found = [pk for pk, *texts in names if all(word in fold(" ".join(texts)) for word in words)]
        return queryset.filter(pk__in=found), False


@admin.register(Settlement)
class SettlementAdmin(FromClassifier, FoldedSearchAdmin, admin.ModelAdmin):
    list_display = ("name_kk", "name_ru", "district", "region", "is_rural")
    list_filter = ("district__region", "is_rural")
    list_select_related = ("district__region",)
    readonly_fields = ("kato", "district")

    @admin.display(description=_("region"))
    def region(self, settlement):
        return settlement.district.region


class HeadshipInline(admin.TabularInline):
    model = Headship
    autocomplete_fields = ("person",)
    extra = 0


class TeacherInline(admin.TabularInline):
    model = Teacher
    autocomplete_fields = ("person",)
    extra = 0


@admin.register(School)
class SchoolAdmin(FoldedSearchAdmin, admin.ModelAdmin):
    FOLDED_SEARCH = ("search_text", "settlement__search_text")
    list_display = (
        "__str__",
        "settlement",
        "district",
        "region",
        "kind",
        "teaching_language",
        "principal",
        "is_active",
    )
    list_filter = ("district__region", "kind", "teaching_language", "is_active")
    list_select_related = ("district__region", "settlement")
    autocomplete_fields = ("district", "settlement")
    inlines = (HeadshipInline, TeacherInline)
    fieldsets = (
        (None, {"fields": (("name_kk", "name_ru", "name_en"), ("district", "settlement"), "is_active")}),
        (None, {"fields": (("kind", "teaching_language"), ("girls", "boys"), ("latitude", "longitude"))}),
    )

    def get_queryset(self, request):
        heads = Headship.objects.current().select_related("person")
        return super().get_queryset(request).prefetch_related(Prefetch("headships", heads, to_attr="heads_now"))

    @admin.display(description=_("region"))
    def region(self, school):
        return school.district.region

    @admin.display(description=_("principal"))
    def principal(self, school):
        return ", ".join(str(head.person) for head in school.heads_now)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        before = {name: [form.initial.get(name), form.cleaned_data.get(name)] for name in form.changed_data}
        AuditEntry.objects.record(request.user, "school changed" if change else "school added", obj, **before)

    def delete_model(self, request, obj):
        AuditEntry.objects.record(request.user, "school deleted", obj)
        super().delete_model(request, obj)


@admin.register(RosterImport)
class RosterImportAdmin(admin.ModelAdmin):
    """Who brought what, when. The work itself happens on the pages of the list."""

    list_display = ("file_name", "kind", "status", "uploaded_by", "uploaded_at", "confirmed_at")
    list_filter = ("kind", "status")
    list_select_related = ("uploaded_by",)
    fields = readonly_fields = ("file_name", "kind", "status", "uploaded_by", "uploaded_at", "confirmed_at")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
