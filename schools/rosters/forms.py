from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safekeeping.once import OnceForm
from schools.models import NameOrder, RosterKind, RowChoice, Verdict

from .columns import FIELDS, lacking, reason_not_read
from .reading import Unreadable, read

SAMPLES = 3
WHY_NOT_READ = {
    "id_number": _("The portal keeps no ID numbers: this column is not read and not stored."),
    "community": _("People join a community on the community's own page: this column is not read."),
    "principal": _("Principals come with the list of people: this column is not read."),
}


class RosterForm(OnceForm):
    kind = forms.ChoiceField(
        label=_("What is in the file?"), choices=RosterKind.choices, widget=forms.RadioSelect, initial=RosterKind.PEOPLE
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("An Excel workbook (.xlsx) or a CSV file, 10 MB at most. Any order of columns will do."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def clean_file(self):
        try:
            self.table = read(self.cleaned_data["file"])
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["file"]


class ColumnsForm(forms.Form):
    """What each column means; the guess stands in the fields."""

    def __init__(self, *args, roster, rows, guessed, **kwargs):
        super().__init__(*args, **kwargs)
        self.roster, self.header_row = roster, guessed.header_row
        headings = next((cells for number, cells in rows if number == guessed.header_row), [])
        body = [cells for number, cells in rows if number > guessed.header_row]
        for index in range(max(map(len, [headings, *body]), default=0)):
            samples = list(dict.fromkeys(cells[index] for cells in body if index < len(cells) and cells[index]))[
                :SAMPLES
            ]
            heading = headings[index] if index < len(headings) else ""
            if samples or heading:
                self._add(index, heading, samples, guessed.columns.get(index, ""))
        self._add_fallbacks(guessed)

    def _add(self, index, heading, samples, guessed):
        why = WHY_NOT_READ.get(reason_not_read(heading), "") if heading and not guessed else ""
        self.fields[f"column_{index}"] = field = forms.ChoiceField(
            label=heading or gettext("Column %(letter)s") % {"letter": letter(index)},
            choices=[("", _("leave out")), *FIELDS[self.roster.kind].items()],
            required=False,
            initial=guessed,
            help_text=format_html("{} {}", gettext("For example: %(samples)s.") % {"samples": "; ".join(samples)}, why)
            if samples
            else why,
        )
        field.hide_optional = True

    def _add_fallbacks(self, guessed):
        if self.roster.kind == RosterKind.PEOPLE:
            self.fields["name_order"] = forms.ChoiceField(
                label=_("Order of words in full names"), choices=NameOrder.choices, initial=NameOrder.EACH
            )
            self._add_fallback("school", _("School of those rows that name none"))
        else:
            self._add_fallback("region", _("Region of those rows that name none"))
        self._add_fallback("district", _("District of those rows that name none"))

    def _add_fallback(self, name, label):
        self.fields[f"fallback_{name}"] = forms.CharField(label=label, required=False, max_length=200)

    @property
    def columns(self):
        chosen = {name.removeprefix("column_"): value for name, value in self.cleaned_data.items() if value}
        return {index: value for index, value in chosen.items() if index.isdigit()}

    @property
    def fallback(self):
        typed = {
            n.removeprefix("fallback_"): v for n, v in self.cleaned_data.items() if n.startswith("fallback_") and v
        }
        return {name: value for name, value in typed.items() if name not in self.columns.values() or value}

    def clean(self):
        labels = FIELDS[self.roster.kind]
        taken = {}
        for index, name in self.columns.items():
            if name in taken:
                message = gettext("Two columns cannot both be “%(name)s”.") % {"name": labels[name]}
                self.add_error(f"column_{index}", message)
            taken[name] = index
        for names in lacking(self.columns, self.roster.kind):
            words = " / ".join(str(labels[name]) for name in names)
            self.add_error(None, gettext("Say which column is: %(names)s.") % {"names": words})
        return self.cleaned_data


class HeaderRowForm(forms.Form):
    """Which row has the headings: a question of its own, asked before the columns."""

    header_row = forms.TypedChoiceField(label=_("Row with the headings"), coerce=int)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        shown = [
            (number, gettext("Row %(number)s: %(text)s") % {"number": number, "text": _start(cells)})
            for number, cells in rows
        ]
        self.fields["header_row"].choices = [(0, _("There is none: the list begins at once")), *shown]


def _start(cells):
    text = " · ".join(filter(None, cells))
    return text if len(text) <= 70 else f"{text[:69]}…"


class RowsForm(forms.Form):
    """Which rows of the preview are shown."""

    verdict = forms.ChoiceField(choices=[("", ""), *Verdict.choices], required=False)


class ChoicesForm(forms.Form):
    """Same or different, for the likely duplicates of one page."""

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"choice_{row.number}"] = forms.ChoiceField(choices=RowChoice.choices, required=False)

    @property
    def chosen(self):
        """number of a row -> choice"""
        return {int(name.removeprefix("choice_")): value for name, value in self.cleaned_data.items() if value}


def letter(index):
    """A, B … Z, AA as spreadsheets name their columns."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
