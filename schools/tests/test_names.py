import pytest

from schools.rosters.names import PersonName, in_case, read_full, read_parts, sex_of


def parts(name: PersonName):
    return name.surname, name.given_name, name.patronymic


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Сейітова Айгүл Нұрланқызы", ("Сейітова", "Айгүл", "Нұрланқызы")),
        ("Айгүл Нұрланқызы Сейітова", ("Сейітова", "Айгүл", "Нұрланқызы")),
        ("Айгүл Сейітова", ("Сейітова", "Айгүл", "")),
        ("Сейітова Айгүл", ("Сейітова", "Айгүл", "")),
        ("СЕЙІТОВА АЙГҮЛ НҰРЛАНҚЫЗЫ", ("Сейітова", "Айгүл", "Нұрланқызы")),
        ("сейітова айгүл нұрлан қызы", ("Сейітова", "Айгүл", "Нұрланқызы")),
        ("НҰРҒАЛИЕВ БАУЫРЖАН СЕРІК ҰЛЫ", ("Нұрғалиев", "Бауыржан", "Серікұлы")),
        ("Ахметова Гульнара Сериковна", ("Ахметова", "Гульнара", "Сериковна")),
        ("Гульнара Сериковна Ахметова", ("Ахметова", "Гульнара", "Сериковна")),
        ("Серікқызы Айгүл", ("Серікқызы", "Айгүл", "")),
        ("Айгүл Серікқызы", ("Серікқызы", "Айгүл", "")),
        ("Момышұлы Бауыржан", ("Момышұлы", "Бауыржан", "")),
        ("Болат Айгерім", ("Болат", "Айгерім", "")),
        ("Сeйітoва Айгүл", ("Сейітова", "Айгүл", "")),  # Latin e, o
        ("Сейітова  (Ахметова) Айгүл", ("Сейітова", "Айгүл", "")),
        ("Сейітова, Айгүл", ("Сейітова", "Айгүл", "")),
        ("Тен-Ким Светлана", ("Тен-Ким", "Светлана", "")),
        ("АБДУЛ-КАДЫРОВА САЯ", ("Абдул-Кадырова", "Сая", "")),
        ("Seitova Aigul", ("Seitova", "Aigul", "")),
        ("Aigul Seitova", ("Seitova", "Aigul", "")),
    ],
)
def test_a_full_name_is_taken_apart(text, expected):
    name = read_full(text)

    assert (parts(name), name.problems) == (expected, [])


@pytest.mark.parametrize(
    "text, code",
    [
        ("", "no_name"),
        ("Айгүл", "no_surname"),
        ("Айгуль Сериковна", "no_surname"),
        ("Сейітова А.", "initials"),
        ("Сейітова А.Н.", "initials"),
        ("А.Н. Сейітова", "initials"),
        ("87012345678", "not_a_name"),
        ("a@mail.kz", "not_a_name"),
        ("бұл жерде бір ұзақ сөйлем тұр", "not_a_name"),
    ],
)
def test_what_is_no_full_name_is_said_in_words(text, code):
    assert [problem[0] for problem in read_full(text).problems] == [code]


def test_where_the_words_do_not_tell_the_usual_order_counts_and_is_noted():
    unusual = "Жайдар Мерекет"

    assert parts(read_full(unusual, usual="surname")) == ("Жайдар", "Мерекет", "")
    assert parts(read_full(unusual, usual="given")) == ("Мерекет", "Жайдар", "")
    assert read_full(unusual).notes == [["order_guessed", {}]]


def test_the_coordinator_may_say_the_order():
    assert parts(read_full("Айгүл Сейітова", order="surname")) == ("Айгүл", "Сейітова", "")
    assert parts(read_full("Серік Болат", order="given")) == ("Болат", "Серік", "")


def test_separate_columns_are_cleaned_and_a_patronymic_is_found_behind_the_given_name():
    name = read_parts(" СЕЙІТОВА ", "АЙГҮЛ НҰРЛАН ҚЫЗЫ", "")

    assert (parts(name), name.problems) == (("Сейітова", "Айгүл", "Нұрланқызы"), [])


@pytest.mark.parametrize(
    "columns, code",
    [
        (("", "", ""), "no_name"),
        (("Сейітова", "", ""), "no_given_name"),
        (("", "Айгүл", ""), "no_surname"),
        (("Сейітова", "А.", ""), "initials"),
        (("Сейітова1", "Айгүл", ""), "not_a_name"),
        (("Х" * 90, "Айгүл", ""), "long_name"),
    ],
)
def test_separate_columns_may_lack_something(columns, code):
    assert [problem[0] for problem in read_parts(*columns).problems] == [code]


@pytest.mark.parametrize(
    "word, written",
    [
        ("НҰРҒАЛИҚЫЗЫ", "Нұрғалиқызы"),
        ("ілияс", "Ілияс"),
        ("МакДональд", "МакДональд"),
        ("Ә", "Ә"),
        ("ОМАР-ӘЛИ", "Омар-Әли"),
    ],
)
def test_capitals_become_an_ordinary_name(word, written):
    assert in_case(word) == written


@pytest.mark.parametrize(
    "text, sex",
    [
        ("Сейітова Айгүл Нұрланқызы", "f"),
        ("Оразов Ерлан Серікұлы", "m"),
        ("Ахметова Анна Ивановна", "f"),
        ("Пак Виктор Ильич", "m"),
        ("Серікқызы Айгүл", "f"),
        ("Болат Мерей", ""),
    ],
)
def test_a_patronymic_tells_the_sex(text, sex):
    assert sex_of(read_full(text)) == sex
