from django import forms
from django.utils.translation import gettext_lazy as _

from .names import normal_phone


class PhoneField(forms.CharField):
    """A number written any way; its value is E.164."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
        super().__init__(**{"label": _("Phone"), "widget": widget, "max_length": 30, **kwargs})

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        phone = normal_phone(value)
        if not phone:
            raise forms.ValidationError(
                _("This is not a whole phone number. Write it like 8 701 234 56 78."), code="invalid_phone"
            )
        return phone
