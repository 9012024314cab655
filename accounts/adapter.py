"""How allauth meets the portal: who signs in with what, which mail goes out, how secrets are kept."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from outbox.backend import OutboxBackend
from outbox.letters import foot

from .models import User
from .names import normal_phone
from .phones import PhoneField

NO_MATCH = gettext_lazy("This phone or e-mail and this password do not belong together.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": NO_MATCH,
        "phone_password_mismatch": NO_MATCH,
        "username_password_mismatch": NO_MATCH,
        "too_many_login_attempts": gettext_lazy("Too many attempts. Wait five minutes and try again."),
        "incorrect_code": gettext_lazy("This code is not right. Look at it once more."),
        "incorrect_password": gettext_lazy("This password is not right."),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "rate_limited": gettext_lazy("Too many attempts. Wait five minutes and try again."),
        "account_inactive": gettext_lazy("This account has been closed."),
        "invalid_password_reset": gettext_lazy("This link is no longer valid."),
    }

    # Accounts come by invitation -------------------------------------------------------------------

    def is_open_for_signup(self, request):
        return False

    def get_login_stages(self):
        """Addresses and phones come from invitations: nothing to verify, and an account may have no phone at all."""
        return ["allauth.account.stages.LoginByCodeStage", "allauth.mfa.stages.AuthenticateStage"]

    # Phones ----------------------------------------------------------------------------------------

    def phone_form_field(self, **kwargs):
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone):
        return User.objects.by_login(phone).first()

    def get_phone(self, user):
        return (user.phone, True) if user.phone else None

    def set_phone(self, user, phone, verified):
        user.phone = phone
        user.save(update_fields=["phone"])

    def set_phone_verified(self, user, phone):
        self.set_phone(user, phone, True)

    def send_verification_code_sms(self, user, phone, code, **kwargs):
        """There are no text messages: who has an e-mail gets the code there, others nothing. The page is the same."""
        if user.email:
            self.send_mail("account/email/login_code", user.email, {"user": user, "code": code})

    # Limits ----------------------------------------------------------------------------------------

    def _get_login_attempts_cache_key(self, request, **credentials):
        """One counter for an account, however its phone is written; without it all phones would share one."""
        login = credentials.get("email") or credentials.get("phone") or credentials.get("username") or ""
        return (normal_phone(login) if "@" not in login else "") or login.strip().lower()

    # Passwords and mail ----------------------------------------------------------------------------

    def set_password(self, user, password):
        user.set_password(password)
        user.save(update_fields=["password"])

    def send_mail(self, template_prefix, email, context):
        """In the reader's language. An account that nobody has claimed gets none: its slip is the way in."""
        user = context.get("user") or User.objects.by_login(email).first()
        if user is None or user.claimed_at is None:
            return
        with override(user.language):
            message = self.render_mail(template_prefix, email, {"user": user, "site_url": settings.SITE_URL, **context})
        message.send()

    def render_mail(self, *args, **kwargs):
        message = super().render_mail(*args, **kwargs)
        message.body = message.body.rstrip() + foot(get_language())
        return message

    def pretend_mail(self, template_prefix):
        """The same work as a mail, and none goes out: an unknown account takes as long as a known one (promise C9)."""
        nobody = User(given_name="—", email="nobody@localhost")
        context = {"user": nobody, "code": "ABCDEF", "password_reset_url": settings.SITE_URL}
        with override(nobody.language), transaction.atomic():
            OutboxBackend().send_messages([self.render_mail(template_prefix, nobody.email, context)])
            transaction.set_rollback(True)

    def send_password_reset_mail(self, user, email, context):
        key = {"uidb36": context["uid"], "key": context["key"]}
        with override(user.language):
            link = settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key)
        self.send_mail("account/email/password_reset_key", email, {"user": user, "password_reset_url": link})

    def get_reset_password_from_key_url(self, key):
        return ""  # made in the reader's language, from SITE_URL, by send_password_reset_mail

    def respond_user_inactive(self, request, user):
        clear_login(request)
        return super().respond_user_inactive(request, user)


def _locksmith():
    """The key of secrets at rest, from SECRET_KEY: a stolen database alone opens nothing."""
    key = hashlib.sha256(b"second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is not right. Wait for the next one and try again."),
    }

    def encrypt(self, text):
        return _locksmith().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _locksmith().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        """Who needs a second factor may change it, not go without: add the other one first."""
        user = authenticator.user
        others = user.authenticator_set.exclude(pk=authenticator.pk).exclude(type="recovery_codes")
        return not user.needs_second_factor() or others.exists()

    def _get_user_identifier(self, user):
        return user.email or user.phone or str(user)

    def _get_site_name(self):
        return _("Auyldyq mektep shamy")

    def generate_authenticator_name(self, user, type):
        count = user.authenticator_set.filter(type=type).count()
        return _("My phone") if not count else _("Passkey %(number)s") % {"number": count + 1}
