"""Long lists page by page, while rows come and go. Tried on schools: any model with a firm order will do."""

import pytest

from openweb.keyset import Keyset
from schools.models import School
from tests.makers import make_district

pytestmark = pytest.mark.django_db
NAMES = "абвгдежзиклмн"


@pytest.fixture
def schools():
    district = make_district()
    for name in NAMES:
        School.objects.create(name_kk=name, district=district)
    return School.objects.all()


def names(page):
    return "".join(school.name_kk for school in page)


def walk(keyset, rows, direction="older", cursor=""):
    """The names of each page, from the cursor to the end."""
    while True:
        page = keyset.page(rows, cursor)
        yield names(page)
        cursor = getattr(page, direction)
        if not cursor:
            return


@pytest.mark.parametrize(
    "order, expected",
    [
        (("sort_key", "id"), ["абвг", "дежз", "иклм", "н"]),
        (("-sort_key", "id"), ["нмлк", "изже", "дгвб", "а"]),
        (("kind", "-sort_key", "id"), ["нмлк", "изже", "дгвб", "а"]),
    ],
)
def test_pages_hold_each_row_once_in_order(schools, order, expected):
    assert list(walk(Keyset("x", order, 4), schools)) == expected


def test_the_way_back_shows_the_same_pages(schools):
    keyset = Keyset("x", ("sort_key", "id"), 4)
    third = keyset.page(schools, keyset.page(schools, keyset.page(schools).older).older)

    assert list(walk(keyset, schools, "newer", third.newer)) == ["дежз", "абвг"]


def test_rows_that_are_equal_but_for_their_id_are_neither_skipped_nor_repeated():
    district = make_district()
    for _ in range(9):
        School.objects.create(name_kk="бірдей", district=district)

    seen = [school.pk for page in pages_of(Keyset("x", ("sort_key", "id"), 2)) for school in page]

    assert sorted(seen) == sorted(School.objects.values_list("pk", flat=True))


def pages_of(keyset, cursor=""):
    while True:
        page = keyset.page(School.objects.all(), cursor)
        yield page
        cursor = page.older
        if not cursor:
            return


def test_a_new_row_moves_nothing_on_the_next_page(schools):
    keyset = Keyset("x", ("-sort_key", "id"), 4)
    cursor = keyset.page(schools).older
    School.objects.create(name_kk="я", district=make_district())

    assert names(keyset.page(schools, cursor)) == "изже"


def test_the_page_after_a_row_that_is_gone_goes_on_behind_it(schools):
    keyset = Keyset("x", ("sort_key", "id"), 4)
    cursor = keyset.page(schools).older
    School.objects.filter(name_kk="г").delete()

    assert names(keyset.page(schools, cursor)) == "дежз"


def test_where_nothing_is_left_the_first_page_comes(schools):
    keyset = Keyset("x", ("sort_key", "id"), 6)
    last = keyset.page(schools, keyset.page(schools).older).older
    School.objects.filter(name_kk__in="н").delete()

    assert names(keyset.page(schools, last)) == "абвгде"


def test_whoever_comes_back_to_the_beginning_sees_a_whole_first_page(schools):
    keyset = Keyset("x", ("sort_key", "id"), 4)
    second = keyset.page(schools, keyset.page(schools).older)
    School.objects.filter(name_kk="а").delete()

    page = keyset.page(schools, second.newer)

    assert (names(page), page.is_first) == ("бвгд", True)


@pytest.mark.parametrize("cursor", ["x", "\x00", "eyJhIjoxfQ:forged", "' OR 1=1 --", "9" * 4000])
def test_what_was_not_made_here_is_the_first_page(schools, cursor):
    assert names(Keyset("x", ("sort_key", "id"), 4).page(schools, cursor)) == "абвг"


def test_a_changed_cursor_and_one_of_another_list_are_the_first_page(schools):
    keyset = Keyset("x", ("sort_key", "id"), 4)
    cursor = keyset.page(schools).older
    other = Keyset("y", ("sort_key", "id"), 4).page(schools).older

    for forged in (cursor[:-1] + "A", "A" + cursor[1:], other):
        assert names(keyset.page(schools, forged)) == "абвг"


def test_an_empty_list_has_one_empty_page():
    page = Keyset("x", ("sort_key", "id"), 4).page(School.objects.none())

    assert (page.object_list, page.newer, page.older) == ([], "", "")
