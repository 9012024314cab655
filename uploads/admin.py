from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .models import PictureConsent, Upload


class ConsentInline(admin.TabularInline):
    model = PictureConsent
    fields = readonly_fields = ("people", "where_kept", "recorded_by", "given_at", "withdrawn_at")
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj):
        return False


@admin.register(Upload)
class UploadAdmin(admin.ModelAdmin):
    """To look at, and to withdraw a consent. What is private to people stays private here too."""

    list_display = ("thumbnail", "name", "owner", "kind", "faces", "is_open", "size", "created_at")
    list_display_links = ("name",)
    list_filter = ("kind", "faces", ("closed_at", admin.EmptyFieldListFilter))
    list_select_related = ("owner",)
    list_per_page = 25
    search_fields = ("name", "owner__search_text", "alt")
    date_hierarchy = "created_at"
    fields = readonly_fields = (
        "thumbnail",
        "name",
        "owner",
        "kind",
        "faces",
        "alt",
        "size",
        "created_at",
        "closed_at",
        "consent_page",
    )
    inlines = [ConsentInline]
    actions = ["withdraw"]

    def get_queryset(self, request):
        """What she may see, and what coordinators closed: to be opened again on its page."""
        seen = Q(pk__in=Upload.objects.visible_to(request.user).values("pk"))
        closed = Q(pk__in=Upload.objects.reopened_by(request.user).values("pk"))
        return Upload.objects.filter(seen | closed).with_reach()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("picture"))
    def thumbnail(self, upload):
        if not upload.is_picture or upload.closed_at:
            return upload.extension
        return format_html(
            '<a href="{}"><img src="{}" alt="{}" width="72" loading="lazy"></a>',
            upload.get_absolute_url(),
            upload.get_small_url(),
            upload.alt,
        )

    @admin.display(description=_("consent"))
    def consent_page(self, upload):
        return format_html('<a href="{}">{}</a>', reverse("pictures:consent", args=[upload.pk]), _("Who may see it"))

    @admin.display(description=_("may be public"), boolean=True)
    def is_open(self, upload):
        return upload.may_be_public

    @admin.action(description=_("Withdraw consent: strangers no longer see it"), permissions=["view"])
    def withdraw(self, request, queryset):
        for upload in queryset.filter(pk__in=Upload.objects.managed_by(request.user)):
            upload.withdraw_consent(request.user)
