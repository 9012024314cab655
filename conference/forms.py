from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from openweb.filters import FilterForm
from programme.models import Subject, Theme
from projects.models import NameForm, Project
from schools.models import Region
from uploads.fields import AboutFile, UploadField
from uploads.limits import PDF, PICTURES

from .models import Poster


class GallerySearchForm(FilterForm):
    """The filter of the gallery. Its address can be shared; what it does not know is left out, not refused."""

    COLUMNS = {
        "region": "project__school__district__region",
        "theme": "project__themes",
        "subject": "project__subject",
        "language": "project__language",
    }

    q = forms.CharField(
        label=_("Search"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    region = forms.ModelChoiceField(Region.objects, label=_("Region"), required=False, empty_label=_("all"))
    theme = forms.ModelChoiceField(
        Theme.objects, label=_("Theme"), required=False, empty_label=_("all"), to_field_name="key"
    )
    subject = forms.ModelChoiceField(
        Subject.objects, label=_("Subject"), required=False, empty_label=_("all"), to_field_name="key"
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[("", _("all")), *settings.LANGUAGES])

    def __init__(self, *args, posters, **kwargs):
        """Offers only what the posters have."""
        super().__init__(*args, **kwargs)
        projects = Project.objects.filter(posters__in=posters).order_by()
        self.fields["region"].queryset = Region.objects.filter(districts__schools__projects__in=projects).distinct()
        self.fields["theme"].queryset = Theme.objects.filter(projects__in=projects).distinct()
        self.fields["subject"].queryset = Subject.objects.filter(projects__in=projects).distinct()

    def narrow(self, posters):
        asked = dict(self.chosen)
        if words := asked.pop("q", ""):
            posters = posters.matching(words)
        return posters.filter(**{self.COLUMNS[name]: value for name, value in asked.items()})


class PosterNewForm(forms.Form):
    """Which of her finished projects the author shows."""

    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Which project do you show?"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, author, conference, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = Poster.objects.projects_without(conference, author)
        if len(self.fields["project"].queryset) == 1:
            self.initial.setdefault("project", self.fields["project"].queryset[0].pk)


class PosterForm(AboutFile, forms.ModelForm):
    upload = UploadField(
        label=_("The poster"),
        types=(*PICTURES, PDF),
        required=False,
        help_text=_("A photo or scan of it, or a PDF."),
    )
    name_form = forms.ChoiceField(
        label=_("How your name is shown"),
        choices=NameForm.choices,
        widget=forms.RadioSelect,
        help_text=_("On the poster's page and on your public story."),
    )

    class Meta:
        model = Poster
        fields = ["upload", "abstract"]
        labels = {"abstract": _("What is it about?")}
        help_texts = {
            "abstract": _("Three or four sentences: what moved you, what you did, what changed. No pupils' names.")
        }
        widgets = {"abstract": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"name_form": self.instance.project.name_form, **self.initial}
        for name in ("upload", "abstract"):  # a draft may lack them, a poster that is sent may not
            self.fields[name].hide_optional = True
        self.fields["abstract"].widget.attrs["lang"] = self.instance.project.language

    def save(self, commit=True):
        """Writes its own columns only; a page opened before a decision never brings the old state back."""
        columns = [name for name in self.changed_data if name in self._meta.fields]
        self.instance.save(update_fields=columns)
        project, name_form = self.instance.project, self.cleaned_data["name_form"]
        if name_form != project.name_form:
            AuditEntry.objects.record(self.owner, "name form chosen", project, name_form=[project.name_form, name_form])
            project.name_form = name_form
            project.save(update_fields=["name_form"])
        self.describe_files()
        return self.instance


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is declined"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The author reads this. Say what she could change."),
    )
