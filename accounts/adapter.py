from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_phone(self, user):
        return (user.phone, True) if user.phone else None

    def set_phone(self, user, phone, verified):
        user.phone = phone
        user.save(update_fields=["phone"])

    def set_phone_verified(self, user, phone):
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone):
        from .models import User

        return User.objects.by_login(phone).first()

    def send_verification_code_sms(self, user, phone, code, **kwargs):
        raise NotImplementedError

    def send_unknown_account_sms(self, phone, **kwargs):
        pass


class SecondFactorAdapter(DefaultMFAAdapter):
    pass
