"""What a stranger may type: a number with its check letters, or a file."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

LARGEST = 2 * 1024 * 1024  # bytes; a certificate of ours takes a tenth of it
SAME_SHAPE = str.maketrans("АВЕКМНОРСТХУІ", "ABEKMHOPCTXYI")  # typed with the Kazakh or Russian keyboard on


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the certificate"),
        help_text=_("As it is printed, for example TL-2026-000017."),
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    word = forms.CharField(
        label=_("Check letters"),
        help_text=_("Six letters and digits beside the number on the paper."),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_number(self):
        number = re.sub(r"[\s№]+", "", self.cleaned_data["number"]).upper().translate(SAME_SHAPE)
        return re.sub(r"[‐-―−]", "-", number)

    def clean_word(self):
        return re.sub(r"[\s-]+", "", self.cleaned_data["word"]).lower()


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("PDF of the certificate"),
        help_text=_("The file as it was downloaded or sent, not a photograph of it. We keep nothing of it."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(
                _("This file is larger than any certificate: at most %(size)s.") % {"size": filesizeformat(LARGEST)}
            )
        return file
