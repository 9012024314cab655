"""The search of the public stories: its address can be shared, and the feed understands it too."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openweb.pages import remembered
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

    IN_WORDS = {  # what a choice asks of a story; places through their schools, which are few
        "region": lambda region: {"school__in": School.objects.filter(district__region=region)},
        "district": lambda district: {"school__in": School.objects.filter(district=district)},
        "school": lambda school: {"school": school},
        "theme": lambda theme: {"themes": theme},
        "subject": lambda subject: {"subject": subject},
        "language": lambda language: {"language": language},
        "cohort": lambda cohort: {"community__cohort": cohort},
    }

    def __init__(self, data):
        super().__init__(data, districts=told_districts())
        self.fields["school"].queryset = School.objects.filter(projects__in=Project.objects.published()).distinct()

    def narrow(self, stories):
        for name, value in self.chosen.items():
            stories = stories.matching(value) if name == "q" else stories.filter(**self.IN_WORDS[name](value))
        return stories


def told_districts():
    """Ids of the districts from which stories are told."""
    told = Project.objects.published().order_by()
    return remembered("told-districts", lambda: list(told.values_list("school__district", flat=True).distinct()))
