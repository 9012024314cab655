"""The rubric: versions, drafts in three languages, what is frozen, what teachers see from the first day."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from certification.criteria import criteria_of, make_rubric
from certification.models import Criterion, Level, Review, Rubric, RubricStatus
from certification.rubrics import acts
from certification.rubrics.ready import what_is_missing
from safekeeping.states import TransitionError
from safekeeping.versions import Conflict
from tests.makers import make_cohort, make_person, make_project
from tests.makers import make_rubric as make_small_rubric

from .makers import make_chief, make_review, make_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    person = make_chief()
    client.force_login(person)
    return person


@pytest.fixture
def draft(chief):
    """A second version, copied from the six criteria in use."""
    cohort = make_cohort()
    make_rubric(cohort)
    return acts.begin_next(cohort, chief)


def page(name, *args):
    return reverse(f"certification:{name}", args=args)


def typed(client, address, **changes):
    """What the form shows, with these changes."""
    form = client.get(address, follow=True).context["form"]
    shown = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: value for name, value in {**shown, **changes}.items() if value not in (None, False)}


def words_of(rubric):
    fields = [f"{name}_{code}" for name in ("name", "hint") for code in ("kk", "ru", "en")]
    levels = [f"{name}_{code}" for name in ("name", "description") for code in ("kk", "ru", "en")]
    criteria = Criterion.objects.filter(rubric=rubric).in_order().values_list("number", "part", *fields)
    scale = Level.objects.filter(criterion__rubric=rubric).order_by("criterion__number", "number")
    return list(criteria), list(scale.values_list("criterion__number", "number", "is_enough", *levels))


# Versions --------------------------------------------------------------------------------------------


def test_the_first_rubric_is_complete_in_three_languages():
    rubric = make_rubric(make_cohort())

    found = Rubric.objects.with_criteria().get(pk=rubric.pk)
    assert what_is_missing(found) == []
    assert [len(one.scale) for one in found.criteria_in_order] == [4] * 6
    assert all(level.description_kk and level.description_ru and level.description_en for level in Level.objects.all())


def test_the_next_version_is_a_copy_and_two_taps_make_one(client, chief):
    cohort = make_cohort()
    first = make_rubric(cohort)

    for _tap in range(2):
        answer = client.post(page("rubric_begin", cohort.pk))

    draft = cohort.rubrics.drafts().get()
    assert answer["Location"] == draft.get_absolute_url()
    assert (draft.number, draft.begun_by) == (2, chief)
    assert words_of(draft) == words_of(first)


def test_a_new_cohort_begins_from_the_rubric_that_the_chief_chooses(client, chief):
    last = make_small_rubric(make_cohort())
    cohort = make_cohort()

    forms = {one: one.begin_form for one in client.get(page("rubric_list")).context["page"].object_list}
    assert forms[cohort].initial["source"] == last.pk
    client.post(page("rubric_begin", cohort.pk), {"source": last.pk})

    assert words_of(cohort.rubrics.get()) == words_of(last)


def test_a_cohort_without_a_rubric_is_judged_by_the_last_one_put_in_use():
    last, cohort = make_small_rubric(make_cohort()), make_cohort()

    shown = criteria_of(cohort)
    assert not cohort.rubrics.exists()
    assert [one.name for one in shown] == ["Мәселе"]
    assert words_of(make_rubric(cohort)) == words_of(last)


def test_a_draft_of_the_chief_does_not_stand_in_the_way_of_the_first_portfolio(chief):
    cohort = make_cohort()
    draft = acts.begin_next(cohort, chief)

    in_use = make_rubric(cohort)

    assert (in_use.number, in_use.status, cohort.rubrics.drafts().get()) == (2, RubricStatus.IN_USE, draft)


def test_put_in_use_replaces_the_one_before_and_readings_stay_with_theirs(client, chief):
    portfolio = make_submitted()
    cohort = portfolio.project.community.cohort
    review = make_review(portfolio, chief)
    draft = acts.begin_next(cohort, chief)

    client.post(page("rubric_use", draft.pk), {"version": draft.version})

    assert list(cohort.rubrics.order_by("number").values_list("status", "put_in_use_by")) == [
        (RubricStatus.REPLACED, None),
        (RubricStatus.IN_USE, chief.pk),
    ]
    assert Review.objects.get().rubric == review.rubric
    names = client.get(portfolio.get_absolute_url()).context["form"].fields
    assert {f"criterion_{one.pk}" for one in review.rubric.criteria.all()} <= set(names)


def test_a_version_that_changed_meanwhile_is_read_again_first(client, chief, draft):
    seen = draft.version
    acts.touch(draft)

    answer = client.post(page("rubric_use", draft.pk), {"version": seen})

    assert answer.status_code == 409
    assert Rubric.objects.get(pk=draft.pk).is_draft


def test_what_is_not_in_three_languages_is_not_put_in_use(client, chief, draft):
    Criterion.objects.filter(rubric=draft, number=2).update(name_ru="")
    Level.objects.filter(criterion__rubric=draft, criterion__number=3).update(is_enough=False)

    answer = client.post(page("rubric_use", draft.pk), {"version": draft.version})

    assert answer.status_code == 422
    assert [row.criterion.number for row in answer.context["missing"]] == [2, 3]
    assert Rubric.objects.get(pk=draft.pk).is_draft


def test_a_draft_is_discarded_and_one_in_use_is_not(client, chief, draft):
    in_use = draft.cohort.rubrics.in_use().get()

    for rubric in (draft, in_use):
        client.post(page("rubric_discard", rubric.pk))

    assert list(Rubric.objects.all()) == [in_use]


# Frozen ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [RubricStatus.IN_USE, RubricStatus.REPLACED])
def test_the_database_refuses_to_change_a_frozen_rubric(status):
    rubric = make_small_rubric(make_cohort())
    Rubric.objects.update(status=status)
    criterion = rubric.criteria.get()

    refused = [
        lambda: Criterion.objects.update(name_kk="Басқа"),
        lambda: Criterion.objects.create(rubric=rubric, number=2, name_kk="Жаңа"),
        lambda: criterion.levels.all().delete(),
        lambda: Level.objects.create(criterion=criterion, number=5, name_kk="Жаңа"),
        lambda: Level.objects.update(is_enough=True),
        lambda: Level.objects.all()._raw_delete("default"),
        lambda: Criterion.objects.all()._raw_delete("default"),
        lambda: Rubric.objects.all()._raw_delete("default"),
        lambda: Rubric.objects.update(status=RubricStatus.DRAFT),
        lambda: Rubric.objects.update(number=7),
        lambda: Rubric.objects.update(in_use_since=None),
    ]
    for act in refused:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert Rubric.objects.update(version=9) == 1


def test_a_criterion_is_not_carried_into_a_frozen_rubric():
    cohort = make_cohort()
    in_use = make_small_rubric(cohort)
    draft = make_small_rubric(cohort, status=RubricStatus.DRAFT)

    with pytest.raises(DatabaseError), transaction.atomic():
        draft.criteria.update(rubric=in_use, number=2)


def test_acts_refuse_a_rubric_in_use():
    rubric, by = make_small_rubric(make_cohort()), make_person()
    criterion = rubric.criteria.get()

    refused = [
        lambda: acts.put_in_use(rubric, by, rubric.version),
        lambda: acts.discard(rubric, by),
        lambda: acts.add_criterion(rubric, by, {"name_kk": "Жаңа"}, []),
        lambda: acts.change_criterion(criterion, by, criterion.version, [], []),
        lambda: acts.remove_criterion(criterion, by),
    ]
    for act in refused:
        with pytest.raises(TransitionError):
            act()


# Criteria --------------------------------------------------------------------------------------------


def test_a_criterion_is_edited_in_three_languages_with_its_levels(client, draft):
    criterion = draft.criteria.first()
    address = page("criterion", criterion.pk)
    changes = {"name_ru": "Забота", "part": "", "level1_name_en": "Under way", "level1_is_enough": "on"}

    answer = client.post(address, typed(client, address, **changes))

    assert answer.status_code == 302
    criterion.refresh_from_db()
    assert (criterion.name_ru, criterion.part, criterion.version) == ("Забота", "", 2)
    levels = list(criterion.levels.order_by("number").values_list("name_en", "is_enough"))
    assert levels[:2] == [("Not visible yet", False), ("Under way", True)]
    assert Rubric.objects.get(pk=draft.pk).version == draft.version + 1


def test_levels_are_added_removed_and_put_in_another_order(client, draft):
    criterion = draft.criteria.first()
    address = page("criterion", criterion.pk)
    changes = {
        "level0_remove": "on",
        "level4_name_kk": "Тамаша",
        "level4_is_enough": "on",
        "level3_place": 6,
    }

    client.post(address, typed(client, address, **changes))

    levels = list(criterion.levels.order_by("number").values_list("number", "name_kk"))
    assert levels == [(0, "Басталған"), (1, "Сенімді"), (2, "Тамаша"), (3, "Үлгі боларлық")]


@pytest.mark.parametrize(
    "changes",
    [
        {"level1_is_enough": "on", "level2_is_enough": None},
        {"level2_is_enough": None, "level3_is_enough": None},
        {f"level{number}_remove": "on" for number in range(3)},
        {"name_kk": "а" * 200},
    ],
)
def test_a_scale_that_makes_no_sense_is_said_and_nothing_typed_is_lost(client, draft, changes):
    criterion = draft.criteria.first()
    address = page("criterion", criterion.pk)

    answer = client.post(address, typed(client, address, hint_en="Typed just now", **changes))

    assert answer.status_code == 422
    assert "Typed just now" in answer.content.decode()
    assert criterion.levels.count() == 4


def test_two_chiefs_at_one_criterion_lose_nothing(client, draft):
    criterion = draft.criteria.first()
    address = page("criterion", criterion.pk)
    hers = typed(client, address, name_kk="Екінші терезе", level2_description_kk="Екінші сипаттама")
    client.post(address, typed(client, address, name_kk="Бірінші терезе", level2_description_kk="Бірінші сипаттама"))

    answer = client.post(address, hers)

    text = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Бірінші терезе", "Екінші терезе", "Бірінші сипаттама", "Екінші сипаттама"):
        assert words in text
    criterion.refresh_from_db()
    assert criterion.name_kk == "Бірінші терезе"


def test_typed_words_stay_when_the_version_was_put_in_use_meanwhile(client, chief, draft):
    criterion = draft.criteria.first()
    address = page("criterion", criterion.pk)
    hers = typed(client, address, name_kk="Кешіккен сөз")
    acts.put_in_use(draft, chief, draft.version)

    answer = client.post(address, hers)

    assert answer.status_code == 409
    assert "Кешіккен сөз" in answer.content.decode()
    assert not Criterion.objects.filter(name_kk="Кешіккен сөз").exists()


def test_a_criterion_is_added_once_at_the_end(client, draft):
    address = page("criterion_new", draft.pk)
    new = typed(client, address, name_kk="Тұрақтылық")

    for _tap in range(2):
        assert client.post(address, new).status_code == 302

    added = draft.criteria.get(name_kk="Тұрақтылық")
    assert (added.number, added.levels.count()) == (7, 4)


def test_order_is_changed_by_place_so_that_a_second_tap_changes_nothing(client, draft):
    third = draft.criteria.get(number=3)

    for _tap in range(2):
        client.post(page("criterion_move", third.pk), {"to": 2})

    assert list(draft.criteria.in_order().values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert draft.criteria.get(number=2) == third


def test_a_criterion_is_removed_after_a_question(client, draft):
    second = draft.criteria.get(number=2)

    asked = client.get(page("criterion_remove", second.pk))
    assert second.name in asked.content.decode()
    client.post(page("criterion_remove", second.pk))

    assert list(draft.criteria.in_order().values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert draft.cohort.rubrics.in_use().get().criteria.count() == 6


# What teachers see -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["projects:project", "certification:submit"])
def test_a_teacher_sees_criteria_and_levels_from_her_first_day(client, name):
    project = make_project()
    client.force_login(project.lead)

    text = client.get(reverse(name, args=[project.pk])).content.decode()

    assert "Өзекті мәселе" in text
    assert "Дәлел бар, бірақ қашан, қалай жиналғаны түсініксіз." in text
    assert not Rubric.objects.exists()


@pytest.mark.parametrize(("language", "name"), [("kk", "Сенімді"), ("ru", "Убедительно"), ("en", "Convincing")])
def test_the_preview_is_what_the_teacher_sees_in_each_language(client, draft, language, name):
    shown = client.get(page("rubric_preview", draft.pk), {"shown_in": language}).context["shown"]
    acts.put_in_use(draft, draft.begun_by, draft.version)
    project = make_project()
    project.community.cohort = draft.cohort
    project.community.save()
    client.force_login(project.lead)

    text = client.get(reverse("projects:project", args=[project.pk]).replace("/kk/", f"/{language}/")).content.decode()

    assert name in shown
    assert shown in text


def test_only_chief_reviewers_have_these_pages(client, draft):
    client.force_login(make_person())
    criterion = draft.criteria.first()

    addresses = [page("rubric_list"), page("rubric", draft.pk), page("criterion", criterion.pk)]
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    assert client.post(page("rubric_begin", draft.cohort_id)).status_code == 404


def test_pages_ask_the_database_a_fixed_number_of_times(client, draft, django_assert_max_num_queries):
    for address in (page("rubric_list"), page("rubric", draft.pk), page("rubric_use", draft.pk)):
        with django_assert_max_num_queries(14):
            assert client.get(address).status_code == 200


def test_a_version_is_put_in_use_only_as_it_was_seen(chief, draft):
    acts.remove_criterion(draft.criteria.first(), chief)

    with pytest.raises(Conflict):
        acts.put_in_use(draft, chief, draft.version)
