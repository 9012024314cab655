from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import AboutFile, refuse_at
from .models import Faces


class PictureForm(forms.Form):
    """Who can be recognised in a picture that is here already, and the consent of all of them."""

    faces, alt = AboutFile.base_fields["faces"], AboutFile.base_fields["alt"]
    consent_people = AboutFile.base_fields["consent_people"]
    consent_where = AboutFile.base_fields["consent_where"]
    everyone = forms.BooleanField(
        label=_("Everyone who can be recognised has agreed in writing; for each pupil, a parent has signed."),
        required=False,
    )

    def __init__(self, *args, upload, **kwargs):
        super().__init__(*args, **kwargs)
        self.upload = upload
        self.fields["faces"].required = True
        self.initial = {"faces": upload.faces, "alt": upload.alt, **self.initial}

    def clean(self):
        typed = super().clean()
        given = [name for name in ("consent_people", "consent_where", "everyone") if typed.get(name)]
        if given and typed.get("faces") != Faces.NOBODY:
            if not typed.get("consent_people") and "consent_people" not in self.errors:
                self.add_error("consent_people", _("Say how many people agreed."))
            if not typed.get("consent_where"):
                self.add_error("consent_where", _("Say where the signed papers are kept."))
            if not typed.get("everyone"):
                self.add_error("everyone", _("Without everyone's consent the picture stays within your circle."))
        if typed.get("faces") == Faces.NOBODY != self.upload.faces or given:
            refuse_at(self, "faces", self.upload)
        return typed

    def save(self, by):
        typed = self.cleaned_data
        if (typed["faces"], typed["alt"]) != (self.upload.faces, self.upload.alt):
            self.upload.describe(by, faces=typed["faces"], alt=typed["alt"])
        if typed["everyone"] and typed["faces"] != Faces.NOBODY:
            self.upload.record_consent(by, people=typed["consent_people"], where_kept=typed["consent_where"])
