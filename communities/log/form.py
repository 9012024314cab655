"""The form of a log, new or corrected.

Two people's corrections of different things merge, those of one thing come back with both texts: `seen` and the `was_…`
fields tell what the page showed, so only what this page changed is written.
"""

import hashlib
import json
import uuid
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programme.models import Tool
from programme.tools import tool_choices
from safekeeping.once import OnceForm
from safekeeping.versions import VersionedForm
from uploads.fields import AboutFile, UploadsField
from uploads.limits import PICTURES

from ..models import Mark, Session
from ..models.session import THERE
from .marks import mark_lines
from .reading import (
    COLUMNS,
    MARKS,
    WATCHED,
    as_posted,
    as_read,
    digest,
    first_guess,
    people_to_mark,
    readings,
    since_later,
)

BUTTONS = [  # four of them stand side by side on a phone
    (Mark.PRESENT, pgettext_lazy("button", "present")),
    (Mark.LATE, pgettext_lazy("button", "late")),
    (Mark.EXCUSED, pgettext_lazy("button", "excused")),
    (Mark.ABSENT, pgettext_lazy("button", "absent")),
]


class LogForm(OnceForm, AboutFile, VersionedForm):
    file_field, asks_consent = "pictures", False

    day = forms.DateField(label=_("Date"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Began at"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    tools = forms.ModelMultipleChoiceField(
        Tool.objects.all(), label=_("Tools used"), required=False, widget=forms.CheckboxSelectMultiple
    )
    pictures = UploadsField(
        label=_("Photo of the flip-chart"),
        types=PICTURES,
        most=6,
        required=False,
        help_text=_("Best without people: only the sheet."),
    )
    reflection = forms.CharField(
        label=_("My reflection"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Your own diary: only you can read it. What worked, what surprised you, what will you try next time?"
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)  # whose mark the page left open: see newcomers

    class Meta:
        model = Session
        fields = COLUMNS
        labels = {
            "topic": _("Topic"),
            "minutes": _("How many minutes"),
            "mode": _("How you met"),
            "summary": _("What happened?"),
            "decisions": _("What did you decide?"),
            "next_steps": _("Next steps"),
        }
        help_texts = {
            "topic": _("In one sentence: what did you talk about?"),
            "next_steps": _("Who does what until the next session?"),
        }
        widgets = {
            "mode": forms.RadioSelect,
            "minutes": forms.NumberInput({"min": 10, "max": 600, "step": 5, "inputmode": "numeric"}),
            "summary": forms.Textarea({"rows": 4}),
            "decisions": forms.Textarea({"rows": 3}),
            "next_steps": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args, instance, owner, **kwargs):
        self.community = instance.community
        self.stored = readings(instance, owner)
        kwargs["initial"] = {**first_guess(instance, self.stored, owner), **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, owner=owner, **kwargs)
        self.fields["minutes"].min_value = 10
        self.fields["tools"].choices = tool_choices()
        self.fields["seen"].initial = json.dumps({name: digest(value) for name, value in self.stored.items()})
        self._add_marks()

    # Attendance -----------------------------------------------------------------------------------

    def _add_marks(self):
        marked = dict(MARKS.rows(self.instance)) if not self.is_new else {}
        self.people = people_to_mark(self.instance, self.data)
        prefilled = "" if self.instance.is_held and not self.is_new else Mark.PRESENT
        newcomers = since_later(self.instance, self.people, self.initial["day"])
        self.fields["asked"].initial = " ".join(newcomers)
        for person in self.people:
            self.fields[f"mark_{person.pk}"] = forms.ChoiceField(
                label=person.short_name,
                choices=BUTTONS,
                required=False,
                widget=forms.RadioSelect,
                initial=marked.get(person.pk, "" if person.pk in newcomers else prefilled),
                help_text=newcomers.get(person.pk, ""),
            )
            self.fields[f"was_{person.pk}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=marked.get(person.pk, "")
            )

    @property
    def marks(self):
        """Everybody's buttons, in the order of names."""
        return mark_lines(self, BUTTONS)

    @property
    def own_hidden_fields(self):
        """Without those that stand beside everybody's buttons."""
        return [field for field in self.hidden_fields() if not field.name.startswith("was_")]

    def changed_marks(self):
        """(person, mark that the page showed as stored, mark now chosen) of everybody whom this page marked anew."""
        chosen = [
            (person, self.cleaned_data.get(f"was_{person.pk}", ""), self.cleaned_data.get(f"mark_{person.pk}"))
            for person in self.people
        ]
        return [(person, was, mark) for person, was, mark in chosen if mark and mark != was]

    # What was typed -------------------------------------------------------------------------------

    @property
    def is_new(self):
        return self.instance._state.adding

    @property
    def payload_hash(self):
        pictures = ",".join(sorted(upload.pk for upload in self.cleaned_data["pictures"]))
        return hashlib.sha256(f"{super().payload_hash}{pictures}".encode()).hexdigest()

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if not 10 <= minutes <= 600:
            raise forms.ValidationError(_("A session lasts between 10 and 600 minutes."))
        return minutes

    def clean(self):
        cleaned = super().clean()
        if self.community.has_ended:
            self.add_error(None, _("This community has ended: its sessions can no longer be logged."))
        if self.instance.is_cancelled:
            self.add_error(None, _("This session was cancelled. If it took place after all, log it as a new one."))
        self._clean_start(cleaned)
        self._clean_marks(cleaned)
        return cleaned

    def _clean_start(self, cleaned):
        if not cleaned.get("day") or not cleaned.get("time"):
            return
        self.starts_at = timezone.make_aware(datetime.combine(cleaned["day"], cleaned["time"]))
        if self.starts_at > timezone.now():
            self.add_error("day", _("This session is still to come. Log it once it has begun."))

    def _clean_marks(self, cleaned):
        marks = [cleaned.get(f"mark_{person.pk}") for person in self.people]
        self._ask_about_newcomers(cleaned)
        if not any(marks):
            self.add_error(None, _("Mark who was there: a session that was held has attendance."))
        elif not set(marks) & set(THERE):
            self.add_error(None, _("Nobody is marked as present. If the session did not take place, cancel it."))

    def _ask_about_newcomers(self, cleaned):
        """Nobody is present by default before she belonged to the community: another date asks about her once."""
        asked = cleaned.get("asked", "").split()
        for pk, since in since_later(self.instance, self.people, cleaned.get("day")).items():
            if cleaned.get(f"mark_{pk}") and pk not in asked:
                self.add_error(
                    f"mark_{pk}",
                    _("%(since)s. If this person was there all the same, choose again.") % {"since": since},
                )
                self.data = self.data.copy()
                self.data[f"mark_{pk}"], self.data["asked"] = "", " ".join([*asked, pk])
                asked.append(pk)

    def touched(self):
        """Names of the watched fields that this page changed; of a log not stored yet, all."""
        if self.is_new or not self.instance.is_held:
            return list(WATCHED)
        try:
            seen = json.loads(self.cleaned_data["seen"])
        except ValueError:
            seen = {}
        return [name for name in WATCHED if digest(self._typed(name)) != seen.get(name)]

    def _typed(self, name):
        value = self.cleaned_data.get(name)
        return sorted(tool.pk for tool in value) if name == "tools" else value

    # Both texts -----------------------------------------------------------------------------------

    def against(self, session):
        """The same text as a correction of `session`, which an earlier sending has made: shown, not stored."""
        other = type(self)(self.data, self.files, instance=session, owner=self.owner)
        other.data = other.data.copy()
        other.data["client_uuid"] = uuid.uuid4()
        other.full_clean()
        other.show_conflict(Session.objects.get(pk=session.pk))
        return other

    def show_conflict(self, current):
        """Somebody was quicker. Her text stays where it is; what she had not touched is brought up to date."""
        now, mine = readings(current, self.owner), self.touched()
        self.data = self.data.copy()
        self.data["version"] = current.version
        self.data["seen"] = json.dumps({name: digest(value) for name, value in now.items()})
        self.conflicts = []
        for name in WATCHED:
            if digest(now[name]) == digest(self._typed(name)):
                continue
            if name in mine:
                self.conflicts.append((self[name], as_read(current, name, now[name])))
            else:
                self.data.setlist(name, as_posted(now[name]))
        self.show_mark_conflicts(current)

    def show_mark_conflicts(self, current):
        """A mark given differently by both is shown with the stored one; the others follow what is stored."""
        stored = dict(current.attendance.values_list("person", "mark"))
        given = {person.pk: (was, mark) for person, was, mark in self.changed_marks()}
        self.data = self.data.copy()
        for person in self.people:
            mark = stored.get(person.pk, "")
            if person.pk not in given:
                self.data[f"mark_{person.pk}"] = mark
            elif mark not in given[person.pk]:
                self.conflicts.append((self[f"mark_{person.pk}"], Mark(mark).label))
            self.data[f"was_{person.pk}"] = mark
        self.add_error(None, _("Somebody else saved this while you were writing. Both texts are below."))

    # Pictures -------------------------------------------------------------------------------------

    def describe_files(self):
        """The answers are about the pictures sent just now; about earlier ones only if they were answered anew."""
        pictures = self.cleaned_data["pictures"]
        if not {"faces", "alt"} & set(self.changed_data):
            pictures = [upload for upload in pictures if upload not in self.initial["pictures"]]
        for upload in pictures:
            faces, alt = self.cleaned_data["faces"] or upload.faces, self.cleaned_data["alt"]
            if upload.owner_id == self.owner.pk and (faces, alt) != (upload.faces, upload.alt):
                upload.describe(self.owner, faces=faces, alt=alt)
