"""Staff look here; nothing is typed. What an author wrote shows only to those who may read it on its pages, too."""

from django.contrib import admin, messages
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import COORDINATORS, User
from languages.admin import FoldedSearchAdmin
from safekeeping.states import TransitionError
from schools.models import Region

from .models import ActionStep, Comment, Consultation, EvidenceItem, LogEntry, Project, StageEntry, Vignette

BY_TEACHER = ("project__search_text", "project__lead__search_text")


class RegionFilter(admin.SimpleListFilter):
    title, parameter_name = _("region"), "region"
    path = "school__district__region"

    def lookups(self, request, model_admin):
        return [(region.pk, region.name) for region in Region.objects.all()]

    def queryset(self, request, queryset):
        return queryset.filter(**{self.path: self.value()}) if self.value() else queryset


class RegionOfProjectFilter(RegionFilter):
    path = "project__school__district__region"


class ReadOnlyAdmin(FoldedSearchAdmin, admin.ModelAdmin):
    list_per_page = 25
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_moderate_permission(self, request):
        """May take things off the public pages."""
        return request.user.in_group(COORDINATORS) or request.user.is_superuser


@admin.register(Project)
class ProjectAdmin(ReadOnlyAdmin):
    """That a project is there, whose, and how far it is. Its words only to those with whom they are shared."""

    list_display = ("title_or_not", "lead", "school", "language", "status", "changed_at", "published_at")
    list_filter = ("status", RegionFilter, "community__cohort", "language")
    list_select_related = ("lead", "school")
    date_hierarchy = "created_at"
    actions = ("take_down",)
    fields = (
        "title_or_not",
        "lead",
        "school",
        "community",
        "language",
        "visibility",
        "status",
        "created_at",
        "changed_at",
        "published_at",
        "reading_page",
    )
    readonly_fields = ("title_or_not", "reading_page")

    def get_queryset(self, request):
        return super().get_queryset(request).with_titles_for(request.user)

    def get_search_results(self, request, queryset, search_term):
        """By teacher all; by words what this person may read, or the search would tell the rest."""
        worded = queryset.matching(search_term).filter(pk__in=Project.objects.visible_to(request.user).values("pk"))
        by_teacher = Q(lead__in=User.objects.matching(search_term).values("pk"))
        return queryset.filter(Q(pk__in=worded.values("pk")) | by_teacher), False

    @admin.display(description=_("title"))
    def title_or_not(self, project):
        return project.title_shown

    @admin.display(description=_("what is written"))
    def reading_page(self, project):
        """The page answers only those with whom the author shares it."""
        return format_html('<a href="{}">{}</a>', project.get_reading_url(), _("Read it all on one page"))

    @admin.action(description=_("Take the story off the public pages"), permissions=["moderate"])
    def take_down(self, request, queryset):
        done = 0
        for project in queryset.published():
            try:
                project.unpublish(request.user)
            except TransitionError:
                continue
            done += 1
        text = ngettext("%(number)d story was taken down.", "%(number)d stories were taken down.", done)
        messages.success(request, text % {"number": done})


class OfProjectAdmin(ReadOnlyAdmin):
    FOLDED_SEARCH = BY_TEACHER
    list_filter = (RegionOfProjectFilter,)
    list_select_related = ("project__lead",)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(project__in=Project.objects.readable_by(request.user))

    @admin.display(description=_("led by"))
    def teacher(self, row):
        return row.project.lead


@admin.register(StageEntry)
class StageEntryAdmin(OfProjectAdmin):
    list_display = ("project", "teacher", "stage", "done_at", "saved_at")
    list_select_related = ("project__lead", "stage")
    list_filter = ("stage__number", RegionOfProjectFilter)
    fields = ("project", "stage", "answers", "done_at", "saved_at")


@admin.register(Consultation)
class ConsultationAdmin(OfProjectAdmin):
    list_display = ("whom", "project", "teacher", "on")
    fields = ("project", "whom", "on", "said", "changed")


@admin.register(ActionStep)
class ActionStepAdmin(OfProjectAdmin):
    list_display = ("what", "project", "teacher", "due_on", "done_on")
    fields = ("project", "what", "who", "starts_on", "due_on", "hoped_evidence", "done_on")


@admin.register(LogEntry)
class LogEntryAdmin(OfProjectAdmin):
    list_display = ("__str__", "project", "teacher", "on")
    fields = ("project", "on", "text")


@admin.register(EvidenceItem)
class EvidenceItemAdmin(OfProjectAdmin):
    list_display = ("title", "project", "teacher", "on", "method", "is_public")
    list_select_related = ("project__lead", "method")
    list_filter = ("is_public", "method", RegionOfProjectFilter)
    fields = ("project", "title", "on", "method", "said", "upload", "is_public")
    actions = ("hide",)

    @admin.action(description=_("Take off the public story"), permissions=["moderate"])
    def hide(self, request, queryset):
        for item in queryset.select_related("project"):
            item.hide(request.user)


@admin.register(Vignette)
class VignetteAdmin(OfProjectAdmin):
    list_display = ("project", "teacher", "status", "words")
    list_filter = ("status", RegionOfProjectFilter)
    fields = ("project", "text", "status")

    @admin.display(description=_("words"))
    def words(self, vignette):
        return vignette.word_count


@admin.register(Comment)
class CommentAdmin(OfProjectAdmin):
    list_display = ("__str__", "author", "project", "stage", "written_at", "settled_at")
    list_select_related = ("project", "stage", "author")
    list_filter = (("settled_at", admin.EmptyFieldListFilter), RegionOfProjectFilter)
    FOLDED_SEARCH = (*BY_TEACHER, "author__search_text")
    fields = ("project", "stage", "author", "text", "written_at", "settled_at")
