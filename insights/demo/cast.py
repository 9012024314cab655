"""Who plays: schools in real villages, and people whose names are put together by chance."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.consent import KIND, VERSION
from accounts.models import COORDINATORS, OBSERVERS, ORGANISERS, UNIVERSITY, Consent, ConsentText, Sex, User
from accounts.names import proposed_latin_name
from accounts.secondfactor import give_totp
from programme.defaults.lists import SUBJECTS
from schools.models import Headship, School, SchoolKind, Settlement, Teacher, TeachingLanguage

from . import reading
from .accounts import ACCOUNTS, PASSWORD

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - public, as the password is

# key -> (KATO, kk, ru, en, kind, language, latitude, longitude, girls, boys)
SCHOOLS = {
    "beineu": (
        "473630100",
        "Бейнеу ауылының тірек мектебі",
        "Опорная школа села Бейнеу",
        "Hub school of Beineu",
        SchoolKind.HUB,
        TeachingLanguage.KAZAKH,
        45.3203,
        55.1925,
        412,
        398,
    ),
    "shetpe": (
        "474630100",
        "Шетпе ауылының орта мектебі",
        "Средняя школа села Шетпе",
        "Secondary school of Shetpe",
        SchoolKind.ORDINARY,
        TeachingLanguage.KAZAKH,
        44.1531,
        52.1217,
        286,
        301,
    ),
    "zhyngyldy": (
        "474637100",
        "Жыңғылды ауылының шағын мектебі",
        "Малокомплектная школа села Жынгылды",
        "Small school of Zhyngyldy",
        SchoolKind.SMALL,
        TeachingLanguage.KAZAKH,
        44.2094,
        51.9486,
        38,
        41,
    ),
    "senek": (
        "474249100",
        "Сенек ауылының орта мектебі",
        "Средняя школа села Сенек",
        "Secondary school of Senek",
        SchoolKind.ORDINARY,
        TeachingLanguage.KAZAKH,
        43.3606,
        53.3931,
        96,
        88,
    ),
    "makat": (
        "235230100",
        "Мақат кентінің орта мектебі",
        "Средняя школа посёлка Макат",
        "Secondary school of Makat",
        SchoolKind.ORDINARY,
        TeachingLanguage.KAZAKH,
        47.6497,
        53.3456,
        251,
        247,
    ),
    "miyaly": (
        "234830100",
        "Миялы ауылының орта мектебі",
        "Средняя школа села Миялы",
        "Secondary school of Miyaly",
        SchoolKind.ORDINARY,
        TeachingLanguage.KAZAKH,
        48.8819,
        53.7875,
        174,
        169,
    ),
    "akkistau": (
        "234230100",
        "Аққыстау ауылының мектеп-интернаты",
        "Школа-интернат села Аккистау",
        "Boarding school of Akkistau",
        SchoolKind.BOARDING,
        TeachingLanguage.KAZAKH,
        47.2236,
        51.0072,
        142,
        158,
    ),
    "uzynagash": (
        "194230100",
        "Ұзынағаш ауылының тірек мектебі",
        "Опорная школа села Узынагаш",
        "Hub school of Uzynagash",
        SchoolKind.HUB,
        TeachingLanguage.KAZAKH,
        43.6167,
        76.3167,
        455,
        440,
    ),
    "kegen": (
        "194430100",
        "Кеген ауылының орта мектебі",
        "Средняя школа села Кеген",
        "Secondary school of Kegen",
        SchoolKind.ORDINARY,
        TeachingLanguage.KAZAKH,
        43.0186,
        79.2178,
        203,
        198,
    ),
    "narynkol": (
        "195830100",
        "Нарынқол ауылының орта мектебі",
        "Средняя школа села Нарынкол",
        "Secondary school of Narynkol",
        SchoolKind.ORDINARY,
        TeachingLanguage.MIXED,
        42.7236,
        80.1844,
        187,
        190,
    ),
    "shelek": (
        "194083100",
        "Шелек ауылының аралас мектебі",
        "Смешанная школа села Шелек",
        "Bilingual school of Shelek",
        SchoolKind.ORDINARY,
        TeachingLanguage.MIXED,
        43.5964,
        78.2492,
        368,
        351,
    ),
}

# The community's school; the twelfth begins a second round.
HOME = {
    "c1": "beineu",
    "c2": "shetpe",
    "c3": "makat",
    "c4": "zhyngyldy",
    "c5": "shelek",
    "c6": "kegen",
    "c7": "miyaly",
    "c8": "akkistau",
    "c9": "uzynagash",
    "c10": "narynkol",
    "c11": "senek",
    "c12": "beineu",
}
LED_BY_FACILITATOR = {"c2", "c4", "c6", "c8", "c9", "c10", "c11"}  # the last project of the file
DEMO_CIRCLE = "c7"

SURNAMES = [  # man's form, woman's form
    *(
        (name, name)
        for name in ("Серікбай", "Жақсылық", "Орынбасар", "Амангелді", "Лесбек", "Төлеген", "Жұмаш", "Болат")
    ),
    *((name, f"{name}а") for name in ("Қалиев", "Мұстафин", "Төлегенов", "Смағұлов", "Мусин", "Исаев", "Мұратов")),
    *((name, f"{name}а") for name in ("Оспанов", "Есенов", "Қожахметов", "Жанболатов", "Өтегенов", "Сәрсенов")),
    *((name, f"{name}а") for name in ("Бекмұратов", "Нұрмағамбетов", "Тұрғанбаев", "Қуанышев", "Досмағамбетов")),
]
WOMEN = (
    "Айгүл Ақмарал Алтынгүл Айнұр Әлия Әсел Бақытгүл Ботагөз Гүлнар Гүлжан Дана Динара Жазира Жанар Жұлдыз Зәуреш "
    "Индира Қарлығаш Күләш Ләззат Маржан Меруерт Мөлдір Назгүл Нұргүл Перизат Раушан Сәуле Салтанат Тоғжан Ұлбосын "
    "Үміт Шолпан Шынар Қымбат Жадыра Гаухар Майра Нәзира Әйгерім"
).split()
MEN = (
    "Абай Асқар Берік Дәурен Ерлан Жандос Қайрат Мұрат Нұржан Оңдасын Сабыр Талғат Ұлан Шыңғыс Бауыржан Әділбек "
    "Ғалым Сырым"
).split()
FATHERS = (
    "Серік Қанат Болат Марат Ерболат Сағын Тұрар Әбіл Жолдас Мұхит Орал Қуаныш Сейіт Нұрлан Есен Бақыт Төлеу".split()
)


class Cast:
    """Everyone by role; `leads[circle]` are in the order of the circle's projects."""

    def __init__(self, story):
        self.story, self.dice = story, story.dice
        self.names, self.count = set(), 0
        self.password = make_password(PASSWORD)
        self.logins = dict(ACCOUNTS)
        self.texts = {text.language: text for text in ConsentText.objects.filter(kind=KIND, version=VERSION)}
        self.people, self.consents = [], []

    def gather(self):
        self.schools = {key: _school(*row) for key, row in SCHOOLS.items()}
        self._begun = self.story.today - timedelta(days=1100)
        self.coordinators = [
            self._person(login="coordinator", groups=[COORDINATORS]),
            self._person(groups=[COORDINATORS], sex="m"),
        ]
        self.chief = self._person(login="chief reviewer", groups=[UNIVERSITY])
        self.reviewers = [self._person(login="reviewer"), self._person(), self._person(), self._person(sex="m")]
        self.organiser = self._person(login="organiser", groups=[ORGANISERS])
        self.observers = [self._person(login="observer", groups=[OBSERVERS], language="en"), self._person(sex="m")]
        self.externals = [self._person(login="external facilitator"), self._person(sex="m"), self._person()]
        self.principals = {key: self._principal(key, school) for key, school in self.schools.items()}
        self.facilitators = {circle: self._facilitator(circle) for circle in HOME if circle != "c12"}
        self.leads = self._leads()
        self.facilitators["c12"] = self.leads["c1"][0]
        self.newcomers = [self._newcomer() for _ in range(4)]
        return self

    def _principal(self, key, school):
        is_demo = key == HOME[DEMO_CIRCLE]
        person = self._person(login="principal" if is_demo else None, sex="m" if self.dice.random() < 0.4 else "f")
        Headship.objects.create(school=school, person=person, since=self._begun)
        return person

    def _facilitator(self, circle):
        login = "facilitator" if circle == DEMO_CIRCLE else None
        last = [project for project in reading.projects() if project.circle == circle][-1]
        person = self._person(login=login, language=last.language if circle in LED_BY_FACILITATOR else "kk")
        self._teaches(person, HOME[circle], last.values["subject"] if circle in LED_BY_FACILITATOR else "kazakh")
        return person

    def _leads(self):
        leads = {}
        for text in reading.projects():
            mates = leads.setdefault(text.circle, [])
            of_circle = [project for project in reading.projects() if project.circle == text.circle]
            if text.circle in LED_BY_FACILITATOR and text is of_circle[-1]:
                mates.append(self.facilitators[text.circle])
                continue
            login = "teacher" if text.circle == DEMO_CIRCLE and text is of_circle[0] else None
            language = "ru" if text.language == "ru" else "kk"
            person = self._person(login=login, sex=text.values.get("author", "f"), language=language)
            self._teaches(person, HOME[text.circle], text.values["subject"])
            mates.append(person)
        return leads

    def _newcomer(self):
        """Has a slip in her hand and has not signed in yet."""
        person = self._person(claimed=False)
        self._teaches(person, HOME["c12"], self.dice.choice(["primary", "maths", "kazakh", "biology"]))
        return person

    def _teaches(self, person, school, subject):
        Teacher.objects.create(
            person=person,
            school=self.schools[school],
            teaches=SUBJECTS[subject][0],
            since=self._begun + timedelta(days=self.dice.randint(0, 600)),
        )

    def _person(self, *, login=None, groups=(), sex="f", language="kk", claimed=True):
        surname, given_name, patronymic = self._name(sex)
        self.count += 1
        person = User(
            surname=surname,
            given_name=given_name,
            patronymic=patronymic,
            latin_name=proposed_latin_name(surname, given_name),
            sex=Sex(sex),
            language=language,
            email=self._email(login),
            phone=f"+7700000{self.count:04d}",
            is_staff=any(group != OBSERVERS for group in groups),
            joined_at=self.story.at(self._begun + timedelta(days=self.dice.randint(0, 90))),
            password=self.password if login else make_password(None),
        )
        person.claimed_at = person.joined_at + timedelta(days=self.dice.randint(1, 9)) if claimed else None
        person.save(force_insert=True)
        for group in groups:
            person.groups.add(Group.objects.get(name=group))
        if person.needs_second_factor():
            give_totp(person, TOTP_SECRET)
        if claimed:
            Consent.objects.create(person=person, text=self.texts[language], given_at=person.claimed_at)
        self.people.append(person)
        return person

    def _email(self, login):
        """Half of the people have no e-mail, as in the villages."""
        if login:
            return self.logins[login]
        return f"person{self.count}@shamy.example" if self.count % 2 else None

    def _name(self, sex):
        while True:
            surname = self.dice.choice(SURNAMES)[sex == "f"]
            given_name = self.dice.choice(WOMEN if sex == "f" else MEN)
            if (surname, given_name) not in self.names:
                break
        self.names.add((surname, given_name))
        patronymic = ""
        if self.dice.random() < 0.7:
            patronymic = self.dice.choice(FATHERS) + ("қызы" if sex == "f" else "ұлы")
        return surname, given_name, patronymic


def _school(kato, kk, ru, en, kind, language, latitude, longitude, girls, boys):
    settlement = Settlement.objects.select_related("district").get(kato=kato)
    return School.objects.create(
        name_kk=kk,
        name_ru=ru,
        name_en=en,
        district=settlement.district,
        settlement=settlement,
        kind=kind,
        teaching_language=language,
        latitude=latitude,
        longitude=longitude,
        girls=girls,
        boys=boys,
    )
