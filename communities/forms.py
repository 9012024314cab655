"""What may be typed about communities and planned sessions. The log of a session: communities/log."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from programme.models import Cohort
from safekeeping.once import OnceForm
from safekeeping.versions import VersionedForm

from .models import Community, CommunityStatus, FacilitatorKind, Session, SessionStatus


class CommunitySearchForm(forms.Form):
    q = forms.CharField(label=_("Search"), required=False)
    cohort = forms.ModelChoiceField(Cohort.objects.all(), label=_("Cohort"), required=False, empty_label=_("All"))
    status = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *CommunityStatus.choices], required=False)

    def narrow(self, communities):
        if not self.is_valid():
            return communities
        typed = self.cleaned_data
        communities = communities.matching(typed["q"])
        if typed["cohort"]:
            communities = communities.filter(cohort=typed["cohort"])
        return communities.filter(status=typed["status"]) if typed["status"] else communities


class WordsForm(forms.Form):
    """A search box: people or schools by name, in any script."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)

    @property
    def words(self):
        return self.cleaned_data["q"] if self.is_valid() else ""


class CommunityForm(VersionedForm):
    class Meta:
        model = Community
        fields = ("name", "language", "cohort", "theme")


class CommunityNewForm(OnceForm, forms.ModelForm):
    class Meta(CommunityForm.Meta):
        pass

    def is_about(self, community):
        """Whether an earlier arrival of this form has made just this community."""
        return all(self.cleaned_data[name] == getattr(community, name) for name in self.Meta.fields)


class NormsForm(VersionedForm):
    class Meta:
        model = Community
        fields = ("norms",)
        widgets = {"norms": forms.Textarea({"rows": 8})}


class PickForm(forms.Form):
    """A button beside a person or a school names it by its id."""

    pick = forms.CharField(max_length=12)


class FacilitatorForm(forms.Form):
    role = forms.ChoiceField(choices=FacilitatorKind.choices)

    @property
    def kind(self):
        return self.cleaned_data["role"] if self.is_valid() else FacilitatorKind.SCHOOL


class SeriesForm(forms.Form):
    weekday = forms.TypedChoiceField(label=_("Day of the week"), coerce=int)
    at = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    not_before = forms.DateField(
        label=_("First date"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The series begins on the chosen day of the week, on or after this date."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["weekday"].choices = list(WEEKDAYS.items())


class StartsMixin(forms.Form):
    """Day and time as two fields that every phone knows, `starts_at` as one column."""

    day = forms.DateField(label=_("Date"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.starts_at:
            start = timezone.localtime(self.instance.starts_at)
            self.initial = {"day": start.date(), "time": start.time(), **self.initial}
        self.order_fields(["topic", "day", "time", "minutes", "mode", "place"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("day") and cleaned.get("time"):
            self.starts_at = timezone.make_aware(datetime.combine(cleaned["day"], cleaned["time"]))
        return cleaned


PLAN_FIELDS = ("topic", "minutes", "mode", "place")
PLAN_WIDGETS = {
    "mode": forms.RadioSelect,
    "minutes": forms.NumberInput({"min": 10, "max": 600, "step": 5, "inputmode": "numeric"}),
}


class SessionNewForm(OnceForm, StartsMixin, forms.ModelForm):
    class Meta:
        model = Session
        fields = PLAN_FIELDS
        widgets = PLAN_WIDGETS

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. If the session took place, log it instead."))
        return day

    def make(self, **keys):
        for name, value in keys.items():
            setattr(self.instance, name, value)
        self.instance.starts_at = self.starts_at
        self.instance.save(force_insert=True)
        return self.instance


class SessionEditForm(StartsMixin, VersionedForm):
    class Meta:
        model = Session
        fields = PLAN_FIELDS
        widgets = PLAN_WIDGETS

    def clean(self):
        cleaned = super().clean()
        if self.instance.status != SessionStatus.PLANNED:
            self.add_error(None, _("Only a planned session can be changed here."))
        return cleaned

    def save(self, commit=True):
        own = [name for name in self.changed_data if name in self._own_columns()]
        if {"day", "time"} & set(self.changed_data):
            self.instance.starts_at = self.starts_at
            own.append("starts_at")
        self.instance.save_as_of(self.cleaned_data["version"], own)
        return self.instance

    def show_conflict(self, current):
        super().show_conflict(current)
        start = timezone.localtime(current.starts_at)
        if (start.date(), start.time()) != (self.cleaned_data["day"], self.cleaned_data["time"]):
            self.conflicts += [(self["day"], start.date()), (self["time"], start.time())]


class CancelForm(forms.ModelForm):
    class Meta:
        model = Session
        fields = ("cancel_reason",)
        labels = {"cancel_reason": _("Why will it not take place?")}
        help_texts = {"cancel_reason": _("One sentence. Members read it in their mail and calendar.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cancel_reason"].required = True
