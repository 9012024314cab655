from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from safekeeping.states import TransitionError

from .models import Job, JobStatus, Lost

admin.site.unregister(DBTaskResult)  # the queue is machinery; jobs have pages of their own


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    """What did not succeed or has fallen silent, and why. What a job was asked for and what it made is its owner's."""

    list_display = ("made_at", "title", "owner", "told_status", "attempts", "heartbeat_at", "note")
    list_select_related = ("owner",)
    list_filter = ("status",)
    search_fields = ("owner__surname", "owner__given_name")
    fields = readonly_fields = (
        *("title", "owner", "told_status", "note", "attempts"),
        *("made_at", "started_at", "heartbeat_at", "finished_at"),
    )
    actions = ["put_into_queue"]

    def get_queryset(self, request):
        return super().get_queryset(request).in_trouble()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("work"))
    def title(self, job):
        return job.title

    @admin.display(description=_("state"))
    def told_status(self, job):
        silent = job.status in (JobStatus.RUNNING, JobStatus.WAITING)
        return (
            _("%(state)s, no sign of life") % {"state": job.get_status_display()}
            if silent
            else job.get_status_display()
        )

    @admin.action(description=_("Try again"), permissions=["view"])
    def put_into_queue(self, request, queryset):
        count = sum(self._was_put(job, request.user) for job in queryset)
        if count:
            said = ngettext("%(count)d piece of work waits again.", "%(count)d pieces of work wait again.", count)
            messages.success(request, said % {"count": count})
        if left := len(queryset) - count:
            said = ngettext(
                "%(count)d waits already: nothing takes it up. Is the service “portal-jobs” running?",
                "%(count)d wait already: nothing takes them up. Is the service “portal-jobs” running?",
                left,
            )
            messages.warning(request, said % {"count": left})

    @staticmethod
    def _was_put(job, by):
        try:
            job.put_into_queue(by)
        except (TransitionError, Lost):
            return False
        return True
