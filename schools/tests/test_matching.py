import pytest

from schools.models import School
from schools.rosters.matching import Places, Schools, read_school_name
from tests.makers import make_district, make_region, make_school


@pytest.mark.parametrize(
    "one, other",
    [
        ("№5 ЖББМ", "№ 5 жалпы білім беретін мектебі"),
        ("«Абай атындағы» ОМ КММ", 'КММ "Абай атындағы орта мектебі"'),
        ("Ақшымырау ОМ", "АҚШЫМЫРАУ ОРТА МЕКТЕБІ"),
        ("Aқшымыраy ОМ", "Ақшымырау орта мектеп"),  # Latin A, y
        ("СШ №12", "№12 орта мектеп"),
        ("КГУ «Средняя школа № 12»", "N12 ОШ"),
        ("Акшымырауская средняя школа", "Ақшымырау орта мектебі"),
        ("“Қыран” мектеп-гимназиясы", "Қыран мектеп-гимназия"),
        ("И. Сатпаев атындағы ОМ", "И.Сатпаев атындағы орта мектеп"),
        ("Бұлақты ауылындағы бастауыш мектебі", "Бұлақты БМ"),
        ("05 мектеп", "№5 мектеп"),
    ],
)
def test_different_ways_of_writing_one_school_are_the_same(one, other):
    assert read_school_name(one) == read_school_name(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("№5 мектеп", "№15 мектеп"),
        ("№1 орта мектеп", "№1 кешкі мектеп"),
        ("Абай орта мектебі", "Абай мектеп-гимназиясы"),
        ("Абай атындағы мектеп", "Жамбыл атындағы мектеп"),
        ("Абай атындағы №1 мектеп", "№1 мектеп"),
    ],
)
def test_different_schools_stay_different(one, other):
    assert read_school_name(one) != read_school_name(other)


@pytest.fixture
def kazakhstan(whole_country, db):
    return Places()


@pytest.mark.parametrize(
    "text, region, kato",
    [
        ("Бейнеу", "", "473600000"),
        ("Бейнеу ауданы", "Маңғыстау облысы", "473600000"),
        ("БЕЙНЕУ АУД.", "МАҢҒЫСТАУ ОБЛ.", "473600000"),
        ("Бейнеуский район", "Мангистауская область", "473600000"),
        ("Бейнeу", "Мaңғыстаy", "473600000"),
        ("Beyneu District", "Mangystau Region", "473600000"),
        ("Каракиянский р-н", "Мангистауская обл.", "474200000"),
        ("Ақтау қ.", "", "471000000"),
        ("г. Актау", "", "471000000"),
        ("Ақтау Қ.Ә.", "", "471000000"),
        ("Алатау қ.", "Алматы облысы", "191800000"),
        ("Жамбыл", "Алматы облысы", "194200000"),
        ("Алатау ауданы", "Алматы қаласы", "751210000"),
        ("Наурызбайский район", "город Алматы", "751810000"),
    ],
)
def test_a_district_is_found_however_it_is_written(kazakhstan, text, region, kato):
    district, problem = kazakhstan.district(text, region)

    assert (district.pk, problem) == (kato, None)


@pytest.mark.parametrize(
    "text, region, code",
    [
        ("", "", "no_district"),
        ("Нарния", "", "unknown_district"),
        ("Нарния", "Алматы облысы", "no_district_in_region"),
        ("Бейнеу", "Алматы облысы", "district_elsewhere"),
        ("Бейнеу", "Нарния облысы", "unknown_region"),
        ("Жамбыл ауданы", "", "which_district"),
    ],
)
def test_a_district_that_cannot_be_told_has_a_reason(kazakhstan, text, region, code):
    district, problem = kazakhstan.district(text, region)

    assert (district, problem[0]) == (None, code)


def test_a_kato_code_wins_over_words(kazakhstan):
    assert kazakhstan.district("Нарния", "", "473600000")[0].pk == "473600000"
    assert kazakhstan.district("", "", "473630100")[0].pk == "473600000"
    assert kazakhstan.district("Бейнеу", "", "999999999")[1] == ["unknown_kato", {"text": "999999999"}]


def test_a_village_is_found_within_its_district_only(kazakhstan):
    mangystau = kazakhstan.districts["474600000"]

    assert kazakhstan.settlement("Ақшымырау", mangystau)[1] == "Ақшымырау ауылы"
    assert kazakhstan.settlement("с. Акшымырау", mangystau)[1] == "Ақшымырау ауылы"
    assert kazakhstan.settlement("Ақшымырау", kazakhstan.districts["473600000"]) is None


@pytest.mark.django_db
def test_a_school_is_found_by_shorter_ways_of_saying_it():
    district = make_district()
    school = make_school(name_kk="Нұртас Оңдасынов атындағы №5 жалпы білім беретін мектеп", district=district)
    make_school(name_kk="Абай атындағы орта мектеп", district=district)
    schools = Schools()

    for text in (school.name_kk, "№5 мектеп", "СШ №5", "Н. Оңдасынов атындағы №5 ЖББМ", "школа имени Ондасынова"):
        assert schools.find(text, [district]) == (school.pk, None), text


@pytest.mark.django_db
def test_a_school_that_several_districts_have_asks_for_the_district():
    one, other = make_district(name_kk="Бейнеу ауданы"), make_district(region=make_region(), name_kk="Қарақия ауданы")
    for district in (one, other):
        make_school(name_kk="№5 орта мектеп", district=district)
    schools = Schools()

    assert schools.find("№5 ОМ")[1][0] == "which_school"
    assert schools.find("№5 ОМ", [one]) == (School.objects.get(district=one).pk, None)


@pytest.mark.django_db
def test_an_unknown_school_names_the_nearest():
    make_school(name_kk="Ақшымырау орта мектебі")
    schools = Schools()

    nearest = ["unknown_school_nearest", {"text": "Ақшымыра ОМ", "nearest": "«Ақшымырау орта мектебі»"}]
    assert schools.find("Ақшымыра ОМ")[0] or schools.find("Ақшымыра ОМ")[1] == nearest
    assert schools.find("Қызылтау ОМ")[1] == ["unknown_school", {"text": "Қызылтау ОМ"}]
    assert schools.find("")[1] == ["no_school", {}]
