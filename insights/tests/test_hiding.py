"""Nothing that is hidden follows from what is shown: tried on thousands of invented tables."""

from hypothesis import given, settings
from hypothesis import strategies as st

from insights.hiding import FEWEST, hidden_cells, solved


def test_a_figure_of_one_to_four_people_is_hidden_and_one_of_nobody_is_not():
    assert hidden_cells({"a": 4, "b": 5, "c": 0}, []) == {"a"}


def test_a_second_cell_is_hidden_where_the_sum_would_tell_the_first():
    people = {"all": 30, "Aktau": 3, "Atyrau": 12, "Almaty": 15}

    assert hidden_cells(people, [("all", ("Aktau", "Atyrau", "Almaty"))]) == {"Aktau", "Atyrau"}


def test_two_hidden_cells_that_are_fewer_than_five_together_take_a_third_along():
    people = {"all": 23, "a": 2, "b": 1, "c": 20}

    assert hidden_cells(people, [("all", ("a", "b", "c"))]) == {"a", "b", "c"}


def test_women_are_hidden_where_the_men_beside_them_are_few():
    people = {"teachers": 30, "women": 27, "men": 3}

    assert hidden_cells(people, [("teachers", ("women", "men"))], secret={"men"}) == {"women"}


def test_a_hidden_district_is_not_found_by_way_of_its_schools():
    people = {"region": 40, "d1": 3, "d2": 37, "s1": 3, "s2": 20, "s3": 17}
    sums = [("region", ("d1", "d2")), ("d1", ("s1",)), ("d2", ("s2", "s3")), ("region", ("s1", "s2", "s3"))]

    hidden = hidden_cells(people, sums)

    assert {"d1", "s1", "d2"} < hidden
    assert solved([(whole, *parts) for whole, parts in sums], hidden) == set()


def test_what_stands_elsewhere_already_is_not_hidden():
    people = {"all": 9, "a": 4, "b": 5}

    assert hidden_cells(people, [("all", ("a", "b"))], fixed={"all"}) == {"a", "b"}


@st.composite
def tables(draw):
    """Regions of districts of schools, each with women and men: (people, sums)."""
    people, sums = {}, []
    schools = draw(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=3), min_size=1, max_size=3))
    counts = st.integers(0, 12)
    kinds = ("all", "women", "men")

    def leaf(name):
        women, men = draw(counts), draw(counts)
        people.update({(name, "all"): women + men, (name, "women"): women, (name, "men"): men})

    def above(name, parts):
        for kind in kinds:
            people[name, kind] = sum(people[part, kind] for part in parts)
            sums.append(((name, kind), tuple((part, kind) for part in parts)))

    regions = []
    for r, districts in enumerate(schools):
        names = []
        for d, number in enumerate(districts):
            parts = [f"{r}.{d}.{s}" for s in range(number)]
            for part in parts:
                leaf(part)
            above(f"{r}.{d}", parts)
            names.append(f"{r}.{d}")
        above(f"{r}", names)
        regions.append(f"{r}")
    above("", regions)
    sums += [((name, "all"), ((name, "women"), (name, "men"))) for name in {name for name, _kind in people}]
    return people, sums


@settings(max_examples=120, deadline=None)
@given(tables())
def test_no_figure_of_few_people_can_be_solved_from_the_shown_ones(table):
    people, sums = table

    hidden = hidden_cells(people, sums)

    few = {cell for cell, count in people.items() if 0 < count < FEWEST}
    assert few <= hidden
    assert solved([(whole, *parts) for whole, parts in sums], hidden) & few == set()


@settings(max_examples=120, deadline=None)
@given(tables())
def test_no_sum_leaves_a_rest_of_fewer_than_five_people(table):
    people, sums = table

    hidden = hidden_cells(people, sums)

    rests = [sum(people[part] for part in parts if part in hidden) for whole, parts in sums if whole not in hidden]
    assert [rest for rest in rests if 0 < rest < FEWEST] == []


@settings(max_examples=60, deadline=None)
@given(tables())
def test_what_is_hidden_does_not_depend_on_the_order_in_which_it_is_told(table):
    people, sums = table

    assert hidden_cells(people, sums) == hidden_cells(dict(reversed(people.items())), list(reversed(sums)))
