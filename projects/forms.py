from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models import Community, CommunityStatus
from languages.alphabet import words_of
from safekeeping.once import OnceForm
from schools.models import School, Teacher
from uploads.models import Upload, UploadKind

from .models import VISIBILITY_MEANS, Comment, NameForm, Project, ProjectStatus, Visibility

VISIBILITY_CHOICES = [(value, label) for value, label in Visibility.choices]


class WhoReads(forms.RadioSelect):
    """The circles, each with a sentence that says what it means."""

    template_name = "projects/widgets/who_reads.html"

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"means": VISIBILITY_MEANS.get(value, ""), "wrap_label": False}


class ProjectForm(OnceForm, forms.ModelForm):
    class Meta:
        model = Project
        fields = ("community", "school", "language", "title", "visibility")
        labels = {
            "title": _("What will my project be called?"),
            "language": _("In which language shall I write?"),
            "visibility": _("Who may read it while I work?"),
        }
        help_texts = {
            "title": _("A working title is enough. You can change it at any time."),
            "visibility": _("You can change this at any time."),
        }
        widgets = {"visibility": WhoReads}

    def __init__(self, *args, lead, **kwargs):
        super().__init__(*args, **kwargs)
        self.lead = lead
        communities = Community.objects.joined_by(lead).exclude(status=CommunityStatus.ENDED)
        taught = Teacher.objects.current().filter(person=lead).values("school")
        schools = School.objects.filter(Q(pk__in=taught) | Q(communities__in=communities)).distinct()
        self._choose("community", communities)
        self._choose("school", schools)
        self.initial.setdefault("school", Teacher.objects.current().filter(person=lead).values("school")[:1])
        self.initial.setdefault("language", lead.language)

    def _choose(self, name, queryset):
        """Her own only; where there is one, it is chosen already."""
        self.fields[name].queryset = queryset
        rows = list(queryset[:2])
        if len(rows) == 1:
            self.fields[name].empty_label = None
            self.initial.setdefault(name, rows[0].pk)

    def make(self, **keys):
        return Project.objects.start(self.lead, **self.cleaned_own, **keys)

    @property
    def cleaned_own(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SharingForm(forms.Form):
    visibility = forms.ChoiceField(label=_("Who may read it"), choices=VISIBILITY_CHOICES, widget=WhoReads)


class PublishForm(forms.Form):
    """What strangers will see: how she is named, which picture, which evidence."""

    name_form = forms.ChoiceField(label=_("How am I named on the story?"), widget=forms.RadioSelect)
    cover = forms.ModelChoiceField(
        label=_("The picture of the story"),
        queryset=Upload.objects.none(),
        required=False,
        empty_label=_("No picture"),
        help_text=_("Pictures of your evidence that may be public."),
    )
    evidence = forms.ModelMultipleChoiceField(
        label=_("Evidence that everyone may see"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pictures in which people can be recognised are listed once their consent is recorded."),
    )

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.project = project
        names = {
            NameForm.FULL: project.lead.short_name,
            NameForm.INITIAL: f"{project.lead.given_name} {project.lead.surname[:1]}.",
            NameForm.SCHOOL: _("Without my name: only the school"),
        }
        self.fields["name_form"].choices = list(names.items())
        fit = Upload.objects.public().order_by().values("pk")
        self.fields["evidence"].queryset = project.evidence.filter(Q(upload=None) | Q(upload__in=fit))
        own = project.evidence.exclude(upload=None).values("upload")
        self.fields["cover"].queryset = Upload.objects.public().filter(pk__in=own, kind=UploadKind.PICTURE)
        self.fields["cover"].label_from_instance = lambda upload: upload.alt or upload.name
        self.initial = {
            "name_form": project.name_form,
            "cover": project.cover_id,
            "evidence": list(project.evidence.filter(is_public=True).values_list("pk", flat=True)),
            **self.initial,
        }

    def save(self, actor):
        """Writes the choices; publishing itself is the project's verb."""
        project, chosen = self.project, set(self.cleaned_data["evidence"])
        for item in project.evidence.all():
            (item.show if item in chosen else item.hide)(actor)
        project.name_form, project.cover = self.cleaned_data["name_form"], self.cleaned_data["cover"]
        project.save(update_fields=["name_form", "cover"])


class CommentForm(OnceForm, forms.ModelForm):
    class Meta:
        model = Comment
        fields = ("text",)
        labels = {"text": _("What would you like to say?")}
        help_texts = {"text": _("A question often helps more than advice.")}
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}


class AnswerForm(CommentForm):
    class Meta(CommentForm.Meta):
        labels = {"text": _("My answer")}
        help_texts = {"text": ""}


class ReadingSearchForm(forms.Form):
    """The filter of the list of projects that one's circle shares."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *ProjectStatus.choices])

    def narrow(self, projects):
        """By title, concern, school or the teacher's name: within the circle nobody's name is hidden."""
        self.is_valid()
        for word in words_of(self.cleaned_data.get("q", "")):
            projects = projects.filter(Q(search_text__contains=word) | Q(lead__search_text__contains=word))
        status = self.cleaned_data.get("status")
        return projects.filter(status=status) if status else projects
