from datetime import date

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from programme.models import Cohort, CohortStatus
from schools.models import District, Region, School

from ..indicators.definitions import NOT_ENTERED, PLACES
from ..scope import ALL_COHORTS, Scope
from .seasons import previous

HIDDEN = forms.HiddenInput


def usual_cohort(cohorts):
    """The id of the one that runs, else of the latest; all of none before the first."""
    running = [cohort for cohort in cohorts if cohort.status == CohortStatus.RUNNING]
    return next((cohort.pk for cohort in [*running, *cohorts]), ALL_COHORTS)


class ScopeForm(forms.Form):
    """The scope in the query string: an address that can be sent to somebody. What it does not say is the usual."""

    cohort = forms.ChoiceField(label=_("Cohort"), required=False)
    region = forms.ModelChoiceField(Region.objects.all(), required=False, widget=HIDDEN)
    district = forms.ModelChoiceField(District.objects.select_related("region"), required=False, widget=HIDDEN)
    school = forms.ModelChoiceField(School.objects.select_related("district__region"), required=False, widget=HIDDEN)
    until = forms.DateField(required=False, widget=HIDDEN)

    def __init__(self, data, reach, **kwargs):
        self.reach = reach
        self.cohorts = list(Cohort.objects.all())
        data = data.copy()
        data.setdefault("cohort", usual_cohort(self.cohorts))
        super().__init__(data, **kwargs)
        choices = [(cohort.pk, str(cohort)) for cohort in self.cohorts]
        self.fields["cohort"].choices = [*choices, (ALL_COHORTS, _("all cohorts"))]
        for name in ("region", "district", "school", "until"):
            if not data.get(name):
                del self.fields[name]

    @property
    def choice(self):
        """The scope as plain data."""
        return self.scope.query

    @property
    def scope(self):
        """404 for a place or cohort that there is not, or that is not this reader's."""
        if not self.is_valid():
            raise Http404
        chosen = self.cleaned_data
        cohort = next((cohort for cohort in self.cohorts if cohort.pk == chosen["cohort"]), None)
        places = {name: chosen[name] for name in ("region", "district", "school") if chosen.get(name)}
        if not places and self.reach.schools:
            places = {"school": self.reach.schools[0]}
        scope = Scope(cohort, **places)
        if chosen.get("until") and not self.reach.hides_few:  # the difference of two days may be one person
            scope = scope.on(chosen["until"])
        if not self.reach.allows(scope):
            raise Http404
        return scope


def part_asked(data, indicator):
    """(split, key) of the part that an address asks for; ("", None) for all rows. 404 where there is none such."""
    by, key = data.get("by", ""), data.get("part", "")
    if not by:
        return "", None
    if by not in indicator.splits - PLACES:
        raise Http404
    if key == NOT_ENTERED:
        return by, None
    try:
        return by, {"month": date.fromisoformat, "stage": int}.get(by, str)(key)
    except ValueError as error:
        raise Http404 from error


class PartForm(ScopeForm):
    """A scope, and perhaps a part of it: a month, a method."""

    by = forms.CharField(required=False, widget=HIDDEN)
    part = forms.CharField(required=False, widget=HIDDEN)

    @property
    def choice(self):
        return self.scope.query | {name: self.cleaned_data[name] for name in ("by", "part") if self.cleaned_data["by"]}


class RowSearchForm(forms.Form):
    q = forms.CharField(label=_("Name, school or community"), required=False, max_length=100)

    @property
    def words(self):
        return self.cleaned_data["q"] if self.is_valid() else ""


class OtherCohortForm(forms.Form):
    """With which cohort the one of the scope is compared; the one before it unless somebody says otherwise."""

    other = forms.ChoiceField(label=_("Compare with"), required=False)

    def __init__(self, data, scope, cohorts):
        self.cohorts = [cohort for cohort in cohorts if scope.cohort and cohort != scope.cohort]
        usual = previous(scope.cohort, self.cohorts) if scope.cohort else None
        self.usual = usual or next(iter(self.cohorts), None)
        data = data.copy()
        data.setdefault("other", self.usual.pk if self.usual else "")
        super().__init__(data)
        self.fields["other"].choices = [(cohort.pk, str(cohort)) for cohort in self.cohorts]

    @property
    def chosen(self):
        """The Cohort, or None where there is no other."""
        chosen = self.cleaned_data["other"] if self.is_valid() else None
        return next((cohort for cohort in self.cohorts if cohort.pk == chosen), self.usual)


class FiguresForm(forms.Form):
    """Of which cohort the public page tells the regions."""

    cohort = forms.ChoiceField(label=_("Cohort"), required=False)

    def __init__(self, data):
        self.cohorts = list(Cohort.objects.exclude(status=CohortStatus.PREPARING))
        data = data.copy()
        data.setdefault("cohort", usual_cohort(self.cohorts))
        super().__init__(data)
        self.fields["cohort"].choices = [(cohort.pk, str(cohort)) for cohort in self.cohorts]

    @property
    def chosen(self):
        """The Cohort, or None before the first."""
        chosen = self.cleaned_data["cohort"] if self.is_valid() else None
        return next((cohort for cohort in self.cohorts if cohort.pk == chosen), next(iter(self.cohorts), None))
