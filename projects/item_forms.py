"""Forms of the project's own lists: each to add one row (once, however often it is sent) and to change one."""

from dataclasses import dataclass

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programme.models import StagePart
from safekeeping.once import OnceForm
from safekeeping.versions import VersionedForm
from uploads.fields import AboutFile, UploadField
from uploads.models import Faces

from .models import ActionStep, Consultation, EvidenceItem, LogEntry
from .models.items import NO_CONSENT


def day_input():
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def area(rows=4):
    return forms.Textarea(attrs={"rows": rows})


class ItemForm(forms.ModelForm):
    """owner: the project's lead, who is typing; forms with files take it up before it comes here."""

    def __init__(self, *args, owner=None, **kwargs):
        super().__init__(*args, **kwargs)
        if "on" in self.fields and self.instance._state.adding:
            self.initial.setdefault("on", timezone.localdate())

    def make(self, project, **keys):
        """The new row of the project, unsaved columns and files included."""
        for name, value in keys.items():
            setattr(self.instance, name, value)
        self.instance.project = project
        row = self.save()
        project.touch()
        return row

    def settle(self, row, actor):
        """What follows once the row is stored."""


class ConsultationForm(ItemForm):
    class Meta:
        model = Consultation
        fields = ("whom", "on", "said", "changed")
        labels = {
            "whom": _("Whom did I ask?"),
            "on": _("When?"),
            "said": _("What did they say?"),
            "changed": _("What did I change after that?"),
        }
        help_texts = {"whom": _("Role is enough: a colleague, parents. No pupils’ names.")}
        widgets = {"on": day_input(), "said": area(), "changed": area()}


class StepForm(ItemForm):
    class Meta:
        model = ActionStep
        fields = ("what", "who", "starts_on", "due_on", "hoped_evidence")
        labels = {
            "what": _("What shall we do?"),
            "who": _("With whom?"),
            "starts_on": _("From when?"),
            "due_on": _("By when?"),
            "hoped_evidence": _("How shall we see that it worked?"),
        }
        widgets = {"starts_on": day_input(), "due_on": day_input()}


class LogForm(ItemForm):
    class Meta:
        model = LogEntry
        fields = ("on", "text")
        labels = {"on": _("When?"), "text": _("What did I do, and what did I see?")}
        widgets = {"on": day_input(), "text": area(7)}


class EvidenceForm(AboutFile, ItemForm):
    upload = UploadField(label=_("Picture or file"), required=False)
    on_story = forms.BooleanField(label=_("Everyone may see it when my project becomes a public story"), required=False)
    file_field = "upload"

    class Meta:
        model = EvidenceItem
        fields = ("title", "on", "method", "said", "upload")
        labels = {
            "title": _("What does this evidence show?"),
            "on": _("When?"),
            "method": _("By which method?"),
            "said": _("What did I learn from it?"),
        }
        widgets = {"on": day_input(), "said": area()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alt"].label = _("What is in the picture?")
        self.fields["on_story"].initial = self.instance.is_public

    def clean(self):
        typed = super().clean()
        if self.cleaned_data.get("on_story") and self.cleaned_data.get("upload") and not self._has_consent():
            self.add_error("on_story", NO_CONSENT)
        return typed

    def _has_consent(self):
        typed = self.cleaned_data
        said = typed.get("consent_people") and typed.get("consent_where")
        standing = typed["upload"].consents.standing().exists()
        return typed.get("faces") == Faces.NOBODY or bool(said) or standing

    def settle(self, row, actor):
        (row.show if self.cleaned_data["on_story"] else row.hide)(actor)


@dataclass(frozen=True)
class Kind:
    """One of the lists. The words are whole sentences: languages bend nouns each in its own way."""

    name: str
    model: type[models.Model]
    part: str
    form: type[ItemForm]
    add: str
    change: str
    remove: str
    added: str

    @property
    def new_form(self):
        return type(f"New{self.form.__name__}", (OnceForm, self.form), {"Meta": self.form.Meta})

    @property
    def edit_form(self):
        return type(f"Change{self.form.__name__}", (self.form, VersionedForm), {"Meta": self.form.Meta})


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "consultations",
            Consultation,
            StagePart.CONSULTATIONS,
            ConsultationForm,
            add=_("Add a consultation"),
            change=_("Change the consultation"),
            remove=_("Remove this consultation?"),
            added=_("The consultation is saved."),
        ),
        Kind(
            "steps",
            ActionStep,
            StagePart.ACTIONS,
            StepForm,
            add=_("Add a step"),
            change=_("Change the step"),
            remove=_("Remove this step?"),
            added=_("The step is saved."),
        ),
        Kind(
            "log",
            LogEntry,
            StagePart.LOG,
            LogForm,
            add=_("Add a log entry"),
            change=_("Change the log entry"),
            remove=_("Remove this log entry?"),
            added=_("The log entry is saved."),
        ),
        Kind(
            "evidence",
            EvidenceItem,
            StagePart.EVIDENCE,
            EvidenceForm,
            add=_("Add evidence"),
            change=_("Change the evidence"),
            remove=_("Remove this evidence?"),
            added=_("The evidence is saved."),
        ),
    )
}
BY_PART = {kind.part: kind for kind in KINDS.values()}
