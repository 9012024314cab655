"""What happens with each row of a list of people."""

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, User
from schools.models import Headship, RosterStatus, Teacher, Verdict
from schools.rosters import saving
from schools.rosters.words import said
from schools.tests.makers import as_csv, as_workbook, bring, make_village_schools, people_workbook
from tests.makers import make_district, make_person, make_school, make_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

HEADINGS = ["Аты-жөні", "Мектеп", "Лауазымы", "Пән", "Телефон", "Пошта"]


@pytest.fixture
def school():
    return make_school(name_kk="Ақсай орта мектебі")


def list_of(*rows):
    return as_csv([HEADINGS, *[[*row, *[""] * (6 - len(row))] for row in rows]])


def verdicts(roster):
    return list(roster.rows.judged().values_list("verdict", flat=True))


def the_row(roster):
    return roster.rows.judged().get()


def save(roster):
    saving.confirm(roster, by=roster.uploaded_by)
    return roster


def person_of(surname):
    return User.objects.get(surname=surname)


def test_a_new_person_comes_in_unclaimed_with_her_school(school):
    roster = save(
        bring(
            list_of(
                ["ОРАЗОВА ӘЛИЯ МАРАТ ҚЫЗЫ", "«Aқсaй» ОМ КММ", "мұғалім", "Физика", "'8701 234 56 78", "Alia@Mail.kz"]
            )
        )
    )

    person = person_of("Оразова")
    assert (person.full_name, person.sex, person.language) == ("Оразова Әлия Маратқызы", "f", "kk")
    assert (person.phone, person.email, person.claimed_at) == ("+77012345678", "alia@mail.kz", None)
    assert not person.has_usable_password()
    assert User.objects.matching("aliia orazova").get() == person
    assert list(person.teaching.values_list("school", "teaches", "since")) == [
        (school.pk, "Физика", timezone.localdate())
    ]
    assert the_row(roster).made_id == person.pk


def test_the_same_file_twice_changes_nothing(school):
    data = list_of(
        ["Оразова Әлия Маратқызы", "Ақсай ОМ", "мұғалім", "Физика", "87012345678", "a@mail.kz"],
        ["Бекова Сая", "Ақсай ОМ", "директор", "", "", ""],
        ["Қалиев Ерлан", "Ақсай ОМ", "", "", "87012345679", ""],
    )
    save(bring(data))
    before = list(User.objects.order_by("pk").values()), list(Teacher.objects.values()), list(Headship.objects.values())

    again = bring(data, by=User.objects.coordinators().get())

    assert verdicts(again) == [Verdict.SAME] * 3
    save(again)
    assert before == (
        list(User.objects.order_by("pk").values()),
        list(Teacher.objects.values()),
        list(Headship.objects.values()),
    )


def test_what_a_row_adds_or_changes_is_shown_before_and_after(school):
    person = make_teacher(
        school, surname="Оразова", given_name="Әлия", email=None, claimed_at=None, phone="+77010000000"
    )
    roster = bring(list_of(["Оразова Әлия Маратқызы", "Ақсай ОМ", "мұғалім", "Физика", "87010000000", "alia@mail.kz"]))

    row = the_row(roster)
    assert row.verdict == Verdict.CHANGE
    assert row.changes == {
        "patronymic": ["", "Маратқызы"],
        "sex": ["", "f"],
        "email": ["", "alia@mail.kz"],
        "teaches": ["", "Физика"],
    }
    save(roster)
    person.refresh_from_db()
    assert (person.patronymic, person.email) == ("Маратқызы", "alia@mail.kz")
    assert person.teaching.get().teaches == "Физика"
    assert AuditEntry.objects.about(person).get(verb="changed by a roster").changes == row.changes


def test_a_person_who_has_signed_in_keeps_her_own_contacts(school):
    person = make_teacher(school, surname="Оразова", given_name="Әлия", phone="+77010000000")

    roster = bring(list_of(["Оразова Әлия", "Ақсай ОМ", "", "", "87010000000", "other@mail.kz"]))

    row = the_row(roster)
    assert (row.verdict, row.notes[0][0]) == (Verdict.SAME, "contacts_kept")
    assert User.objects.get(pk=person.pk).email == person.email


def test_a_second_school_is_added_and_the_first_stays(school):
    other = make_school(name_kk="Бейнеу орта мектебі")
    person = make_teacher(
        other, surname="Оразова", given_name="Әлия", phone="+77010000000", claimed_at=None, email=None
    )

    roster = save(bring(list_of(["Оразова Әлия", "Ақсай ОМ", "", "", "87010000000"])))

    assert the_row(roster).changes["school"] == [other.name_kk, f"{other.name_kk}; {school.name_kk}"]
    assert set(person.teaching.values_list("school", flat=True)) == {school.pk, other.pk}


def test_a_new_principal_follows_the_old_one(school):
    save(bring(list_of(["Бекова Сая", "Ақсай ОМ", "директор"])))
    coordinator = User.objects.coordinators().get()

    roster = bring(list_of(["Қалиев Ерлан", "Ақсай ОМ", "Мектеп директоры"]), by=coordinator)

    row = the_row(roster)
    assert said(row.notes) == ["Becomes principal instead of Бекова Сая."]
    save(roster)
    assert [str(head) for head in Headship.objects.current()] == ["Қалиев Ерлан"]
    assert Headship.objects.get(person__surname="Бекова").until == timezone.localdate()
    assert AuditEntry.objects.filter(verb="principal named").count() == 2


def test_a_deputy_is_no_principal_and_a_facilitator_is_named_elsewhere(school):
    roster = save(
        bring(
            list_of(
                ["Бекова Сая", "Ақсай ОМ", "директордың оқу ісі жөніндегі орынбасары"],
                ["Қалиев Ерлан", "Ақсай ОМ", "фасилитатор"],
                ["Оразова Әлия", "Ақсай ОМ", "космонавт"],
            )
        )
    )

    assert not Headship.objects.exists()
    assert Teacher.objects.count() == 3
    notes = [[code for code, _params in row.notes if code != "school_read_as"] for row in roster.rows.judged()]
    assert notes == [[], ["facilitator_later"], ["unknown_role"]]


@pytest.mark.parametrize(
    "row, says",
    [
        (["", "Ақсай ОМ", "мұғалім"], "The name is missing."),
        (["Айгүл", "Ақсай ОМ"], "The surname is missing: “Айгүл”."),
        (["Оразова Ә.М.", "Ақсай ОМ"], "Only initials are given: “Оразова Ә.М.”. Write the given name in full."),
        (["Оразова Әлия", ""], "The school is missing."),
        (["Оразова Әлия", "Марс ОМ"], "There is no school “Марс ОМ” in the portal. Bring the list of schools first."),
        (["Оразова Әлия", "Ақсай ОМ", "", "", "12345"], "“12345” is not a phone number."),
        (["Оразова Әлия", "Ақсай ОМ", "", "", "8 999 999 999 999"], "“8 999 999 999 999” is not a phone number."),
        (
            ["Оразова Әлия", "Ақсай ОМ", "", "", "8,70123E+10"],
            "The spreadsheet has spoilt this phone number: “8,70123E+10”. Format the column as text.",
        ),
        (["Оразова Әлия", "Ақсай ОМ", "", "", "", "alia@@mail"], "“alia@@mail” is not an e-mail address."),
    ],
)
def test_an_error_is_said_in_words_and_nothing_is_saved(school, row, says):
    roster = bring(list_of(row))

    assert (the_row(roster).verdict, said(the_row(roster).problems)) == (Verdict.ERROR, [says])
    before = User.objects.count()
    save(roster)
    assert User.objects.count() == before


@pytest.mark.parametrize(
    "text, phone",
    [
        ("8 701 234 56 78", "+77012345678"),
        ("'87012345678", "+77012345678"),
        ("+7(701)234-56-78", "+77012345678"),
        ("7012345678", "+77012345678"),
        ("77012345678", "+77012345678"),
        ("8701-234-56-78; 87072345678", "+77012345678"),
        ("8-701-234-56-78, 8-707-234-56-78", "+77012345678"),
        ("-", ""),
        ("жоқ", ""),
    ],
)
def test_phones_are_understood_however_they_are_written(school, text, phone):
    roster = bring(as_workbook([HEADINGS, ["Оразова Әлия", "Ақсай ОМ", "", "", text, ""]]))

    assert the_row(roster).data["phone"] == phone
    assert the_row(roster).verdict == Verdict.NEW


def test_a_phone_kept_as_a_number_is_understood(school):
    roster = bring(as_workbook([HEADINGS, ["Оразова Әлия", "Ақсай ОМ", "", "", 87012345678.0, "аlia@mail.kz"]]))

    assert the_row(roster).data["phone"] == "+77012345678"
    assert the_row(roster).data["email"] == "alia@mail.kz"  # the first letter was Cyrillic


def test_a_phone_of_somebody_else_is_an_error(school):
    make_person(surname="Бекова", given_name="Сая", phone="+77012345678")

    roster = bring(list_of(["Оразова Әлия", "Ақсай ОМ", "", "", "87012345678"]))

    assert said(the_row(roster).problems) == ["This phone number belongs to somebody else: Бекова Сая."]


def test_one_phone_for_two_people_of_a_file_is_an_error(school):
    roster = bring(
        list_of(["Бекова Сая", "Ақсай ОМ", "", "", "87012345678"], ["Оразов Ерлан", "Ақсай ОМ", "", "", "87012345678"])
    )

    assert verdicts(roster) == [Verdict.NEW, Verdict.ERROR]
    assert said(roster.rows.last().problems) == ["Row 2 has the same phone number for somebody else: Бекова Сая."]


def test_a_phone_and_an_email_of_two_people_are_an_error(school):
    make_person(surname="Бекова", given_name="Сая", phone="+77012345678")
    make_person(surname="Қалиев", given_name="Ерлан", email="e@mail.kz")

    roster = bring(list_of(["Бекова Сая", "Ақсай ОМ", "", "", "87012345678", "e@mail.kz"]))

    assert the_row(roster).problems[0][0] == "two_people_contacts"


def test_the_same_person_twice_in_a_file_comes_in_once(school):
    roster = save(bring(list_of(["Оразова Әлия", "Ақсай ОМ"], ["ӘЛИЯ ОРАЗОВА", "Ақсай орта мектебі"])))

    assert verdicts(roster) == [Verdict.NEW, Verdict.SAME]
    assert said(roster.rows.last().notes)[0] == "Repeats row 2."
    assert User.objects.filter(surname="Оразова").count() == 1


def test_the_same_person_with_another_subject_is_asked_about_and_joined(school):
    roster = bring(
        list_of(
            ["Оразова Әлия", "Ақсай ОМ", "", "", "87012345678"],
            ["Оразова Әлия Маратқызы", "Ақсай ОМ", "", "Химия", "87012345678"],
        )
    )

    assert verdicts(roster) == [Verdict.NEW, Verdict.DUPLICATE]
    with pytest.raises(saving.Undecided):
        saving.confirm(roster, by=roster.uploaded_by)
    roster.refresh_from_db()
    assert roster.status == RosterStatus.PREVIEWED
    roster.rows.undecided().update(choice="same")
    save(roster)
    assert person_of("Оразова").patronymic == "Маратқызы"
    assert person_of("Оразова").teaching.get().teaches == "Химия"


@pytest.mark.parametrize("choice, people", [("same", 1), ("different", 2), ("skip", 1)])
def test_a_likely_duplicate_waits_for_a_choice(school, choice, people):
    make_teacher(school, surname="Оразова", given_name="Әлия", phone="+77010000000")

    roster = bring(list_of(["Оразова Алия", "Ақсай ОМ", "", "", "87012345678"]))

    assert verdicts(roster) == [Verdict.DUPLICATE]
    roster.rows.undecided().update(choice=choice)
    save(roster)
    assert User.objects.filter(surname="Оразова").count() == people


def test_a_letter_too_few_is_a_likely_duplicate(school):
    make_teacher(school, surname="Нұрмұхамбетова", given_name="Әлия")

    assert verdicts(bring(list_of(["Нұрмұхамбетва Әлия", "Ақсай ОМ"]))) == [Verdict.DUPLICATE]


def test_a_namesake_with_another_patronymic_is_another_person(school):
    make_teacher(school, surname="Оразова", given_name="Әлия", patronymic="Маратқызы")

    assert verdicts(bring(list_of(["Оразова Әлия Серікқызы", "Ақсай ОМ"]))) == [Verdict.NEW]


def test_a_namesake_far_away_is_another_person_and_one_nearby_is_asked_about(school):
    far = make_school(name_kk="Қиян орта мектебі", district=make_district(name_kk="Қарақия ауданы"))
    near = make_school(name_kk="Жақын орта мектебі", district=school.district)
    make_teacher(far, surname="Оразова", given_name="Әлия")
    make_teacher(near, surname="Бекова", given_name="Сая")

    roster = bring(list_of(["Оразова Әлия", "Ақсай ОМ"], ["Бекова Сая", "Ақсай ОМ"]))

    assert verdicts(roster) == [Verdict.NEW, Verdict.DUPLICATE]


def test_two_principals_of_one_school_in_a_file_are_an_error(school):
    roster = bring(list_of(["Бекова Сая", "Ақсай ОМ", "директор"], ["Қалиев Ерлан", "Ақсай ОМ", "директор"]))

    assert verdicts(roster) == [Verdict.NEW, Verdict.ERROR]


def test_given_name_first_lists_are_understood_as_a_whole(school):
    data = list_of(
        *[[name, "Ақсай ОМ"] for name in ("Айгүл Сейітова", "Ерлан Қалиев", "Сая Оразова", "Мерекет Жайдар")]
    )

    save(bring(data))

    assert set(User.objects.filter(teaching__school=school).values_list("surname", flat=True)) == {
        "Сейітова", "Қалиев", "Оразова", "Жайдар",
    }  # fmt: skip


def test_the_school_may_be_said_once_for_the_whole_list(school):
    roster = bring(as_csv([["Аты-жөні"], ["Оразова Әлия"]]), fallback={"school": "Ақсай ОМ"})

    assert the_row(roster).data["school"] == school.pk


def test_a_district_that_three_regions_have_is_decided_by_the_school(school):
    names = {"name_kk": "Жамбыл ауданы"}
    others = [make_school(district=make_district(**names), name_kk=name) for name in ("Аса ОМ", "Аса ОМ")]
    home = make_school(district=make_district(**names), name_kk="Ұзынағаш орта мектебі")
    headings = ["Аты-жөні", "Мектеп", "Аудан"]
    rows = [["Оразова Әлия", "Ұзынағаш ОМ", "Жамбыл ауданы"], ["Бекова Сая", "Аса ОМ", "Жамбыл ауданы"]]

    known, unclear = bring(as_csv([headings, *rows])).rows.judged()

    assert len(others) == 2
    assert (known.verdict, known.data["school"]) == (Verdict.NEW, home.pk)
    assert (unclear.verdict, unclear.problems[0][0]) == (Verdict.ERROR, "which_district")


def test_totals_repeated_headings_and_rows_of_numbers_are_passed_over(school):
    roster = bring(list_of(["Оразова Әлия", "Ақсай ОМ"], HEADINGS, ["Барлығы: 1"], ["Итого", "1"], ["", "", "", "3"]))

    assert verdicts(roster) == [Verdict.NEW]


def test_what_changed_since_the_preview_stops_the_saving(school):
    roster = bring(list_of(["Оразова Әлия", "Ақсай ОМ"], ["Бекова Сая", "Ақсай ОМ"]))
    make_teacher(school, surname="Бекова", given_name="Сая")
    before = User.objects.count()

    with pytest.raises(saving.Stale):
        saving.confirm(roster, by=roster.uploaded_by)

    roster.refresh_from_db()
    assert (roster.status, User.objects.count()) == (RosterStatus.PREVIEWED, before)


def test_a_roster_of_a_hundred_people_at_village_schools_comes_in_whole():
    roster = save(bring(people_workbook(make_village_schools())))

    counts = roster.counts()
    assert (counts["new"], counts["error"], counts["duplicate"]) == (100, 0, 0)
    assert User.objects.filter(claimed_at=None).count() == 100
    assert not Teacher.objects.exclude(school__settlement__is_rural=True).exists()
