"""Schools in real villages, and who teaches, heads, facilitates and reviews there."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db.models import Q

from accounts.consent import KIND, VERSION
from accounts.models import COORDINATORS, OBSERVERS, ORGANISERS, UNIVERSITY, Consent, ConsentText, Sex, User
from accounts.names import proposed_latin_name
from accounts.secondfactor import give_totp
from insights.demo.accounts import ACCOUNTS, PASSWORD
from insights.demo.cast import FATHERS, MEN, SURNAMES, TOTP_SECRET, WOMEN
from programme.defaults.lists import SUBJECTS
from schools.models import Headship, School, SchoolKind, Settlement, Teacher, TeachingLanguage

from .ground import store

REGIONS = ("KZ-47", "KZ-23", "KZ-19", "KZ-43", "KZ-61", "KZ-31")  # the pilot's three, and three that joined
KINDS = (SchoolKind.ORDINARY, SchoolKind.ORDINARY, SchoolKind.SMALL, SchoolKind.HUB)
LANGUAGES = ("kk",) * 7 + ("ru",) * 2 + ("en",)
REVIEWERS, EXTERNALS, CHIEFS = 12, 10, 2
SCHOOL_NAME = ("{} орта мектебі", "Средняя школа: {}", "Secondary school of {}")


class People:
    def __init__(self, ground):
        self.ground, self.dice = ground, ground.dice
        self.everyone, self.number = [], 0
        self.password, self.locked = make_password(PASSWORD), make_password(None)
        self.logins = dict(ACCOUNTS)
        self.begun = ground.today - timedelta(days=1200)

    def gather(self):
        size = self.ground.size
        self.schools = self._schools(size.schools)
        self.coordinators = [self._person(login="coordinator"), self._person()]
        self.chiefs = [self._person(login="chief reviewer"), *(self._person() for _ in range(CHIEFS - 1))]
        self.organiser, self.observer = self._person(login="organiser"), self._person(login="observer")
        self.reviewers = [self._person(login="reviewer"), *(self._person() for _ in range(REVIEWERS - 1))]
        self.externals = [self._person(login="external facilitator"), *(self._person() for _ in range(EXTERNALS - 1))]
        self.principals = [self._person(login="principal" if not n else None) for n in range(size.schools)]
        self.teachers = [self._teacher(n) for n in range(size.teachers)]
        store(self.everyone)
        self._agree()
        self._take_posts()
        return self

    def circle(self, number):
        """The teachers of a community: those of its own, whose first runs it."""
        each = self.ground.size.teachers // self.ground.size.communities
        return self.teachers[number * each : (number + 1) * each]

    def school_of(self, number):
        """A community's school; where there are more communities than schools, some schools have two."""
        return self.schools[number % len(self.schools)]

    def _schools(self, count):
        villages = Settlement.objects.filter(is_rural=True, district__region__iso__in=REGIONS)
        villages = list(villages.filter(~Q(name_ru=""), ~Q(name_kk="")).select_related("district").order_by("kato"))
        chosen = self.dice.sample(villages, count)
        return store(self._school(village) for village in chosen)

    def _school(self, village):
        kk, ru, en = SCHOOL_NAME
        latitude, longitude = village.district.latitude, village.district.longitude
        return School(
            name_kk=kk.format(village.name_kk.replace("ауылы", "ауылының")),
            name_ru=ru.format(village.name_ru),
            name_en=en.format(proposed_latin_name(village.name_kk.split()[0], "").strip()),
            district=village.district,
            settlement=village,
            kind=self.dice.choice(KINDS),
            teaching_language=TeachingLanguage.KAZAKH,
            latitude=latitude and float(latitude) + self.dice.uniform(-0.4, 0.4),
            longitude=longitude and float(longitude) + self.dice.uniform(-0.4, 0.4),
            girls=self.dice.randint(20, 400),
            boys=self.dice.randint(20, 400),
        )

    def _teacher(self, number):
        login = {0: "facilitator", 1: "teacher"}.get(number)
        return self._person(login=login, language="kk" if login else self.dice.choice(LANGUAGES))

    def _person(self, *, login=None, language="kk"):
        self.number += 1
        sex = "f" if self.dice.random() < 0.8 else "m"
        surname = self.dice.choice(SURNAMES)[sex == "f"]
        given_name = self.dice.choice(WOMEN if sex == "f" else MEN)
        email = self.logins[login] if login else f"person{self.number}@shamy.example" if self.number % 2 else None
        joined_at = self.ground.at(self.begun + timedelta(days=self.dice.randint(0, 900)))
        person = User(
            surname=surname,
            given_name=given_name,
            patronymic=self.dice.choice(FATHERS) + ("қызы" if sex == "f" else "ұлы"),
            latin_name=proposed_latin_name(surname, given_name),
            sex=Sex(sex),
            language=language,
            email=email,
            phone=f"+7701{self.number:07d}",
            password=self.password if login else self.locked,
            is_staff=login in {"coordinator", "chief reviewer", "organiser"},
            joined_at=joined_at,
            claimed_at=joined_at + timedelta(days=3) if login or self.number % 25 else None,
        )
        self.everyone.append(person)
        return person

    def _agree(self):
        texts = {text.language: text for text in ConsentText.objects.filter(kind=KIND, version=VERSION)}
        claimed = [person for person in self.everyone if person.claimed_at]
        store(Consent(person=one, text=texts[one.language], given_at=one.claimed_at) for one in claimed)

    def _take_posts(self):
        for name, people in (
            (COORDINATORS, self.coordinators),
            (UNIVERSITY, self.chiefs),
            (ORGANISERS, [self.organiser]),
            (OBSERVERS, [self.observer]),
        ):
            Group.objects.get(name=name).user_set.add(*people)
            for person in people:
                give_totp(person, TOTP_SECRET)
        store(
            Headship(school=school, person=person, since=self.begun)
            for school, person in zip(self.schools, self.principals, strict=True)
        )
        subjects = [names[0] for names in SUBJECTS.values()]
        each = self.ground.size.teachers // self.ground.size.communities
        store(
            Teacher(
                person=person,
                school=self.school_of(number // each),
                teaches=subjects[number % len(subjects)],
                since=self.begun + timedelta(days=number % 600),
            )
            for number, person in enumerate(self.teachers)
        )
