"""Certificates in the workshop: to look at, with the rights of the pages. Nothing is edited or deleted here."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import UNIVERSITY
from certification.models import Certificate


@admin.register(Certificate)
class CertificateAdmin(admin.ModelAdmin):
    list_display = ("code", "kind", "holder_name", "cohort", "status", "issued_at")
    list_filter = ("status", "kind", "cohort")
    list_per_page = 25
    search_fields = ("code",)
    search_help_text = _("Number or name, in any script")
    show_full_result_count = False
    fields = readonly_fields = (
        *("code", "kind", "cohort", "holder_name", "status", "issued_at", "issued_by", "replaces", "page"),
    )

    def get_queryset(self, request):
        return Certificate.objects.visible_to(request.user).for_listing()

    def get_search_results(self, request, certificates, words):
        return certificates.matching(words), False

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser or request.user.in_group(UNIVERSITY)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("Given to"))
    def holder_name(self, certificate):
        return certificate.holder_name

    @admin.display(description=_("page"))
    def page(self, certificate):
        """Where it is replaced or revoked."""
        return format_html('<a href="{}">{}</a>', certificate.get_absolute_url(), certificate.code)
