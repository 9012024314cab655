"""Signing in with a phone number or an e-mail."""

from allauth.account.auth_backends import AuthenticationBackend


class PhoneOrEmailBackend(AuthenticationBackend):
    pass
