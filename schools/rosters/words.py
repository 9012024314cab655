"""Every problem and note of a row in words. Rows keep codes, so that each reader has them in her own language."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    # Problems: the row is not saved.
    "no_name": _("The name is missing."),
    "no_surname": _("The surname is missing: “%(text)s”."),
    "no_given_name": _("The given name is missing: “%(text)s”."),
    "initials": _("Only initials are given: “%(text)s”. Write the given name in full."),
    "not_a_name": _("“%(text)s” does not look like a person's name."),
    "long_name": _("The name is too long: “%(text)s”."),
    "bad_phone": _("“%(text)s” is not a phone number."),
    "broken_phone": _("The spreadsheet has spoilt this phone number: “%(text)s”. Format the column as text."),
    "bad_email": _("“%(text)s” is not an e-mail address."),
    "two_people_contacts": _("The phone and the e-mail belong to two different people: %(first)s and %(second)s."),
    "phone_taken": _("This phone number belongs to somebody else: %(who)s."),
    "email_taken": _("This e-mail belongs to somebody else: %(who)s."),
    "phone_in_row": _("Row %(row)s has the same phone number for somebody else: %(who)s."),
    "email_in_row": _("Row %(row)s has the same e-mail for somebody else: %(who)s."),
    "no_school": _("The school is missing."),
    "unknown_school": _("There is no school “%(text)s” in the portal. Bring the list of schools first."),
    "unknown_school_nearest": _("There is no school “%(text)s” in the portal. Did you mean %(nearest)s?"),
    "which_school": _("Several schools answer to “%(text)s”: %(candidates)s. Write the district or the full name."),
    "no_school_name": _("The name of the school is missing."),
    "long_school_name": _("The name of the school is too long."),
    "no_district": _("The district is missing."),
    "unknown_region": _("There is no region “%(text)s”."),
    "unknown_district": _("There is no district “%(text)s”."),
    "district_elsewhere": _("There is no district “%(text)s” in %(region)s; there is one in %(elsewhere)s."),
    "no_district_in_region": _("There is no district “%(text)s” in %(region)s."),
    "which_district": _("Several districts are called “%(text)s”: %(candidates)s. Write the region too."),
    "unknown_kato": _("There is no place with the KATO code %(text)s."),
    "second_principal": _("Row %(row)s already names a principal of this school."),
    # Notes: good to know, nothing stands in the way.
    "repeats_row": _("Repeats row %(row)s."),
    "two_phones": _("Two phone numbers: the first is taken."),
    "order_guessed": _("Which word is the surname was guessed."),
    "brackets_dropped": _("What stood in brackets was left out: %(text)s."),
    "contacts_kept": _("She or he has signed in already: the own phone and e-mail stay as they are."),
    "school_read_as": _("The school was read as %(name)s."),
    "replaces_principal": _("Becomes principal instead of %(who)s."),
    "facilitator_later": _("Facilitators are named on the community's page."),
    "unknown_role": _("The post “%(text)s” is not known: saved as a teacher."),
    "unknown_settlement": _("The village “%(text)s” was not found in the district: left empty."),
    "unknown_kind": _("The kind “%(text)s” is not known: saved as an ordinary school."),
    "unknown_language": _("The language “%(text)s” is not known: left as it is."),
    "bad_number": _("“%(text)s” is not a number of pupils: left empty."),
    "bad_point": _("The coordinates lie outside Kazakhstan: left empty."),
    "contact_left_to_first": _("The phone or e-mail stays with the other person."),
}

FIELDS = {
    "surname": _("Surname"),
    "given_name": _("Given name"),
    "patronymic": _("Patronymic"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "sex": _("Sex"),
    "language": _("Language of letters"),
    "school": _("School"),
    "teaches": _("Subject"),
    "principal": _("Principal"),
    "name_kk": _("Name in Kazakh"),
    "name_ru": _("Name in Russian"),
    "name_en": _("Name in English"),
    "settlement": _("Village or town"),
    "kind": _("Kind of school"),
    "teaching_language": _("Language of instruction"),
    "girls": _("Girls"),
    "boys": _("Boys"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
}


def said(items):
    """Sentences of [[code, params], ...]."""
    return [WORDS[code] % params for code, params in items]


def said_changes(changes):
    """[(label, before, after)] of name -> [before, after]."""
    return [(FIELDS[name], before, after) for name, (before, after) in changes.items()]
