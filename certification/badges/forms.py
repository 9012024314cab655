from django import forms

from certification.models import AttestationWords
from languages.fields import CODES, columns_of
from languages.templatetags.languages import language_name
from safekeeping.versions import VersionedForm


class WordsForm(VersionedForm):
    """Three texts, each under its language's own name."""

    class Meta:
        model = AttestationWords
        fields = columns_of("text")
        widgets = {name: forms.Textarea({"rows": 5}) for name in fields}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in CODES:
            field = self.fields[f"text_{code}"]
            field.label = language_name(code).capitalize()
            field.widget.attrs["lang"] = code
