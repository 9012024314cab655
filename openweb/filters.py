"""Searches whose address can be shared: one order of parameters, nothing empty, nothing unknown."""

from urllib.parse import urlencode

from django import forms
from django.utils.functional import cached_property

MOST_COUNTED = 1000  # above it a list says "more than"; counting on would cost more than the page


class FilterForm(forms.Form):
    """A GET form. What it does not know is left out, not refused. Field `q`, if there is one, is free text."""

    DEPENDS = {}  # a field that goes when another one goes: {"district": "region"}

    @cached_property
    def chosen(self):
        """name -> value of what was chosen and is known, in the form's order."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in self.fields if self.cleaned_data.get(name)}

    @property
    def is_narrowed(self):
        return bool(self.chosen)

    @property
    def is_searched(self):
        return "q" in self.chosen

    @property
    def query(self):
        """The canonical query string, without "?": "" when nothing is chosen."""
        return self.query_with()

    def query_with(self, **changes):
        """The query string with these fields changed; None takes a field out, and what depends on it."""
        gone = {name for name, value in changes.items() if value is None}
        gone |= {name for name, above in self.DEPENDS.items() if above in changes and name not in changes}
        values = {name: self.fields[name].prepare_value(value) for name, value in self.chosen.items()} | changes
        return urlencode([(name, values[name]) for name in self.fields if values.get(name) and name not in gone])

    def settle_address(self, request, response):
        """A page that htmx narrows while somebody types shows the one address of what is chosen."""
        if request.headers.get("HX-Request"):
            response["HX-Push-Url"] = f"{request.path}?{self.query}" if self.query else request.path
        return response

    @property
    def chips(self):
        """[(what was chosen, in words; query string without it)]"""
        return [(self._in_words(name, value), self.query_with(**{name: None})) for name, value in self.chosen.items()]

    def _in_words(self, name, value):
        if name == "q":
            return f"«{value}»"
        choices = getattr(self.fields[name], "choices", ())
        return dict(choices).get(value, value) if isinstance(value, str) else str(value)


def count_of(page, rows):
    """How many rows there are, at most MOST_COUNTED + 1. An empty page need not be counted."""
    return 0 if not page.object_list else rows.order_by()[: MOST_COUNTED + 1].count()
