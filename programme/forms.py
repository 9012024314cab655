"""What strangers may type: a search among tools, a school's wish to join. And what coordinators do with the latter."""

from itertools import groupby

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.phones import PhoneField
from languages.alphabet import fold, words_of
from safekeeping.once import OnceForm
from safekeeping.versions import VersionedForm
from schools.models import District, Region, School

from .models import JoinRequest, RequestStatus, Writer


class ToolSearchForm(forms.Form):
    q = forms.CharField(
        label=_("Search the tools"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    stage = forms.TypedChoiceField(label=_("Stage of the year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, stages, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(stage.number, f"{stage.number}. {stage.title}") for stage in stages]
        self.fields["stage"].choices = [("", _("all")), *choices]

    def narrow(self, tools):
        """Tools that help in the stage and hold the words in any language. A list: there are a few dozen of them."""
        self.is_valid()
        words = words_of(self.cleaned_data.get("q", ""))
        stage = self.cleaned_data.get("stage")
        if stage:
            tools = [tool for tool in tools if stage in tool.stage_numbers]
        if words:
            tools = [tool for tool in tools if all(word in fold(tool.all_texts) for word in words)]
        return tools

    @property
    def is_narrowed(self):
        return any(self.cleaned_data.values())


class YearForm(forms.Form):
    """Which year of the archive; what is not a year is left out, not refused."""

    year = forms.IntegerField(required=False, min_value=2000, max_value=2100)

    @property
    def chosen(self):
        return self.cleaned_data["year"] if self.is_valid() else None


CONSENT = _("I agree that the programme keeps what I write here.")
CONSENT_FOR = _(
    "It is needed so that a coordinator can answer you. It is erased a year after the last answer, or earlier if you "
    "ask for it."
)


class JoinForm(OnceForm, forms.ModelForm):
    phone = PhoneField(required=False, help_text=_("For example 8 701 234 56 78."))
    consent = forms.BooleanField(
        label=CONSENT,
        help_text=CONSENT_FOR,
        error_messages={"required": _("Without your consent we may not keep your request.")},
    )
    homepage = forms.CharField(  # a trap for programs that fill in everything; people do not see it
        label=_("Leave this field empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = JoinRequest
        fields = ("district", "school_name", "writer", "person_name", "phone", "email", "language", "message")
        labels = {
            "district": _("District or city"),
            "school_name": _("Name of the school and village"),
            "writer": _("Who are you?"),
            "person_name": _("Your name"),
            "language": _("In which language shall we answer?"),
            "message": _("What would you like to tell or ask?"),
        }
        help_texts = {
            "school_name": _("As you write it yourself, for example: Miyaly secondary school, Miyaly."),
            "email": _("A phone number or an e-mail is enough."),
            "message": _("For example: how many teachers are interested, and what you hope for."),
        }
        widgets = {
            "writer": forms.RadioSelect,
            "language": forms.RadioSelect,
            "person_name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "message": forms.Textarea({"rows": 5}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = [("", _("Choose your district")), *districts_by_region()]
        self.fields["writer"].choices = [
            (Writer.HEADTEACHER, _("I head the school")),
            (Writer.TEACHER, _("I teach there")),
            (Writer.OTHER, _("Somebody else")),
        ]
        self.fields["language"].choices = settings.LANGUAGES
        self.initial.setdefault("language", get_language())

    def clean_phone(self):
        return self.cleaned_data["phone"] or ""

    def clean_homepage(self):
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(_("Only programs fill in this field. Please empty it and send again."))
        return ""

    def clean(self):
        typed = super().clean()
        if not typed.get("phone") and not typed.get("email") and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("Leave a phone number or an e-mail, so that we can answer."))
        return typed

    def make(self, **keys):
        own = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return JoinRequest.objects.receive(**own, consent_text=f"{CONSENT} {CONSENT_FOR}", **keys)

    @property
    def for_people(self):
        """The fields to show: the trap only to somebody who has fallen into it."""
        return [field for field in self.visible_fields() if field.name != "homepage" or field.errors]


def districts_by_region():
    """Choices of a select, grouped; both in Kazakh order. One query."""
    districts = District.objects.select_related("region").order_by("region__sort_key", "region_id", "sort_key")
    grouped = groupby(districts, key=lambda district: district.region)
    return [(str(region.name), [(one.pk, str(one.name)) for one in group]) for region, group in grouped]


class RequestSearchForm(forms.Form):
    q = forms.CharField(
        label=_("School, person or number"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )
    status = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *RequestStatus.choices], required=False)
    region = forms.ModelChoiceField(Region.objects, label=_("Region"), required=False, empty_label=_("All regions"))

    def narrow(self, requests):
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("q"):
            requests = requests.matching(asked["q"])
        if asked.get("status"):
            requests = requests.filter(status=asked["status"])
        return requests.filter(district__region=asked["region"]) if asked.get("region") else requests

    @property
    def is_narrowed(self):
        return any(self.cleaned_data.values())


class RequestNoteForm(VersionedForm):
    class Meta:
        model = JoinRequest
        fields = ("note",)
        labels = {"note": _("Note for coordinators")}
        help_texts = {"note": _("What was agreed, and what comes next. Whoever wrote does not see it.")}
        widgets = {"note": forms.Textarea({"rows": 4})}


class JoinedForm(forms.Form):
    """Which school of the portal came of the request; it may be made later."""

    school = forms.ModelChoiceField(
        School.objects.none(),
        label=_("Which school is it in the portal?"),
        required=False,
        empty_label=_("not there yet"),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = School.objects.filter(district=request.district_id)
