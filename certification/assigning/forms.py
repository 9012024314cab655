from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from certification.models import Assignment, ConflictOfInterest, Reviewer
from programme.models import Cohort

from .days import due_after, is_working_day
from .proposing import pool

MOST_FOUND = 20


class DayField(forms.DateField):
    """A day by which to read: not past."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value):
        day = super().clean(value)
        if day and day < timezone.localdate():
            raise ValidationError(_("The day has passed. Choose today or a later day."))
        if day and not is_working_day(day):
            raise ValidationError(_("People do not work on this day. Choose a working day."))
        return day


class CohortForm(forms.Form):
    cohort = forms.ModelChoiceField(
        Cohort.objects.order_by("-starts_on"), label=_("Cohort"), required=False, empty_label=_("The current one")
    )

    @property
    def chosen(self):
        return (self.cleaned_data["cohort"] if self.is_valid() else None) or Cohort.objects.current()


class PersonSearchForm(forms.Form):
    """People by name; contacts are never searched or shown."""

    q = forms.CharField(label=_("Name"), max_length=100, required=False)

    @property
    def words(self):
        return self.cleaned_data["q"] if self.is_valid() else ""

    def find(self, without=()):
        if not self.words.strip():
            return []
        people = User.objects.filter(is_active=True, erased_at=None).exclude(pk__in=without)
        return list(people.matching(self.words).order_by("sort_key", "id")[:MOST_FOUND])


class ReviewerForm(forms.ModelForm):
    class Meta:
        model = Reviewer
        fields = ("reads_kk", "reads_ru", "reads_en", "most_at_once", "until")
        widgets = {"until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "most_at_once": _("The portal proposes no more to her. You can still give her more by hand."),
            "until": _("The first day on which she no longer reads. Leave it empty while she goes on."),
        }

    def clean(self):
        given = super().clean()
        if not any(given.get(f"reads_{code}") for code in ("kk", "ru", "en")):
            self.add_error("reads_kk", _("Choose at least one language."))
        return given

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until < self.instance.since:
            raise ValidationError(_("The first day comes before the last."))
        return until


class ConflictForm(forms.ModelForm):
    class Meta:
        model = ConflictOfInterest
        fields = ("kind", "why")
        widgets = {"why": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"why": _("Only chief reviewers see this. You can leave it empty.")}


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why can you not read it?"),
        help_text=_("Chief reviewers see this. The teacher does not."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )


def load_of(reviewer):
    has = ngettext("%(number)d in her hands", "%(number)d in her hands", reviewer.in_hands)
    return f"{reviewer.person.full_name} ({has % {'number': reviewer.in_hands}})"


class ProposalForm(forms.Form):
    """A reviewer for each portfolio; empty leaves it as it is."""

    due_on = DayField(label=_("Due"), help_text=_("For all that you give out now."))

    def __init__(self, *args, proposals, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposals = proposals
        self.initial.setdefault("due_on", due_after(timezone.localdate(), cohort.review_days))
        for proposal in proposals:
            choices = [(one.person_id, load_of(one)) for one in proposal.candidates]
            self.fields[self.name_of(proposal)] = forms.ChoiceField(
                label=_("Reviewer"),
                choices=[("", _("Nobody yet")), *choices],
                initial=proposal.reviewer.person_id if proposal.reviewer else "",
                required=False,
            )
            self.fields[self.name_of(proposal)].hide_optional = True

    @staticmethod
    def name_of(proposal):
        return f"reviewer_{proposal.portfolio.pk}"

    @property
    def rows(self):
        return [(proposal, self[self.name_of(proposal)]) for proposal in self.proposals]

    def give(self, by):
        """Gives out what was chosen, each by itself; returns how many. What could not be given says why beside it."""
        given = 0
        for proposal in self.proposals:
            name = self.name_of(proposal)
            chosen = [one.person for one in proposal.candidates if one.person_id == self.cleaned_data[name]]
            if not chosen:
                continue
            try:
                Assignment.objects.give(proposal.portfolio, chosen[0], by, self.cleaned_data["due_on"])
            except ValidationError as problem:
                self.add_error(name, problem)
            except IntegrityError:  # another chief reviewer at the same moment
                self.add_error(name, _now("Somebody else has just chosen a reviewer. Please look again."))
            else:
                given += 1
        return given


class HandOverForm(forms.Form):
    """To whom the work of somebody who leaves goes."""

    to = forms.ChoiceField(label=_("Give it to"), required=False)
    ends = forms.BooleanField(label=_("She no longer reviews from today"), required=False, initial=True)

    def __init__(self, *args, leaving, **kwargs):
        super().__init__(*args, **kwargs)
        self.others = [one for one in pool() if one.person_id != leaving.pk]
        choices = [(one.person_id, load_of(one)) for one in self.others]
        self.fields["to"].choices = [("", _("Shared evenly among all reviewers")), *choices]

    @property
    def receivers(self):
        chosen = self.cleaned_data["to"]
        return [one for one in self.others if not chosen or one.person_id == chosen]
