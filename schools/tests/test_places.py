import pytest
from django.core.management import call_command

from schools import places
from schools.models import District, Region, Settlement
from tests import makers

pytestmark = pytest.mark.django_db


def test_the_classifier_loads_and_a_second_time_changes_nothing(django_assert_num_queries):
    assert places.load() == (20, 228, 9725)

    with django_assert_num_queries(5):  # a savepoint's two and one look at each table
        assert places.load() == (20, 228, 9725)


def test_places_have_names_without_abbreviations_and_districts_have_points(capsys):
    call_command("load_places")

    beineu = District.objects.get(pk="473600000")
    assert (beineu.name_kk, beineu.name_ru, beineu.name_en) == ("Бейнеу ауданы", "Бейнеуский район", "Beyneu District")
    assert District.objects.get(pk="471000000").name_ru == "город Актау"
    assert not District.objects.filter(latitude=None).exists()
    assert not Region.objects.filter(longitude=None).exists()
    assert not District.objects.filter(name_en="").exists()
    assert not Settlement.objects.filter(name_kk__regex=r"\s(а|к|қ|ауд|атын)\.?$").exists()
    assert not Settlement.objects.filter(name_ru__regex=r"^(с|п|г)\.").exists()


def test_a_corrected_name_is_set_right_again():
    places.load()
    Settlement.objects.filter(pk="475220100").update(name_ru="Форт")

    places.load()

    assert Settlement.objects.get(pk="475220100").name_ru == "город Форт-Шевченко"


def test_a_village_is_found_in_any_script():
    places.load()

    assert Settlement.objects.matching("АҚШЫМЫРАУ").count() == Settlement.objects.matching("aqshymyrau").count() > 0


def test_regions_are_listed_by_the_kazakh_alphabet_on_both_databases():
    for number, name in enumerate(["Ұлытау", "Павлодар", "Қарағанды", "Жамбыл", "Әлем", "Абай"]):
        makers.make_region(kato=f"90000000{number}", name_kk=name)

    assert [region.name_kk for region in Region.objects.all()] == [
        "Абай",
        "Әлем",
        "Жамбыл",
        "Қарағанды",
        "Павлодар",
        "Ұлытау",
    ]
