"""The second factor: our words on allauth's forms, and what the demo needs."""

import time

from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _


def code_field():
    """A code of digits: the phone shows its number keys, and no word of a library stands in the field."""
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True})
    return forms.CharField(label=_("Code"), widget=widget, max_length=20)


class CodeForm(AuthenticateForm):
    code = code_field()


class CodeAgainForm(ReauthenticateForm):
    code = code_field()


class ActivateForm(ActivateTOTPForm):
    code = code_field()


class PasskeyForm(AddWebAuthnForm):
    """Every key of ours is a passkey: it stays on the device and asks for a finger, a face or a PIN."""

    name = forms.CharField(label=_("What shall we call it?"), max_length=60)
    passwordless = forms.BooleanField(
        label=_("Sign in with it, without a password"),
        required=False,
        initial=True,
        help_text=_("The device then asks for your finger, your face or its PIN."),
    )


class RenamePasskeyForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Name"), max_length=60)


# The demo: its staff have an authenticator whose secret is known, and the page tells the code ---------


def give_totp(user, secret):
    """A working authenticator app for a demo person; `secret` is base32. Twice gives one."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret), "demo": True}
    )


def demo_code(user):
    """The code that works now, for a demo person in a demo portal; otherwise ""."""
    if not settings.DEMO or user is None:
        return ""
    mine = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if mine is None or not mine.data.get("demo"):
        return ""
    code = current_code(decrypt(mine.data["secret"]))
    cache.delete(TOTP(mine)._get_used_cache_key(code))  # several visitors may walk in within half a minute
    return code


def current_code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))
