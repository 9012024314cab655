"""The form of one stage: its guiding questions and, for some stages, columns of the project itself.

One form a page, so that one save, one error summary and one conflict page serve all that stands on it.
"""

from copy import copy

from django import forms
from django.db import transaction
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programme.models import StagePart
from safekeeping.versions import Conflict, VersionedForm

from .models import Project, StageEntry, Vignette

LONGEST_ANSWER = 8000


class AnswersForm(forms.Form):
    """Fields `q_<key>` made from the stage's questions. entry: the StageEntry they are read from and written to."""

    entry_version = forms.IntegerField(widget=forms.HiddenInput)
    is_done = forms.BooleanField(required=False, widget=forms.HiddenInput)  # the button that lights the lamp
    conflicts = ()
    OWN = ("entry_version", "is_done")

    def __init__(self, *args, entry, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.entry, self.questions = entry, questions
        self.fields["entry_version"].initial = entry.version
        for question in questions:
            self.fields[f"q_{question.key}"] = forms.CharField(
                label=question.text,
                help_text=escape(question.hint),
                initial=entry.answers.get(question.key, ""),
                required=False,
                max_length=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 5}),
            )
            self.fields[f"q_{question.key}"].hide_optional = question.is_required

    def clean(self):
        typed = super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = value.replace("\r\n", "\n")  # as stored, so that equal texts are equal
        if self.cleaned_data.get("is_done"):
            self.refuse_dark_lamp()
        return typed

    def refuse_dark_lamp(self):
        """A lamp is lit by work: what the portfolio needs of this stage must be there."""
        for question in self.questions:
            if question.is_required and not self.cleaned_data.get(f"q_{question.key}", ""):
                self.add_error(f"q_{question.key}", gettext("Answer this before the stage is done."))

    def answers(self):
        return {question.key: self.cleaned_data[f"q_{question.key}"] for question in self.questions}

    def save_or_conflict(self):
        """True when everything is stored; False, and nothing stored, when somebody was quicker."""
        try:
            with transaction.atomic():
                self.entry.write(self.answers(), self.cleaned_data["entry_version"])
                self.save_part()
        except Conflict as conflict:
            self.show_conflict(conflict.current)
            return False
        return True

    def save_part(self):
        """Parts that have columns of their own store them here."""

    def show_conflict(self, current):
        if not isinstance(current, StageEntry):
            super().show_conflict(current)
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("entry_version")] = current.version
        self.conflicts = [
            (self[f"q_{key}"], current.answers.get(key, ""))
            for key, text in self.answers().items()
            if text != current.answers.get(key, "")
        ]
        self.add_error(None, _("Somebody else saved this while you were writing. Both texts are below."))


class PartForm(AnswersForm, VersionedForm):
    """Answers together with columns of the project or its vignette; each half has its own version."""

    NEEDED = ()  # for the portfolio; not for saving

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.NEEDED:
            self.fields[name].hide_optional = True

    def save_part(self):
        if any(name in self.changed_data for name in self._meta.fields):
            VersionedForm.save(self)
            self.entry.project.touch()
        else:
            self.instance.version = self.cleaned_data["version"]


class ConcernForm(PartForm):
    NEEDED = ("concern", "themes")

    class Meta:
        model = Project
        fields = ("title", "concern", "themes", "subject", "grade_from", "grade_to", "methods")
        labels = {
            "title": _("Title of my project"),
            "concern": _("My concern, in my own words"),
            "themes": _("What is it about?"),
            "subject": _("In which subject?"),
            "methods": _("How shall I look into it?"),
        }
        help_texts = {
            "concern": _("What do you see, with whom, and why does it matter to you? No pupils’ names."),
            "themes": _("One or more."),
            "methods": _("Research methods. You can come back to this later."),
        }
        widgets = {
            "concern": forms.Textarea(attrs={"rows": 6}),
            "themes": forms.CheckboxSelectMultiple,
            "methods": forms.CheckboxSelectMultiple,
            "grade_from": forms.NumberInput(attrs={"min": 0, "max": 12, "inputmode": "numeric"}),
            "grade_to": forms.NumberInput(attrs={"min": 0, "max": 12, "inputmode": "numeric"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("grade_from", "grade_to"):
            self.fields[name].max_value = 12

    def clean_grade_from(self):
        return self._grade("grade_from")

    def clean_grade_to(self):
        return self._grade("grade_to")

    def _grade(self, name):
        grade = self.cleaned_data[name]
        if grade is not None and grade > 12:
            raise forms.ValidationError(_("Grades go from 0 to 12."))
        return grade

    def refuse_dark_lamp(self):
        super().refuse_dark_lamp()
        if not self.cleaned_data.get("concern"):
            self.add_error("concern", gettext("Write your concern before the stage is done."))


class ChangesForm(PartForm):
    NEEDED = ("girls_reached", "boys_reached", "changed_pupils", "changed_colleagues", "changed_school", "changed_me")

    class Meta:
        model = Project
        fields = (
            "girls_reached",
            "boys_reached",
            "changed_pupils",
            "changed_colleagues",
            "changed_school",
            "changed_me",
        )
        labels = {
            "girls_reached": _("How many girls did it reach?"),
            "boys_reached": _("How many boys did it reach?"),
            "changed_pupils": _("What changed for pupils?"),
            "changed_colleagues": _("What changed for colleagues?"),
            "changed_school": _("What changed in the school?"),
            "changed_me": _("What changed in me?"),
        }
        help_texts = {
            "girls_reached": _("A number. No pupils’ names anywhere."),
            "changed_pupils": _("What do they do now that they did not do before? How do you know?"),
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": 5})
            for name in ("changed_pupils", "changed_colleagues", "changed_school", "changed_me")
        }


class VignetteForm(PartForm):
    NEEDED = ("text",)

    class Meta:
        model = Vignette
        fields = ("text",)
        labels = {"text": _("My vignette")}
        help_texts = {
            "text": _("The story of your project for a colleague in another village, in at most 800 words."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 16, "data-counter": "words"})}

    def refuse_dark_lamp(self):
        super().refuse_dark_lamp()
        if not self.cleaned_data.get("text"):
            self.add_error("text", gettext("Write the vignette before the stage is done."))


class ListedForm(AnswersForm):
    """A stage with a list of its own beside the questions."""

    LACKING = {
        StagePart.CONSULTATIONS: _("Add at least one consultation before the stage is done."),
        StagePart.ACTIONS: _("Add at least one step before the stage is done."),
        StagePart.LOG: _("Add at least one log entry before the stage is done."),
        StagePart.EVIDENCE: _("Add at least one piece of evidence before the stage is done."),
    }
    LISTS = {
        StagePart.CONSULTATIONS: "consultations",
        StagePart.ACTIONS: "steps",
        StagePart.LOG: "log",
        StagePart.EVIDENCE: "evidence",
    }

    def refuse_dark_lamp(self):
        super().refuse_dark_lamp()
        part = self.entry.stage.part
        if not getattr(self.entry.project, self.LISTS[part]).exists():
            self.add_error(None, self.LACKING[part])


FORMS = {
    StagePart.CONCERN: ConcernForm,
    StagePart.CHANGES: ChangesForm,
    StagePart.VIGNETTE: VignetteForm,
    **dict.fromkeys(ListedForm.LISTS, ListedForm),
}


def form_of(stage, project, entry, *, writing):
    """(form class, its keywords) of a stage. writing: the form will be saved, so the vignette's row must be there."""
    form_class = FORMS.get(stage.part, AnswersForm)
    keywords = {"entry": entry, "questions": list(stage.questions.all())}
    if issubclass(form_class, VignetteForm):
        found = (
            Vignette.objects.get_or_create(project=project)[0]
            if writing
            else Vignette.objects.filter(project=project).first()
        )
        keywords["instance"] = found or Vignette(project=project)
    elif issubclass(form_class, PartForm):
        keywords["instance"] = copy(project)  # what is typed must not show in the page's heading
    return form_class, keywords
