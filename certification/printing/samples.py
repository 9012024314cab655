"""What the paper of a kind will look like, before anybody has one: invented names, and the longest that may come."""

from copy import copy

from django.utils import timezone

from certification.models import CertificateKind, Layout, Recipient
from languages.fields import CODES
from safekeeping.ids import LETTERS

from .content import TEXTS, printed
from .paper import TooLong, paper_png

PERSON = {"kk": "Үлгіқызы Айгүл", "ru": "Улгикызы Айгуль", "en": "Aigul Ulgiqyzy"}
SCHOOL = {
    "kk": "Үлгілі ауылының жалпы білім беретін мектебі",
    "ru": "Общеобразовательная школа села Үлгілі",
    "en": "General school of Ulgili village",
}
FACTS = {
    "school": SCHOOL,
    "cohort": {"kk": "2026–2027 жылғы лек", "ru": "Поток 2026–2027 годов", "en": "Cohort of 2026–2027"},
    "conference": {
        "kk": "Ауыл мектебі: өзгерісті мұғалім бастайды",
        "ru": "Сельская школа: перемены начинает учитель",
        "en": "The rural school: change begins with the teacher",
    },
    "sessions": 12,
}
TITLE = "Жұпта оқу: бастауыш сыныпта оқылым сауаттылығын арттыру"
LONG_PERSON = {
    "kk": "Нұрмұхамедқызы-Әбдірахманова Гүлбаршын Құрманғалиқызы",
    "ru": "Нурмухамедкызы-Абдирахманова Гульбаршын Курмангалиевна",
    "en": "Gulbarshyn Qurmangaliqyzy Nurmukhamedqyzy-Abdirakhmanova",
}
ABOUT_A_PROJECT = {"decision", "poster_presented"}
LONGEST = 200  # letters of a name that somebody may confirm, of a school, of a project's title
ADDRESS = "https://certificates.example.kz/v/" + LETTERS[:32] + "#" + LETTERS * 10
FIELDS = tuple(
    f"{text}_{code}" for text in ("body", "before_name", "subheading", "heading", "issuer", "place") for code in CODES
)


class SampleProject:
    language = "kk"

    def __init__(self, title):
        self.title = title


def sample(kind, long=False):
    """As `Certificate.printed` would be. long: a name of several words, as there are some."""
    names = SCHOOL if kind.recipient == Recipient.SCHOOL else LONG_PERSON if long else PERSON
    return _printed(kind, names, FACTS, TITLE if is_about_a_project(kind) else "")


def is_about_a_project(kind):
    return any(line["needs"] in ABOUT_A_PROJECT for line in kind.rule)


def longest(kind):
    """The same with a name, a school and a title of as many letters as anybody may bring."""
    words = {code: ((PERSON[code] + " ") * LONGEST)[:LONGEST].strip() for code in CODES}
    facts = {**FACTS, "school": words, "cohort": words, "conference": words}
    return _printed(kind, words, facts, words["kk"])


def _printed(kind, names, facts, title):
    project = SampleProject(title) if title and kind.recipient == Recipient.PERSON else None
    return printed(
        kind,
        names=names,
        facts=facts,
        code=f"{kind.prefix}-{timezone.localdate().year}-000000",
        issued_on=timezone.localdate(),
        layout=kind.layout,
        project=project,
    )


def fits(content):
    try:
        paper_png(content, ADDRESS, pixels_an_inch=10)
    except TooLong:
        return False
    return True


def too_long(kind):
    """Names of the fields that have to be shorter, for the longest names to fit below them; [] when all is well."""
    if fits(longest(kind)):
        return []
    written = sorted(
        (name for name in FIELDS if name[-2:] in kind.languages and getattr(kind, name)),
        key=lambda name: -len(getattr(kind, name)),
    )
    for name in written[:4]:
        if fits(longest(without(kind, name))):
            return [name]
    return [name for name in written if name.startswith("body_")]


def without(kind, name):
    shorter = copy(kind)
    setattr(shorter, name, "…")
    return shorter


def typed(form):
    """The kind as it stands in the form, just sent or kept from before, right or wrong; nothing of it is saved."""
    kind = copy(form.instance)
    for field in form.fields:
        if field == "layout" or field.rpartition("_")[0] in TEXTS:
            limit = CertificateKind._meta.get_field(field).max_length
            setattr(kind, field, (form[field].value() or "")[:limit])
    if kind.layout not in Layout.values:
        kind.layout = form.initial["layout"]
    return kind
