from django import forms
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from certification.assigning.days import due_after
from certification.assigning.forms import DayField
from certification.models import (
    AssessmentRules,
    ModerationStatus,
    Outcome,
    Reading,
    eligible_reviewers,
    known_reviewers,
)
from programme.models import Cohort
from safekeeping.versions import VersionedForm

MOST_FOUND = 30


class CohortForm(forms.Form):
    """Which cohort is looked at: the one asked for, else the current one."""

    cohort = forms.ModelChoiceField(
        Cohort.objects.order_by("-starts_on"), label=_("Cohort"), required=False, empty_label=None
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("cohort", self.chosen)

    @property
    def chosen(self):
        asked = self.cleaned_data.get("cohort") if self.is_bound and self.is_valid() else None
        return asked or Cohort.objects.current() or Cohort.objects.order_by("-starts_on").first()


class ModerationListForm(forms.Form):
    """Search and filters of the list of second readings."""

    q = forms.CharField(label=_("Title or teacher"), max_length=100, required=False)
    cohort = forms.ModelChoiceField(
        Cohort.objects.order_by("-starts_on"), label=_("Cohort"), required=False, empty_label=_("All cohorts")
    )
    status = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any state")), *ModerationStatus.choices]
    )

    def narrow(self, moderations, portfolios):
        """portfolios: those among which the words are looked for."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("q"):
            found = portfolios.matching(chosen["q"])
            moderations = moderations.filter(first__version_read__portfolio__in=found.values("pk"))
        if chosen.get("cohort"):
            moderations = moderations.of_cohort(chosen["cohort"])
        return moderations.filter(status=chosen["status"]) if chosen.get("status") else moderations

    @property
    def is_narrowed(self):
        return any(self.cleaned_data.values()) if self.is_valid() else True


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Title or teacher"), max_length=100, required=False)

    @property
    def words(self):
        return self.cleaned_data["q"].strip() if self.is_valid() else ""


class ReaderSearchForm(forms.Form):
    q = forms.CharField(label=_("Name of the reviewer"), max_length=100, required=False)

    def find(self, portfolio):
        """People who may read it a second time: those who match, or the known reviewers, the least busy first."""
        words = self.cleaned_data["q"] if self.is_valid() else ""
        eligible = eligible_reviewers(portfolio, Reading.SECOND)
        found = eligible.matching(words) if words else eligible.filter(pk__in=known_reviewers().values("pk"))
        return list(with_load(found).order_by("in_hands", "sort_key", "id")[:MOST_FOUND])


def with_load(people):
    return people.select_related("reviewer").annotate(
        in_hands=Count("assignments", filter=Q(assignments__ended_at=None), distinct=True)
    )


def reads(person, language):
    reviewer = getattr(person, "reviewer", None)
    return reviewer is None or reviewer.reads(language)


def proposed(people, language):
    """The least busy who reads its language, or None. people: as ReaderSearchForm.find gives them."""
    return next((one for one in people if getattr(one, "reviewer", None) and reads(one, language)), None)


class SecondReaderForm(forms.Form):
    reviewer = forms.ChoiceField(label=_("Second reader"))
    due_on = DayField(label=_("Due"))

    def __init__(self, *args, portfolio, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(person.pk): person for person in found}
        language = portfolio.project.language
        choices = [(pk, label_of(person, language)) for pk, person in self.found.items()]
        self.fields["reviewer"].choices = [("", _("Choose")), *choices]
        one = proposed(found, language)
        self.initial.setdefault("reviewer", one.pk if one else "")
        days = portfolio.project.community.cohort.review_days
        self.initial.setdefault("due_on", due_after(timezone.localdate(), days))

    @property
    def chosen(self):
        return self.found[self.cleaned_data["reviewer"]]


def label_of(person, language):
    has = ngettext("%(number)d in her hands", "%(number)d in her hands", person.in_hands) % {"number": person.in_hands}
    if reads(person, language):
        return f"{person.full_name} ({has})"
    return _("%(name)s (%(has)s; does not read this language)") % {"name": person.full_name, "has": has}


class SettleForm(forms.Form):
    """Which outcome stands, of those that a reader gave, and why."""

    outcome = forms.ChoiceField(label=_("What stands"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Kept with the decision, for the university. The teacher does not see it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )

    def __init__(self, *args, moderation, **kwargs):
        super().__init__(*args, **kwargs)
        given = [moderation.first.outcome, moderation.second.outcome]
        words = {Outcome.PASS: _("accept"), Outcome.NOT_YET: _("not yet")}
        self.fields["outcome"].choices = [(one, words[Outcome(one)]) for one in dict.fromkeys(given)]


class RulesForm(VersionedForm):
    class Meta:
        model = AssessmentRules
        fields = ("moderation_percent", "appeal_days")
        help_texts = {
            "moderation_percent": _(
                "Drawn at random from all decisions to accept or to say “not yet”. "
                "Borderline cases are always read twice."
            ),
            "appeal_days": _("Counted from the day on which a decision list is signed."),
        }
