"""File fields for the forms of other rooms. A file that passed is received at once: an error elsewhere in the form, an
ended sign-in or another language never loses it (promise A10).

One file, with the questions who can be recognised and what it shows:

    class EvidenceForm(AboutFile, VersionedForm):          # AboutFile comes first
        upload = UploadField(label=_("Picture or file"), required=False)
        file_field = "upload"

    form = fill(request, EvidenceForm, owner=request.user, instance=item)

Several, pictures only, without asking for the papers:

    class LogForm(AboutFile, VersionedForm):
        pictures = UploadsField(label=_("Photo of the flip-chart"), types=PICTURES, required=False)
        file_field, asks_consent = "pictures", False

`cleaned_data` holds an Upload or None (UploadField) or a list of Uploads (UploadsField), fit for a foreign key or a
many-to-many field of the same name. A ModelForm's save() writes the answers to the uploads; a plain form calls
`describe_files()`. The page's form needs enctype="multipart/form-data" and `{% keeping %}`. A form that only wants
the file mixes in TakesFiles. `owner` is who is typing: only her own files, or those attached already, can be named.
"""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .limits import EVERYTHING, accept, hint
from .models import Faces, Upload


@dataclass
class Sent:
    """What a request said about a file field."""

    files: list = field(default_factory=list)
    received: list = field(default_factory=list)  # ids of uploads that an earlier try of this form has stored
    removed: set = field(default_factory=set)


@dataclass
class Shown:
    """What the widget shows: files that are there already, and which of them are ticked for removal."""

    uploads: list
    removed: set


class UploadWidget(forms.Widget):
    template_name = "uploads/widgets/upload.html"
    needs_multipart_form = True

    def value_from_datadict(self, data, files, name):
        return Sent(
            [file for file in _all(files, name) if file],
            _all(data, f"{name}-received"),
            set(_all(data, f"{name}-remove")),
        )

    def value_omitted_from_data(self, data, files, name):
        return False

    def use_required_attribute(self, initial):
        return False  # a file that was received counts, and the browser does not know it

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        shown = value or Shown([], set())
        context["widget"]["uploads"] = shown.uploads
        context["widget"]["removed"] = shown.removed
        return context


def _all(data, name):
    if hasattr(data, "getlist"):
        return data.getlist(name)
    value = data.get(name, [])
    return value if isinstance(value, list | tuple) else [value]


class UploadsField(forms.Field):
    widget = UploadWidget
    single = False
    default_error_messages = {
        "required": _("Choose a file."),
        "gone": _("A file is no longer there. Choose it again."),
        "too_many": _("At most %(most)s files. Take some away."),
    }

    def __init__(self, *, types=EVERYTHING, most=10, help_text="", **kwargs):
        self.types, self.most, self.owner = types, most, None
        self._received, self._removed, self._known = [], set(), {}
        about = hint(types)
        super().__init__(help_text=format_lazy("{} {}", help_text, about) if help_text else about, **kwargs)

    def __deepcopy__(self, memo):
        copy = super().__deepcopy__(memo)
        copy._received, copy._removed, copy._known = [], set(), {}
        return copy

    def widget_attrs(self, widget):
        return {"accept": accept(self.types), **({} if self.single else {"multiple": True})}

    # What came ------------------------------------------------------------------------------------

    def _clean_bound_field(self, bound):
        attached = self._uploads(bound.initial)
        if self.disabled:
            return self._answer(attached)
        self._removed = bound.data.removed
        self._received = self._named(bound.data.received, attached)
        errors = self._receive(bound.data.files)
        uploads = [upload for upload in self._settled(attached) if upload.pk not in self._removed]
        if len(self._received) < len(set(bound.data.received)):
            errors.append(ValidationError(self.error_messages["gone"], code="gone"))
        if len(uploads) > self.most:
            errors.append(ValidationError(self.error_messages["too_many"], code="too_many", params={"most": self.most}))
        if errors:
            raise ValidationError(errors)
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        return self._answer(uploads)

    def _receive(self, files):
        """Stores what passes; returns the errors of the others, each with its file's name when there are several."""
        errors = []
        for file in files[: self.most]:
            try:
                upload = Upload.objects.receive(self.owner, file, types=self.types)
            except ValidationError as error:
                errors += error.error_list if len(files) == 1 else [_about(file, error)]
            else:
                self._known[upload.pk] = upload
                self._received = [*(u for u in self._received if u != upload), upload]
        if len(files) > self.most:
            errors.append(ValidationError(self.error_messages["too_many"], code="too_many", params={"most": self.most}))
        return errors

    def _named(self, ids, attached):
        """Uploads that the request names by id: her own, or attached here already. Other people's are not found."""
        own = Upload.objects.filter(owner=self.owner, pk__in=ids) if ids else []
        found = {upload.pk: upload for upload in [*attached, *own]}
        return [found[pk] for pk in dict.fromkeys(ids) if pk in found]

    def _settled(self, attached):
        """All that is now here, in the order of arrival; a single field keeps only the last."""
        uploads = list(dict.fromkeys([*attached, *self._received]))
        return uploads[-1:] if self.single else uploads

    def _answer(self, uploads):
        return uploads

    def has_changed(self, initial, data):
        if self.disabled or data is None:
            return False
        before = {upload.pk for upload in self._uploads(initial)}
        return bool(data.files or data.removed & before or set(data.received) - before - data.removed)

    # What is shown --------------------------------------------------------------------------------

    def recall(self, data, name):
        """From a form that was kept: the files received then are shown again."""
        sent = self.widget.value_from_datadict(data, {}, name)
        self._received, self._removed = self._named(sent.received, []), sent.removed

    def bound_data(self, data, initial):
        return initial

    def prepare_value(self, value):
        return Shown(self._settled(self._uploads(value)), self._removed)

    def _uploads(self, value):
        """Initial values as forms give them: an id, an Upload, a list of either, a queryset."""
        if value in (None, ""):
            return []
        values = [value] if isinstance(value, str | Upload) else list(value)
        ids = [item for item in values if not isinstance(item, Upload) and item not in self._known]
        if ids:
            self._known |= Upload.objects.in_bulk(ids)
        found = (item if isinstance(item, Upload) else self._known.get(item) for item in values)
        return [upload for upload in found if upload]


class UploadField(UploadsField):
    single = True

    def __init__(self, **kwargs):
        super().__init__(most=1, **kwargs)

    def _answer(self, uploads):
        return uploads[0] if uploads else None


def _about(file, error):
    return ValidationError(f"{file.name}: {' '.join(error.messages)}", code=error.error_list[0].code)


def refuse_at(form, name, upload):
    try:
        upload.refuse_while_closed()
    except ValidationError as error:
        form.add_error(name, error)


class TakesFiles(forms.Form):
    """Mix in to a form with upload fields; owner: the signed-in person, whose files they become."""

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, **kwargs)
        self.owner = owner
        for form_field in self.fields.values():
            if isinstance(form_field, UploadsField):
                form_field.owner = owner


class AboutFile(TakesFiles):
    """Also asks who can be recognised, what the picture shows and, if `asks_consent`, where the papers are."""

    file_field = "upload"
    asks_consent = True
    DETAILS = ("faces", "alt", "consent_people", "consent_where")

    faces = forms.ChoiceField(
        label=_("Who can be recognised"),
        choices=[
            (Faces.NOBODY, _("Nobody: no faces, or only from behind")),
            (Faces.ADULTS, _("Adults, and they agreed")),
            (Faces.PUPILS, _("Pupils")),
        ],
        initial=Faces.PUPILS,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("A picture with people stays within your circle. Strangers see it only once consent is recorded."),
    )
    alt = forms.CharField(
        label=_("What does it show?"),
        max_length=250,
        required=False,
        help_text=_("One sentence for those who cannot see it. No pupils' names."),
    )
    consent_people = forms.IntegerField(
        label=_("How many people agreed in writing?"),
        min_value=1,
        max_value=500,
        required=False,
        help_text=_(
            "Everyone who can be recognised; for each pupil, a parent. Leave it empty if the picture stays among us."
        ),
    )
    consent_where = forms.CharField(
        label=_("Where are the signed papers kept?"),
        max_length=200,
        required=False,
        help_text=_("For example: in the deputy head's safe. The papers themselves are not sent here."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["faces"].hide_optional = True
        if not self.asks_consent:
            del self.fields["consent_people"], self.fields["consent_where"]
        names = [name for name in self.fields if name not in self.DETAILS]
        place = names.index(self.file_field) + 1
        self.order_fields([*names[:place], *self.DETAILS, *names[place:]])
        form_field = self.fields[self.file_field]
        for upload in form_field._uploads(self.get_initial_for_field(form_field, self.file_field))[:1]:
            self.initial = {"faces": upload.faces, "alt": upload.alt, **self.initial}

    def clean(self):
        cleaned = super().clean()
        people, where = self.cleaned_data.get("consent_people"), self.cleaned_data.get("consent_where")
        if people and not where:
            self.add_error("consent_where", _("Say where the signed papers are kept."))
        if where and not people and "consent_people" not in self.errors:
            self.add_error("consent_people", _("Say how many people agreed."))
        self._refuse_to_open_what_is_closed()
        return cleaned

    def _refuse_to_open_what_is_closed(self):
        """Beside the question, not as a failed save."""
        value = self.cleaned_data.get(self.file_field) or []
        for upload in [value] if isinstance(value, Upload) else value:
            for name, opens in (
                ("faces", self.cleaned_data.get("faces") == Faces.NOBODY != upload.faces),
                ("consent_people", bool(self.cleaned_data.get("consent_people"))),
            ):
                if opens and name in self.fields:
                    refuse_at(self, name, upload)

    def save(self, *args, **kwargs):
        saved = super().save(*args, **kwargs)
        self.describe_files()
        return saved

    def describe_files(self):
        """Writes the answers to the uploads. Once, after the form is valid."""
        typed = self.cleaned_data
        value = typed.get(self.file_field) or []
        for upload in [value] if isinstance(value, Upload) else value:
            faces, alt = typed.get("faces") or upload.faces, typed.get("alt", upload.alt)
            if (faces, alt) != (upload.faces, upload.alt):
                upload.describe(self.owner, faces=faces, alt=alt)
            if typed.get("consent_people") and not upload.consents.standing().exists():
                upload.record_consent(self.owner, people=typed["consent_people"], where_kept=typed["consent_where"])
