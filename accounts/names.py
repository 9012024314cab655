"""Phone numbers and names as people write them."""

import phonenumbers
from django.utils.translation import gettext

from languages.alphabet import to_latin

NAME = ("surname", "given_name", "patronymic", "erased_at")  # the columns that a person's name is made of


def normal_phone(text):
    """E.164 of a number written any way (`8 701…`, `+7 (701)…`, `'8700…`), or "" where it is none.

    Numbers without a country code are taken as Kazakhstan's.
    """
    digits = text.strip().lstrip("'’`").strip()
    try:
        number = phonenumbers.parse(digits, "KZ")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def readable_phone(e164):
    """`+7 701 234 56 78`, for reading out."""
    if e164.startswith("+7") and len(e164) == 12:
        return in_groups(e164[2:])
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    if number.country_code == 7:  # Kazakhstan and Russia write 3-3-2-2
        return in_groups(str(number.national_number))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace("-", " ")


def in_groups(digits):
    return " ".join(("+7", digits[:3], digits[3:6], digits[6:8], digits[8:]))


def proposed_latin_name(surname, given_name):
    """Given name first, as on an English certificate; she may correct it."""
    return to_latin(f"{given_name} {surname}".strip())


def full_name(surname, given_name, patronymic, erased_at):
    """As the four columns of names_of() say it."""
    if erased_at:
        return gettext("erased person")
    return " ".join(filter(None, (surname, given_name, patronymic)))


def short_name(surname, given_name, patronymic, erased_at):
    """Given name and surname: how colleagues see each other."""
    return gettext("erased person") if erased_at else f"{given_name} {surname}".strip()


def names_of(person):
    """For `only()`: the columns that a person's name is made of. `names_of("lead")`."""
    return tuple(f"{person}__{column}" for column in NAME)
