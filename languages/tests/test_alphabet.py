import csv
from pathlib import Path

import pytest

from languages.alphabet import ALPHABET, LATIN_2021, fold, mend_script, sort_key, to_latin

SAMPLE = Path(__file__).resolve().parents[3] / "shared/data/language/latin_2021_sample.tsv"


@pytest.mark.parametrize("name", ["Айгүл Нұрғалиқызы", "Айгуль Нургаликызы", "Aigul Nurgaliqyzy", "AIGÜL NŪRĞALİQYZY"])
def test_one_person_spelt_in_three_languages_folds_to_one(name):
    assert fold(name) == "aigul nurgalikizi"


def test_case_folds_for_kazakh_letters():
    assert fold("ӘЛИЯ") == fold("әлия")


def test_latin_letters_inside_a_cyrillic_word_are_mended():
    assert mend_script("Mаңғыстаy облысы, English") == "Маңғыстау облысы, English"


def test_names_sort_by_the_kazakh_alphabet():
    names = ["Яна", "Әлия", "Бақыт", "Айгүл", "Ғалия", "Гүлнар", "Қанат", "Камила"]

    assert sorted(names, key=sort_key) == ["Айгүл", "Әлия", "Бақыт", "Гүлнар", "Ғалия", "Камила", "Қанат", "Яна"]


def test_every_letter_of_the_alphabet_has_a_latin_form():
    assert set(ALPHABET) == set(LATIN_2021)


def test_a_shorter_word_sorts_before_its_longer_sister():
    assert sort_key("Ан Бота") < sort_key("Анар Айша")


@pytest.mark.skipif(not SAMPLE.exists(), reason="the language sample lies beside the checkout only")
def test_the_2021_table_spells_its_sample_letter_for_letter():
    row = next(csv.DictReader(SAMPLE.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))

    assert to_latin(row["cyrillic"]) == row["latin"]
