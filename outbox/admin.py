from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import Message


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """What went out and what did not. Texts are not shown: they hold sign-in codes."""

    list_display = ("created_at", "to", "subject", "status", "tries", "error")
    list_filter = ("status",)
    search_fields = ("to", "subject")
    date_hierarchy = "created_at"
    fields = readonly_fields = ("to", "subject", "status", "tries", "error", "created_at", "send_after", "sent_at")
    actions = ["send_again"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Send again"), permissions=["view"])
    def send_again(self, request, queryset):
        for message in queryset.failed():
            message.retry()
