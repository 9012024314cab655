"""The search of the public stories: its address can be shared, and the feed understands it too."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programme.models import Cohort, Subject, Theme
from schools.forms import ALL, PlaceFilter
from schools.models import School

from .models import Project


class StorySearchForm(PlaceFilter):
    """`school` has no field on the page: a school's own page leads here."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    school = forms.ModelChoiceField(School.objects.none(), required=False, widget=forms.HiddenInput)
    theme = forms.ModelChoiceField(
        Theme.objects, label=_("Theme"), required=False, empty_label=_("all"), to_field_name="key"
    )
    subject = forms.ModelChoiceField(
        Subject.objects,
        label=pgettext_lazy("school", "Subject"),
        required=False,
        empty_label=_("all"),
        to_field_name="key",
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[*ALL, *settings.LANGUAGES])
    cohort = forms.ModelChoiceField(Cohort.objects, label=_("Year"), required=False, empty_label=_("all"))

    field_order = ["q", "region", "district", "school", "theme", "subject", "language", "cohort"]

    COLUMNS = {
        "region": "school__district__region",
        "district": "school__district",
        "theme": "themes",
        "cohort": "community__cohort",
    }

    def __init__(self, data):
        told = School.objects.filter(pk__in=Project.objects.published().order_by().values("school"))
        super().__init__(data, schools=told)
        self.fields["school"].queryset = told

    def narrow(self, stories):
        for name, value in self.chosen.items():
            if name == "q":
                stories = stories.matching(value)
            else:
                stories = stories.filter(**{self.COLUMNS.get(name, name): value})
        return stories
