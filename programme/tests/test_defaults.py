import pytest
from django.core.management import call_command

from programme.defaults import make_lists, make_pages, make_partners, make_session_plan, make_stages
from programme.defaults.lists import TOOLS
from programme.defaults.sessions import SESSIONS
from programme.defaults.stages import STAGES
from programme.defaults.tools import CARDS
from programme.models import Page, Partner, PlannedSession, Question, Stage, StagePart, Theme, Tool
from tests.makers import make_cohort

pytestmark = pytest.mark.django_db


def make_all(cohort):
    make_lists()
    make_stages(cohort)
    make_session_plan(cohort)
    make_pages()
    make_partners()


def test_a_cohort_starts_with_ten_stages_and_fourteen_sessions():
    cohort = make_cohort()

    make_all(cohort)

    assert [stage.number for stage in cohort.stages.all()] == list(range(1, 11))
    assert cohort.session_plan.count() == 14


def test_making_twice_changes_nothing():
    cohort = make_cohort()
    models = (Stage, Question, PlannedSession, Theme, Tool, Page, Partner)
    make_all(cohort)
    before = [model.objects.count() for model in models]

    make_all(cohort)

    assert [model.objects.count() for model in models] == before


def test_every_part_of_the_method_has_its_stage():
    assert [part for part, *_rest in STAGES if part] == [part for part in StagePart.values if part]


def test_every_text_is_there_in_three_languages():
    cohort = make_cohort()
    make_all(cohort)

    for model in (Stage, Question, PlannedSession, Theme, Tool, Page, Partner):
        names = [field.name for field in model._meta.fields if field.name[-3:] in ("_kk", "_ru", "_en")]
        for row in model.objects.all():
            assert [name for name in names if not getattr(row, name).strip()] == []


def test_keys_of_questions_are_never_used_twice():
    keys = [key for *_rest, questions in STAGES for key, *_texts in questions]

    assert len(keys) == len(set(keys))


def test_the_plan_says_as_many_steps_in_each_language():
    assert [steps for *_rest, steps, _tools in SESSIONS if len({text.count("\n") for text in steps}) > 1] == []


def test_every_tool_has_its_card_and_as_many_steps_in_each_language():
    assert set(CARDS) == set(TOOLS)
    assert [key for key, card in CARDS.items() if len({text.count("\n") for text in card[-1]}) > 1] == []


def test_a_new_portal_has_its_texts_before_the_first_cohort(capsys):
    call_command("load_programme")

    assert capsys.readouterr().out == "The portal has 6 pages, 5 partners and 14 tools.\n"
