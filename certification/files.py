"""A table of this room as a spreadsheet."""

from io import BytesIO

from django import forms
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from documents.sheets import TYPES, write


class FileForm(forms.Form):
    file_type = forms.ChoiceField(choices=[(one, one) for one in TYPES], required=False)

    @property
    def chosen(self):
        """What is not offered is as if nothing had been chosen."""
        self.is_valid()
        return self.cleaned_data.get("file_type") or "xlsx"


def sheet(file_type, name, headings, lines, title):
    """The answer with the file in it; for tables that fit into memory."""
    content = BytesIO()
    write(file_type, content, headings, lines, title)
    response = HttpResponse(content.getvalue(), content_type=TYPES[file_type])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{file_type}")
    response["X-Content-Type-Options"] = "nosniff"
    return response
