"""The review in the workshop: the same portfolios, rights and verbs as on the pages. No state is edited by hand."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Value, When
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from projects.models import ProjectStatus
from safekeeping.states import TransitionError
from schools.models import Region

from . import review
from .agenda import as_she_has_it
from .models import (
    WAITING,
    Assignment,
    ConflictOfInterest,
    Outcome,
    Portfolio,
    PortfolioStatus,
    Review,
    known_reviewers,
)
from .models.portfolio import is_blind_for
from .views.reading import changes_between, own_review, review_form, said_after, text_of, version_to_compare


class RegionFilter(admin.SimpleListFilter):
    title, parameter_name = _("region"), "region"

    def lookups(self, request, model_admin):
        taking_part = Region.objects.filter(districts__schools__projects__portfolio__isnull=False).distinct()
        return [(region.pk, region.name) for region in taking_part]

    def queryset(self, request, portfolios):
        return portfolios.filter(project__school__district__region=self.value()) if self.value() else portfolios


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = _("state"), "state"

    def lookups(self, request, model_admin):
        return [("waiting", _("all waiting")), *PortfolioStatus.choices[1:]]

    def queryset(self, request, portfolios):
        if self.value() == "waiting":
            return portfolios.waiting()
        return portfolios.filter(status=self.value()) if self.value() else portfolios


class ReviewerFilter(admin.SimpleListFilter):
    title, parameter_name = _("reviewer"), "reviewer"

    def lookups(self, request, model_admin):
        people = known_reviewers().filter(assignments__ended_at=None, assignments__isnull=False).distinct()
        return [("none", _("no reviewer yet")), *((person.pk, person.full_name) for person in people)]

    def queryset(self, request, portfolios):
        if self.value() == "none":
            return portfolios.exclude(assignments__in=Assignment.objects.standing())
        if self.value():
            hers = Assignment.objects.standing().filter(reviewer=self.value()).values("portfolio")
            return portfolios.filter(pk__in=hers).exclude(is_blind_for(request.user))
        return portfolios


@admin.register(Portfolio)
class PortfolioAdmin(admin.ModelAdmin):
    list_display = ("title", "teacher", "status", "waited", "due", "reviewer")
    list_filter = (StateFilter, RegionFilter, ReviewerFilter)
    list_per_page = 25
    search_fields = ("project__search_text", "project__lead__search_text")
    search_help_text = _("Title or name, in any script")
    show_full_result_count = False
    actions = ("return_with_comments", "accept", "not_yet")
    fields = readonly_fields = ("status",)
    change_form_template = "admin/certification/portfolio/change_form.html"

    class Media:
        css = {"all": ["css/workshop-reading.css"]}

    # Rights: those of the pages -----------------------------------------------------------------

    def get_queryset(self, request):
        """What this person may review, what waits longest first."""
        waits = Case(When(status__in=WAITING, project__status=ProjectStatus.SUBMITTED, then=Value(0)), default=Value(1))
        portfolios = Portfolio.objects.reviewable_by(request.user).for_listing()
        return portfolios.annotate(waits=waits).order_by("waits", "submitted_at", "pk")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) or request.user.assignments.standing().exists()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # List ---------------------------------------------------------------------------------------

    def get_changelist_instance(self, request):
        """Of what she reads blind, a second time, the list names nobody but herself."""
        found = super().get_changelist_instance(request)
        found.result_list = [as_she_has_it(one, request.user) for one in found.result_list]
        return found

    def get_search_results(self, request, portfolios, words):
        return portfolios.matching(words), False

    @admin.display(description=_("title"), ordering="project__sort_key")
    def title(self, portfolio):
        return portfolio.project.title

    @admin.display(description=_("teacher"), ordering="project__lead__sort_key")
    def teacher(self, portfolio):
        """With her school below: a column of its own would push the reviewer off a laptop's screen."""
        lead, school = portfolio.project.lead, portfolio.project.school
        where = f"{school.name}, {school.district.region.name}"
        return format_html('{}<br><span class="quiet">{}</span>', lead.full_name, where)

    @admin.display(description=_("waiting"), ordering="submitted_at")
    def waited(self, portfolio):
        if portfolio.is_withdrawn:
            return gettext("withdrawn by the teacher")
        if not portfolio.is_waiting:
            return "–"
        days = portfolio.days_waiting
        return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}

    @admin.display(description=_("due"))
    def due(self, portfolio):
        if not portfolio.is_waiting:
            return "–"
        days = portfolio.days_overdue
        if days:
            return ngettext("overdue by %(days)d day", "overdue by %(days)d days", days) % {"days": days}
        return portfolio.due_on

    @admin.display(description=_("reviewer"))
    def reviewer(self, portfolio):
        return portfolio.assignment.reviewer.full_name if portfolio.assignment else "–"

    # Reading ------------------------------------------------------------------------------------

    def change_view(self, request, object_id, form_url="", extra_context=None):
        portfolio = self.get_object(request, object_id)
        if portfolio is not None:
            extra_context = {**(extra_context or {}), **reading_of(request, portfolio)}
        return super().change_view(request, object_id, form_url, extra_context)

    # Decisions ----------------------------------------------------------------------------------

    @admin.action(description=_("Return with comments"))
    def return_with_comments(self, request, portfolios):
        return self.ask_for_words(request, portfolios, Outcome.RETURN)

    @admin.action(description=_("Accept"))
    def accept(self, request, portfolios):
        return self.ask_for_words(request, portfolios, Outcome.PASS)

    @admin.action(description=_("Not yet"))
    def not_yet(self, request, portfolios):
        return self.ask_for_words(request, portfolios, Outcome.NOT_YET)

    def ask_for_words(self, request, portfolios, outcome):
        chosen = list(portfolios[:2])
        if len(chosen) != 1:
            messages.warning(request, gettext("Choose one portfolio: each is decided with words of its own."))
            return None
        return redirect("admin:certification_portfolio_decide", chosen[0].pk, outcome)

    def get_urls(self):
        decide = self.admin_site.admin_view(self.decide_view)
        name = "certification_portfolio_decide"
        return [path("<path:object_id>/decide/<str:outcome>/", decide, name=name), *super().get_urls()]

    def decide_view(self, request, object_id, outcome):
        """The words of the review and the decision on one page; saved first, then decided by the same verb."""
        portfolio = self.get_object(request, object_id)
        if portfolio is None or outcome not in Outcome.values:
            raise Http404
        if not self.has_view_permission(request, portfolio):
            raise PermissionDenied
        try:
            form = words_form(request, portfolio)
        except TransitionError:
            return self.too_late(request, portfolio)
        if request.method == "POST" and form.is_valid():
            answer = self.decide(request, portfolio, outcome, form)
            if answer is not None:
                return answer
        return self.decide_page(request, portfolio, outcome, form)

    def decide(self, request, portfolio, outcome, form):
        """A redirect when it is done or too late; None when the page has to be shown again."""
        try:
            if not form.save_or_conflict():
                return None
            decided = review.VERB_OF[Outcome(outcome)](form.instance, request.user)
        except review.LevelsMissing:
            form.ask_for_levels()
            return None
        except review.NothingSaid:
            form.add_error(None, words_needed(outcome))
            form.show_version(form.instance.version)
            return None
        except TransitionError:
            return self.too_late(request, portfolio)
        messages.success(request, said_after(Outcome(outcome), decided, form.instance))
        return redirect("admin:certification_portfolio_changelist")

    def too_late(self, request, portfolio):
        messages.warning(request, gettext("This portfolio no longer waits for a decision."))
        return redirect("admin:certification_portfolio_change", portfolio.pk)

    def decide_page(self, request, portfolio, outcome, form):
        labels = {
            Outcome.RETURN: gettext("Return with comments"),
            Outcome.PASS: gettext("Accept"),
            Outcome.NOT_YET: gettext("Not yet"),
        }
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": labels[outcome],
            "subtitle": portfolio.project.title,
            "portfolio": portfolio,
            "outcome": outcome,
            "form": form,
            "media": self.media,
            "back": reverse("admin:certification_portfolio_change", args=[portfolio.pk]),
        }
        status = 409 if form.conflicts else 422 if form.errors else 200
        return TemplateResponse(request, "admin/certification/portfolio/decide.html", context, status=status)


def words_form(request, portfolio):
    """Her review of the newest version; sending it begins the review, as on the page."""
    if request.method == "POST":
        return review_form(request, review.begin_review(portfolio, request.user))
    newest = portfolio.versions.order_by("-number").first()
    return review_form(request, own_review(request, portfolio, newest))


def words_needed(outcome):
    if outcome == Outcome.RETURN:
        return gettext("Write at least one comment to a criterion: the teacher needs to know what to change.")
    return gettext("Write to the teacher about the whole: she needs to know why it is not yet enough.")


def reading_of(request, portfolio):
    versions = list(portfolio.versions.all())
    newest, earlier = versions[-1], version_to_compare(request, portfolio, versions[:-1])
    return {
        **text_of(newest),
        "portfolio": as_she_has_it(portfolio, request.user),
        "versions": versions,
        "earlier": earlier,
        "changes": changes_between(earlier, newest) if earlier else None,
        "reviews": Review.objects.of_portfolio(portfolio).open_to(request.user).newest_first().with_marks(),
        "outcomes": Outcome,
    }


@admin.register(ConflictOfInterest)
class ConflictOfInterestAdmin(admin.ModelAdmin):
    list_display = ("reviewer", "person", "why")
    list_select_related = ("reviewer", "person")
    raw_id_fields = ("reviewer", "person")
    search_fields = ("reviewer__search_text", "person__search_text")

    def get_readonly_fields(self, request, conflict=None):
        """It is between these two for good: a reviewer does not turn her own to somebody else."""
        return ("reviewer", "person") if conflict else ()

    def save_model(self, request, conflict, form, change):
        conflict.declare(by=request.user)

    def delete_model(self, request, conflict):
        AuditEntry.objects.record(request.user, "conflict of interest removed", conflict, why=conflict.why)
        super().delete_model(request, conflict)

    def delete_queryset(self, request, conflicts):
        """Many at once, as one by one."""
        for conflict in conflicts:
            self.delete_model(request, conflict)


from .issuing import admin as _certificates  # noqa: E402, F401 (registers itself)
