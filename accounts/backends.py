"""Who asks: allauth's sign-in, and the person read together with her standing, as every page needs both."""

from allauth.account.auth_backends import AuthenticationBackend

from .standing import person_with_standing


class PortalBackend(AuthenticationBackend):
    def get_user(self, user_id):
        user = person_with_standing(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
