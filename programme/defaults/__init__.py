"""What any real cohort starts from. Coordinators reword all of it in the admin; calling twice changes nothing."""

from datetime import date

from django.db import transaction

from languages.fields import CODES
from programme.models import (
    Page,
    Partner,
    PlannedSession,
    Question,
    ResearchMethod,
    Stage,
    Subject,
    Theme,
    Tool,
)

from .lists import METHODS, SUBJECTS, THEMES, TOOLS
from .pages import PAGES, PARTNERS
from .sessions import SESSIONS
from .stages import STAGES
from .tools import CARDS


def in_languages(name, texts):
    """`("title", (kk, ru, en))` as the three columns of a TranslatedField."""
    return {f"{name}_{code}": text for code, text in zip(CODES, texts, strict=True)}


@transaction.atomic
def make_stages(cohort):
    """The ten stages with their questions, unless the cohort has stages already."""
    if cohort.stages.exists():
        return
    for number, (part, title, intro, questions) in enumerate(STAGES, start=1):
        stage = Stage.objects.create(
            cohort=cohort, number=number, part=part, **in_languages("title", title), **in_languages("intro", intro)
        )
        Question.objects.bulk_create(
            Question(
                stage=stage,
                key=key,
                order=order,
                is_required=is_required,
                **in_languages("text", text),
                **in_languages("hint", hint),
            )
            for order, (key, text, hint, is_required) in enumerate(questions, start=1)
        )


def stages_as_shipped():
    """The ten stages unsaved, for pages that tell of the year before there is a cohort."""
    return [
        Stage(number=number, part=part, **in_languages("title", title), **in_languages("intro", intro))
        for number, (part, title, intro, _questions) in enumerate(STAGES, start=1)
    ]


@transaction.atomic
def make_session_plan(cohort):
    """The fourteen sessions, unless the cohort has a plan already. Needs the tools (make_lists)."""
    if cohort.session_plan.exists():
        return
    tools = Tool.objects.in_bulk(field_name="key")
    for number, (weeks, minutes, title, aim, steps, keys) in enumerate(SESSIONS, start=1):
        planned = PlannedSession.objects.create(
            cohort=cohort,
            number=number,
            weeks_after_start=weeks,
            minutes=minutes,
            **in_languages("title", title),
            **in_languages("aim", aim),
            **in_languages("steps", steps),
        )
        planned.tools.set(tools[key] for key in keys)


def make_lists():
    """Themes, subjects, research methods and tools that are not there yet."""
    for model, names in ((Theme, THEMES), (Subject, SUBJECTS), (ResearchMethod, METHODS)):
        _add_missing(model, {key: in_languages("name", name) for key, name in names.items()})
    _add_missing(Tool, {key: columns_of_tool(key, *texts) for key, texts in TOOLS.items()})


def columns_of_tool(key, name, summary):
    minutes, stages, purpose, group, materials, steps = CARDS[key]
    return {
        "minutes": minutes,
        "stages": stages,
        **in_languages("name", name),
        **in_languages("summary", summary),
        **in_languages("purpose", purpose),
        **in_languages("group", group),
        **in_languages("materials", materials),
        **in_languages("steps", steps),
    }


def make_pages():
    pages = {
        slug: {**in_languages("title", title), **in_languages("body", body)} for slug, (title, body) in PAGES.items()
    }
    for slug, columns in pages.items():
        Page.objects.get_or_create(slug=slug, defaults=columns)


def make_partners():
    if Partner.objects.exists():
        return
    Partner.objects.bulk_create(
        Partner(
            order=order,
            url=url,
            since=date(*since, 1),
            **in_languages("name", name),
            **in_languages("role", role),
        )
        for order, (name, role, url, since) in enumerate(PARTNERS, start=1)
    )


def make_programme():
    """All that a new portal begins with before its first cohort (manage.py load_programme)."""
    make_lists()
    make_pages()
    make_partners()


def _add_missing(model, rows):
    known = set(model.objects.values_list("key", flat=True))
    model.objects.bulk_create(
        model(key=key, order=order * 10, **columns)
        for order, (key, columns) in enumerate(rows.items(), start=1)
        if key not in known
    )
