from django import forms
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import UNIVERSITY, User
from accounts.names import NAME, full_name
from accounts.prepared import Prepared
from openweb.pages import remembered
from programme.models import Cohort
from schools.models import Region

from .assigning.days import due_after
from .models import Assignment, Outcome, PortfolioStatus, eligible_reviewers, known_reviewers, to_read
from .models.portfolio import IS_DECIDED, IS_RETURNED, IS_WITH_UNIVERSITY, is_blind_for, is_in_hands_of

MOST_FOUND = 30


class SubmitForm(forms.Form):
    note = forms.CharField(
        label=_("Note to the reviewer"),
        help_text=_("Anything she should know before she reads. You can leave it empty."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class DecisionForm(forms.Form):
    """The button of a confirmation: which words of the review were on the page when it was pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, review, outcome, **kwargs):
        super().__init__(*args, **kwargs)
        self.review, self.outcome = review, outcome
        self.initial["version"] = review.version

    def clean(self):
        if problem := self.what_is_missing():
            raise forms.ValidationError(problem, code="nothing_said")
        return super().clean()

    def what_is_missing(self):
        """In words, or "": the same rule as the verbs hold (certification.review)."""
        if self.outcome == Outcome.RETURN and not self.review.has_comment:
            return _("Write at least one comment to a criterion: the teacher needs to know what to change.")
        if self.outcome == Outcome.NOT_YET and not self.review.overall.strip():
            return _("Write to the teacher about the whole: she needs to know why it is not yet enough.")
        without = self.review.criteria_without_level() if self.outcome == Outcome.PASS else ()
        if without:
            names = ", ".join(str(criterion.name) for criterion in without)
            return _("Choose a level for each criterion first. Still without one: %(names)s.") % {"names": names}
        return ""


class ThenForm(forms.Form):
    """Where a saved review goes on to: the confirmation of an outcome, or nowhere."""

    then = forms.ChoiceField(choices=Outcome, required=False)

    @property
    def outcome(self):
        return self.cleaned_data["then"] if self.is_valid() else ""


class SinceForm(forms.Form):
    """With which earlier version the newest is compared."""

    since = forms.IntegerField(min_value=1, required=False)

    @property
    def number(self):
        return self.cleaned_data["since"] if self.is_valid() else None


def reviewers(today):
    return known_reviewers(today).order_by("sort_key", "id").values_list("pk", *NAME)


REVIEWERS = Prepared(reviewers)


def names_of_reviewers():
    return [(pk, full_name(*names)) for pk, *names in REVIEWERS.rows()]


def remembered_choices(name, rows):
    """[(id, label in the reader's language)] of what is no secret and seldom changes."""
    return remembered(f"choices.{name}.{get_language()}", lambda: [(row.pk, str(row)) for row in rows])


TABS = ("waiting", "mine", "returned", "decided")


class QueueForm(forms.Form):
    """Tab, search and filters of the queue, for this reader."""

    tab = forms.ChoiceField(choices=[(tab, tab) for tab in TABS], required=False, widget=forms.HiddenInput)
    q = forms.CharField(label=_("Title or teacher"), max_length=100, required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    cohort = forms.ChoiceField(label=_("Cohort"), required=False)
    status = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any state")), *PortfolioStatus.choices[1:]]
    )
    reviewer = forms.ChoiceField(label=_("Reviewer"), required=False)

    def __init__(self, data, *, user):
        super().__init__(data)
        self.user, self.is_chief = user, user.in_group(UNIVERSITY)
        self.fields["region"].choices = [("", _("All regions")), *remembered_choices("regions", Region.objects.all())]
        cohorts = remembered_choices("cohorts", Cohort.objects.order_by("-starts_on"))
        self.fields["cohort"].choices = [("", _("All cohorts")), *cohorts]
        if self.is_chief:
            self.fields["reviewer"].choices = [("", _("All")), *names_of_reviewers()]
        else:
            del self.fields["reviewer"]

    @property
    def chosen(self):
        """The values that make sense; the rest is as if it were not asked for."""
        self.is_valid()
        return self.cleaned_data

    @property
    def tab_chosen(self):
        return self.chosen.get("tab") or ("waiting" if self.is_chief else "mine")

    @property
    def is_narrowed(self):
        return any(value for name, value in self.chosen.items() if name != "tab")

    def narrow(self, portfolios):
        chosen, mine = self.chosen, Assignment.objects.standing()
        if chosen.get("q"):
            portfolios = portfolios.matching(chosen["q"])
        if chosen.get("region"):
            portfolios = portfolios.filter(project__school__district__region=chosen["region"])
        if chosen.get("cohort"):
            portfolios = portfolios.filter(project__community__cohort=chosen["cohort"])
        if chosen.get("status"):
            portfolios = portfolios.filter(status=chosen["status"])
        if chosen.get("reviewer"):
            portfolios = portfolios.filter(pk__in=mine.filter(reviewer=chosen["reviewer"]).values("portfolio"))
            portfolios = portfolios.exclude(is_blind_for(self.user))  # who else has it is not for her
        return portfolios

    def in_tab(self, portfolios):
        return in_tab(portfolios, self.tab_chosen, self.user)


def in_tab(portfolios, tab, user):
    """The rows of a tab, in the order in which they want attention."""
    found = portfolios.filter(belongs_to(tab, user))
    return found.oldest_first() if tab in ("waiting", "mine") else found.order_by("-decided_at", "id")


def belongs_to(tab, user):
    """The condition of a tab."""
    if tab == "returned":
        return IS_RETURNED
    if tab == "decided":
        return IS_DECIDED
    return is_in_hands_of(user) if tab == "mine" else IS_WITH_UNIVERSITY


class ReviewerSearchForm(forms.Form):
    q = forms.CharField(label=_("Name of the reviewer"), max_length=100, required=False)

    def find(self, portfolio):
        """People who may review this portfolio: those who match, or the known reviewers."""
        words = self.cleaned_data["q"] if self.is_valid() else ""
        eligible = eligible_reviewers(portfolio)
        if words:
            return eligible.matching(words).order_by("sort_key", "id")[:MOST_FOUND]
        return eligible.filter(pk__in=known_reviewers().values("pk")).order_by("sort_key", "id")[:MOST_FOUND]


class ReviewerField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        has = ngettext("%(number)d in her hands", "%(number)d in her hands", person.in_hands) % {
            "number": person.in_hands
        }
        return f"{person.full_name} ({has})"


class AssignForm(forms.Form):
    reviewer = ReviewerField(User.objects.none(), label=_("Reviewer"), empty_label=_("Choose"))
    due_on = forms.DateField(label=_("Due"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, portfolio, found, **kwargs):
        super().__init__(*args, **kwargs)
        days = portfolio.project.community.cohort.review_days
        self.initial.setdefault("due_on", due_after(timezone.localdate(), days))
        if portfolio.assignment:
            self.initial.setdefault("reviewer", portfolio.assignment.reviewer_id)
        in_hands = Count("assignments", filter=to_read("assignments__"))
        people = User.objects.filter(pk__in=[person.pk for person in found]) if not self.is_bound else None
        if people is None:  # whoever was chosen, the rule decides, not the search that showed her
            people = eligible_reviewers(portfolio)
        self.fields["reviewer"].queryset = people.annotate(in_hands=in_hands).order_by("sort_key", "id")

    def clean_due_on(self):
        if self.cleaned_data["due_on"] < timezone.localdate():
            raise forms.ValidationError(_("The day has passed. Choose today or a later day."))
        return self.cleaned_data["due_on"]
