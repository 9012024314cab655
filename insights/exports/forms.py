from django import forms
from django.utils.translation import gettext_lazy as _

from programme.models import Cohort
from safekeeping.once import OnceForm
from schools.models import Region


class ChoiceForm(forms.Form):
    """Of which cohort, from which region; all where nothing is chosen."""

    cohort = forms.ModelChoiceField(
        Cohort.objects.all(), label=_("Cohort"), required=False, empty_label=_("all cohorts")
    )
    region = forms.ModelChoiceField(
        Region.objects.filter(districts__schools__isnull=False).distinct(),
        label=_("Region"),
        required=False,
        empty_label=_("all regions"),
    )

    def __init__(self, data, export):
        super().__init__(data)
        if export.in_cohort is None:
            del self.fields["cohort"]
        if export.in_region is None:
            del self.fields["region"]

    @property
    def choice(self):
        """Plain data that a job can keep."""
        return {name: str(thing.pk) for name, thing in self.cleaned_data.items() if thing}


class FileForm(OnceForm):
    """As which file; the rest of what is posted is the export's own form."""

    file_type = forms.ChoiceField(choices=[("xlsx", "XLSX"), ("csv", "CSV")])
