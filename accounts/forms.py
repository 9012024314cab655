import re

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from safekeeping.once import OnceForm
from safekeeping.versions import VersionedForm

from .models import AuditEntry, User
from .names import normal_phone
from .phones import PhoneField

LANGUAGES = [("kk", "қазақша"), ("ru", "русский"), ("en", "English")]  # each in its own words


# Signing in: allauth's forms in our words --------------------------------------------------------------


def login_field():
    widget = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
    return forms.CharField(
        label=_("Phone or e-mail"), widget=widget, max_length=254, help_text=_("For example 8 701 234 56 78.")
    )


PASSWORD = _("Password")


def password_field(label=PASSWORD, autocomplete="current-password", **kwargs):
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=200, **kwargs)


def new_password_field():
    return password_field(
        _("New password"),
        "new-password",
        help_text=_("At least 8 characters. Three words that only you put together are easy to remember."),
    )


def repeated_password_field():
    return password_field(_("The same password once more"), "new-password")


class SetsPassword:
    """Mix in: two fields of a new password, checked for the person whose it will be."""

    def clean_password1(self):
        validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = login_field()
        self.fields["password"] = password_field()
        self.order_fields(["login", "password"])


class RequestCodeForm(forms.Form):
    """One field for both; whether there is such an account, and where its code goes, the answer does not tell."""

    login = login_field()

    def clean(self):
        login = self.cleaned_data.get("login", "").strip()
        email, phone = ("", normal_phone(login)) if "@" not in login else (login.lower(), "")
        if login and not email and not phone:
            self.add_error("login", _("Write your phone number or your e-mail."))
        if self.errors:
            return self.cleaned_data
        if not ratelimit.consume(context.request, action="request_login_code", key=email or phone):
            raise get_adapter().validation_error("too_many_login_attempts")
        self._user = User.objects.by_login(email or phone).filter(is_active=True, claimed_at__isnull=False).first()
        if self._user is None or not self._user.email:
            get_adapter().pretend_mail("account/email/login_code")
        return {"email": email, "phone": phone}


class ConfirmCodeForm(allauth_forms.ConfirmLoginCodeForm):
    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def save(self, request, **kwargs):
        if not any(user.claimed_at for user in self.users):
            get_adapter().pretend_mail("account/email/password_reset_key")
        return super().save(request, **kwargs)


class NewPasswordForm(SetsPassword, allauth_forms.ResetPasswordKeyForm):
    password1 = new_password_field()
    password2 = repeated_password_field()


class ChangePasswordForm(SetsPassword, allauth_forms.ChangePasswordForm):
    oldpassword = password_field(_("Present password"))
    password1 = new_password_field()
    password2 = repeated_password_field()


class SetPasswordForm(SetsPassword, allauth_forms.SetPasswordForm):
    password1 = new_password_field()
    password2 = repeated_password_field()


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    password = password_field()


# Slips ---------------------------------------------------------------------------------------------------


class CodeOfSlipForm(forms.Form):
    """The short code, copied from paper."""

    code = forms.CharField(
        label=_("Code from the slip"),
        max_length=30,
        help_text=_("Nine letters and digits. Spaces and small letters do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self):
        code = "".join(letter for letter in self.cleaned_data["code"].upper() if letter.isalnum())
        if not code:
            raise forms.ValidationError(_("Write the code as it stands on the slip."))
        return code


def count_question(person):
    """Who types numbers to learn who is in the programme is stopped: by person (or slip) and by address."""
    if not ratelimit.consume(context.request, action="contact", key=str(person.pk)):
        raise get_adapter().validation_error("rate_limited")


def taken_contact(error):
    """ "phone" or "email": whose unique constraint was broken. Another IntegrityError is raised again."""
    found = re.search(r"accounts_user[._](phone|email)", str(error))
    if found is None:
        raise error
    return found[1]


class ContactForm(forms.Form):
    """Mix in: phone and e-mail, each the account's only one and nobody else's."""

    TAKEN = {
        "phone": _("Somebody in the programme already has this number."),
        "email": _("Somebody in the programme already has this e-mail."),
    }

    phone = PhoneField(required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def others(self):
        return User.objects.all()

    def clean_phone(self):
        return self.untaken("phone", self.cleaned_data["phone"] or None)

    def clean_email(self):
        return self.untaken("email", self.cleaned_data["email"].strip().lower() or None)

    def untaken(self, name, value):
        if value and self.others().filter(**{name: value}).exists():
            raise forms.ValidationError(self.TAKEN[name])
        return value

    def add_taken(self, error):
        """Somebody was quicker by a moment: the same words at the same field. Any other IntegrityError goes on."""
        name = taken_contact(error)
        self.add_error(name, self.TAKEN[name])


class ClaimForm(ContactForm):
    """What the owner of a slip fills in: her password, her language, and what she will sign in with."""

    language = forms.ChoiceField(label=_("Language of the portal"), choices=LANGUAGES, widget=forms.RadioSelect)
    password1 = password_field(
        _("Choose a password"),
        "new-password",
        help_text=_("At least 8 characters. Three words that only you put together are easy to remember."),
    )
    password2 = repeated_password_field()

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["language"].initial = person.language
        for name in ("phone", "email"):
            if getattr(person, name):
                del self.fields[name]
        self.order_fields(["language", "phone", "email", "password1", "password2"])
        if "phone" in self.fields:
            self.fields["phone"].help_text = _("You will sign in with it. A phone or an e-mail is enough.")

    def others(self):
        return User.objects.exclude(pk=self.person.pk)

    def untaken(self, name, value):
        if value:
            count_question(self.person)
        return super().untaken(name, value)

    def clean_password1(self):
        validate_password(self.cleaned_data["password1"], self.person)
        return self.cleaned_data["password1"]

    def clean(self):
        typed = super().clean()
        if {"password1", "password2"} <= typed.keys() and typed["password1"] != typed["password2"]:
            self.add_error("password2", _("The two passwords are not the same."))
        if not self.errors and not any((self.person.phone, self.person.email, typed.get("phone"), typed.get("email"))):
            self.add_error("phone", _("Write a phone number or an e-mail: you will sign in with it."))
        return typed

    @property
    def details(self):
        return {name: value for name, value in self.cleaned_data.items() if name in ("language", "phone", "email")}


class InviteForm(OnceForm, ContactForm):
    surname = forms.CharField(label=_("Surname"), max_length=80)
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    language = forms.ChoiceField(label=_("Her or his language"), choices=LANGUAGES, widget=forms.RadioSelect)
    is_another = forms.BooleanField(label=_("This is another person with the same name"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = settings.LANGUAGE_CODE
        self.fields["phone"].help_text = _("A phone, an e-mail, or neither: the slip is enough to begin.")
        self.namesakes = ()
        self.order_fields(["surname", "given_name", "patronymic", "phone", "email", "language"])
        if "is_another" not in self.data:
            self.fields["is_another"].widget = forms.HiddenInput()

    def clean(self):
        typed = super().clean()
        if "surname" in typed and "given_name" in typed and not typed.get("is_another"):
            self.namesakes = list(User.objects.namesakes(typed["surname"], typed["given_name"])[:5])
        if self.namesakes:
            self.fields["is_another"].widget = forms.CheckboxInput()
            self.add_error(None, _("The programme already has somebody of this name. Is it the same person?"))
        return typed

    def person_fields(self):
        names = ("surname", "given_name", "patronymic", "phone", "email", "language")
        return {name: self.cleaned_data[name] for name in names}


class PeopleSearchForm(forms.Form):
    STATES = [
        ("", _("All")),
        ("new", _("Not yet signed in")),
        ("slip", _("Slip printed, not yet used")),
        ("none", _("Without a slip")),
        ("in", _("Signed in")),
    ]
    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)

    def narrow(self, people):
        if not self.is_valid():
            return people
        people = people.matching(self.cleaned_data["q"])
        match self.cleaned_data["state"]:
            case "new":
                return people.unclaimed()
            case "slip":
                return people.filter(slip_until__isnull=False)
            case "none":
                return people.unclaimed().filter(slip_until__isnull=True)
            case "in":
                return people.claimed()
        return people


class PrintForm(forms.Form):
    """Whose slips: ticked people, or all whom the search found."""

    MOST = 200

    person = forms.ModelMultipleChoiceField(User.objects.none(), required=False)
    everybody = forms.BooleanField(required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.people = people

    def clean(self):
        typed = super().clean()
        chosen = self.people if typed.get("everybody") else typed.get("person", self.people.none())
        self.chosen = list(chosen[: self.MOST + 1])
        if not self.chosen:
            raise forms.ValidationError(_("Tick the people whose slips you want to print."))
        if len(self.chosen) > self.MOST:
            raise forms.ValidationError(_("That is more than 200 slips. Narrow the search and print in parts."))
        return typed


# My own account ------------------------------------------------------------------------------------------


class ProfileForm(VersionedForm):
    class Meta:
        model = User
        fields = ("surname", "given_name", "patronymic", "latin_name", "language")
        widgets = {"language": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = LANGUAGES
        self.fields["latin_name"].help_text = _("As it will stand on an English certificate. Given name first.")


class PhoneForm(forms.Form):
    TAKEN = _("This number cannot be used. Ask your coordinator.")

    phone = PhoneField(required=False, help_text=_("For example 8 701 234 56 78."))

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_phone(self):
        phone = self.cleaned_data["phone"] or None
        if phone is None and not self.person.email:
            raise forms.ValidationError(_("Without an e-mail you need a phone number to sign in."))
        if phone and phone != self.person.phone:
            count_question(self.person)
        if phone and self.others().filter(phone=phone).exists():
            raise forms.ValidationError(self.TAKEN)
        return phone

    def others(self):
        return User.objects.exclude(pk=self.person.pk)

    def save(self):
        """False when somebody took the number in the same moment; the form then says so."""
        old, self.person.phone = self.person.phone, self.cleaned_data["phone"]
        try:
            with transaction.atomic():
                self.person.save(update_fields=["phone"])
                AuditEntry.objects.record(self.person, "phone changed", self.person, phone=[old, self.person.phone])
        except IntegrityError as error:
            self.person.phone = old
            self.add_error(taken_contact(error), self.TAKEN)
            return False
        return True


class EmailForm(forms.Form):
    email = forms.EmailField(label=_("New e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()


class EmailCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class ConsentForm(forms.Form):
    agreed = forms.BooleanField(label=_("I have read this and I agree"))


class WithdrawForm(forms.Form):
    sure = forms.BooleanField(label=_("I withdraw my consent"))
