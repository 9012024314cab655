from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certification.models import Appeal, AppealStatus, Outcome, Review
from programme.models import Cohort
from safekeeping.once import OnceForm

OUTCOMES = [
    (Outcome.PASS, pgettext_lazy("decision", "accepted")),
    (Outcome.NOT_YET, pgettext_lazy("decision", "not yet")),
]
MOST_AT_ONCE = 500


class OpenForm(forms.Form):
    cohort = forms.ModelChoiceField(Cohort.objects.order_by("-starts_on"), label=_("Cohort"), empty_label=None)


class LineSearchForm(forms.Form):
    """Search and filter of a list's lines, or of what may be put on it."""

    q = forms.CharField(label=_("Title or teacher"), max_length=100, required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, choices=[("", _("All")), *OUTCOMES])

    def narrow(self, rows, portfolios, path):
        """portfolios: those among which the words are looked for; path: from a row to its portfolio."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("q"):
            rows = rows.filter(**{f"{path}__in": portfolios.matching(chosen["q"]).values("pk")})
        return rows.filter(outcome=chosen["outcome"]) if chosen.get("outcome") else rows

    @property
    def is_narrowed(self):
        return any(self.cleaned_data.values()) if self.is_valid() else True


class ChosenForm(forms.Form):
    """Rows that were ticked, of those that may be."""

    chosen = forms.ModelMultipleChoiceField(
        Review.objects.none(), error_messages={"required": _("Tick at least one line.")}
    )

    def __init__(self, *args, among, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = among


class SignForm(forms.Form):
    """The confirmation: of which lines."""

    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)


class AppealForm(OnceForm, forms.ModelForm):
    class Meta:
        model = Appeal
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"text": _("Say in your own words what the readers have not seen, or have judged wrongly.")}


class AnswerForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            (AppealStatus.UPHELD, _("The decision stands")),
            (AppealStatus.GRANTED, _("The portfolio is read again, by somebody else")),
        ],
    )
    answer = forms.CharField(
        label=_("What you answer the teacher"),
        help_text=_("She reads it word for word. There is one answer only."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
    )


class AppealListForm(forms.Form):
    q = forms.CharField(label=_("Title or teacher"), max_length=100, required=False)
    status = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Any state")), *AppealStatus.choices])

    def narrow(self, appeals, portfolios):
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("q"):
            appeals = appeals.filter(decision__portfolio__in=portfolios.matching(chosen["q"]).values("pk"))
        return appeals.filter(status=chosen["status"]) if chosen.get("status") else appeals

    @property
    def is_narrowed(self):
        return any(self.cleaned_data.values()) if self.is_valid() else True
