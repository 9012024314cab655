from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    stories = forms.ChoiceField(
        label=_("If a story of mine is public"),
        choices=[
            ("erase", _("Take it down with all the rest")),
            ("keep", _("Let it stay without my name: only the school is named")),
        ],
        initial="erase",
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=_("Erase my data. I know that it cannot be brought back."))

    @staticmethod
    def shown(day):
        return date_format(day, "DATE_FORMAT")


class CarryOutForm(forms.Form):
    sure = forms.BooleanField(label=_("I have spoken with her or him: erase now. It cannot be brought back."))
