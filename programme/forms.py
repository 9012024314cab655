from django import forms
from django.utils.translation import gettext_lazy as _

from languages.alphabet import fold, words_of


class ToolSearchForm(forms.Form):
    q = forms.CharField(label=_("Search the tools"), required=False, max_length=100)

    def narrow(self, tools):
        """Tools whose name or summary, in any language, holds the words. A list: there are a few dozen of them."""
        words = words_of(self.cleaned_data["q"]) if self.is_valid() else []
        if not words:
            return tools
        return [tool for tool in tools if all(word in fold(tool.all_texts) for word in words)]
