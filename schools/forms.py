from django import forms
from django.utils.translation import gettext_lazy as _

from openweb.filters import FilterForm

from .models import District, Region, SchoolKind, TeachingLanguage

ALL = [("", _("all"))]


class PlaceFilter(FilterForm):
    """Narrows by region and district. They are chosen by links, `places`: one tap each."""

    DEPENDS = {"district": "region"}

    region = forms.ModelChoiceField(Region.objects.none(), label=_("Region"), required=False, widget=forms.HiddenInput)
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("District"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, data, *, districts):
        """districts: ids of those that have anything to show."""
        data = data.copy()
        districts = District.objects.filter(pk__in=districts)
        if data.get("district", "").isdigit() and not data.get("region"):
            data["region"] = districts.filter(pk=data["district"]).values_list("region", flat=True).first() or ""
        super().__init__(data)
        self.fields["region"].queryset = Region.objects.filter(pk__in=districts.order_by().values("region"))
        region = data.get("region", "")
        self.fields["district"].queryset = districts.filter(region=region if region.isdigit() else "")

    @property
    def places(self):
        """[(place, query string that narrows to it)]: regions, then the districts of the chosen one, then none."""
        if "district" in self.chosen:
            return []
        name = "district" if "region" in self.chosen else "region"
        return [(place, self.query_with(**{name: place.pk})) for place in self.fields[name].queryset]


class SchoolSearchForm(PlaceFilter):
    q = forms.CharField(
        label=_("Name or village"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Kind of school"), required=False, choices=[*ALL, *SchoolKind.choices])
    teaching_language = forms.ChoiceField(
        label=_("Language of instruction"), required=False, choices=[*ALL, *TeachingLanguage.choices]
    )

    field_order = ["q", "region", "district", "kind", "teaching_language"]

    def narrow(self, schools):
        columns = {"region": "district__region"}
        for name, value in self.chosen.items():
            schools = schools.found_by(value) if name == "q" else schools.filter(**{columns.get(name, name): value})
        return schools
