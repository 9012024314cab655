from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import Message


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """What went out and what did not. Texts are not shown: they hold sign-in codes. Nor are titles of people's work."""

    list_display = ("created_at", "to", "about", "status", "tries", "error")
    list_filter = ("status",)
    search_fields = ("to",)
    date_hierarchy = "created_at"
    fields = readonly_fields = ("to", "about", "status", "tries", "error", "created_at", "send_after", "sent_at")
    actions = ["send_again"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("subject line"))
    def about(self, message):
        return message.about

    @admin.action(description=_("Send again"), permissions=["view"])
    def send_again(self, request, queryset):
        for message in queryset.failed():
            message.retry()
