from django import forms
from django.utils.translation import gettext_lazy as _

from .models import District, Region


class SchoolSearchForm(forms.Form):
    q = forms.CharField(label=_("Name or village"), required=False, max_length=100)
    region = forms.ModelChoiceField(
        Region.objects.none(), label=_("Region"), required=False, empty_label=_("All regions")
    )
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("District"), required=False, empty_label=_("All districts")
    )

    def __init__(self, *args, schools, **kwargs):
        """Offers only places that have schools."""
        super().__init__(*args, **kwargs)
        districts = District.objects.filter(schools__in=schools).distinct()
        self.fields["region"].queryset = Region.objects.filter(districts__in=districts).distinct()
        if self.data.get("region"):
            districts = districts.filter(region=self.data["region"])
        self.fields["district"].queryset = districts

    def narrow(self, schools):
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("q"):
            schools = schools.found_by(chosen["q"])
        if chosen.get("region"):
            schools = schools.filter(district__region=chosen["region"])
        if chosen.get("district"):
            schools = schools.filter(district=chosen["district"])
        return schools
