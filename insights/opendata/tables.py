"""The tables of the open data, column by column. Whatever is not named here does not go out."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from programme.models import Cohort, CohortStatus, ResearchMethod, Stage, Subject, Theme
from projects.models import Project
from schools.models import Region

from ..indicators import PUBLIC
from ..indicators.definitions import SHARE
from ..indicators.measuring import Ledger
from ..scope import Scope

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class Column:
    name: str
    about: object
    datatype: str = "string"


@dataclass(frozen=True)
class Table:
    name: str
    title: object
    about: object
    columns: tuple
    rows: Callable  # () -> lists of cells, in the order of the columns
    is_slow: bool = False  # counted once a night

    @property
    def file(self):
        return f"{self.name}.csv"


def names(thing, field="name"):
    """The text in Kazakh, Russian and English, empty where it was not written."""
    return [getattr(thing, f"{field}_{code}") for code in LANGUAGES]


def said(words):
    """A text of the portal's own in each language."""
    found = []
    for code in LANGUAGES:
        with override(code):
            found.append(str(words))
    return found


def address(name, *args):
    with override(settings.LANGUAGE_CODE):
        return settings.SITE_URL + reverse(name, args=args)


# Figures --------------------------------------------------------------------------------------------


def cohorts():
    return Cohort.objects.exclude(status=CohortStatus.PREPARING).order_by("starts_on", "pk")


def figure_rows():
    """All cohorts together, then each of them whole and in parts; nothing of fewer than five people."""
    everything = Scope()
    ledger = Ledger(PUBLIC, everything, hide=True)
    yield from (figure_row(*told, "", "", "") for told in ledger.figures(everything).totals)
    for cohort in cohorts():
        figures = ledger.figures(everything.of(cohort), "region")
        yield from (figure_row(*told, cohort.pk, "", "") for told in figures.totals)
        yield from part_rows(figures, cohort, "region")
    for by in ("stage", "theme", "method"):
        ledger = Ledger(PUBLIC, everything, split=by, hide=True, ground=ledger.ground)
        for cohort in cohorts():
            yield from part_rows(ledger.figures(everything.of(cohort), by), cohort, by)


def part_rows(figures, cohort, by):
    for group, row in figures.rows:
        part = "none" if group.key is None else group.key
        yield from (figure_row(*told, cohort.pk, by, part) for told in row)


def figure_row(indicator, figure, cohort, by, part):
    """Numerator and denominator of shares only: those of others may tell of what is not public."""
    of = (figure.numerator, figure.denominator) if indicator.kind == SHARE else (None, None)
    return [indicator.key, cohort, by, part, figure.value, indicator.unit, *of, int(figure.hidden)]


FIGURES = Table(
    "figures",
    _("Figures"),
    _("Every public figure of the programme: all cohorts together, each cohort, and its regions, stages, themes and "
      "research methods. Figures of fewer than five people are hidden, and those that would give them away."),
    (
        Column("figure", _("Key of the figure; its name and meaning stand in codes.csv")),
        Column("cohort", _("Key of the cohort; empty for all cohorts together")),
        Column("split", _("How the figure is split: region, stage, theme or method; empty for the whole")),
        Column("part", _("Key of the part: the KATO code of a region, the number of a stage (“none”: all are done), a "
                         "theme, a method (“none”: not entered)")),
        Column("value", _("The figure; empty when it is hidden or there is nothing to divide by"), "number"),
        Column("unit", _("“%” for shares; empty for numbers")),
        Column("numerator", _("Of shares: what was counted"), "integer"),
        Column("denominator", _("Of shares: out of how many"), "integer"),
        Column("hidden", _("1 when the figure is hidden because of fewer than five people, otherwise 0"), "integer"),
    ),
    figure_rows,
    is_slow=True,
)  # fmt: skip

# Stories --------------------------------------------------------------------------------------------


def story_rows():
    stories = Project.objects.published().select_related("school__district", "community", "subject")
    stories = stories.prefetch_related("themes", "methods").order_by("published_at", "pk")
    for story in stories:
        yield [
            story.pk, address("projects:story", story.pk), story.language, story.title, story.community.cohort_id,
            story.school_id, story.school.district_id, story.school.district.region_id,
            keys(story.themes), story.subject.key if story.subject else "", keys(story.methods),
            timezone.localdate(story.published_at).isoformat(),
        ]  # fmt: skip


def keys(rows):
    return " ".join(sorted(one.key for one in rows.all()))


STORIES = Table(
    "stories",
    _("Published stories"),
    _("Projects that everyone can read on the portal. Authors are not named here: a name stands on the page of the "
      "story, as its author chose, and goes with it when she takes it down."),
    (
        Column("story", _("Key of the story")),
        Column("address", _("Its page on the portal"), "anyURI"),
        Column("language", _("Language of the story: kk, ru or en")),
        Column("title", _("Title, as its author wrote it")),
        Column("cohort", _("Key of the cohort")),
        Column("school", _("Key of the author's school, see schools.csv")),
        Column("district", _("KATO code of the district")),
        Column("region", _("KATO code of the region")),
        Column("themes", _("Keys of the themes, with spaces between")),
        Column("subject", _("Key of the subject; empty where none was chosen")),
        Column("methods", _("Keys of the research methods, with spaces between")),
        Column("published_on", _("Day on which it was published"), "date"),
    ),
    story_rows,
)  # fmt: skip

# Schools --------------------------------------------------------------------------------------------


def schools_of_the_programme():
    rows = next(one for one in PUBLIC if one.key == "schools").rows(Scope())
    return rows.select_related("district", "settlement").order_by("district__region", "district", "pk")


def school_rows():
    for school in schools_of_the_programme():
        latitude, longitude = school.point or (None, None)
        place = school.settlement.kato if school.settlement else ""
        yield [
            school.pk, address("schools:school", school.pk), *names(school), place, school.district_id,
            school.district.region_id, latitude, longitude,
        ]  # fmt: skip


SCHOOLS = Table(
    "schools",
    _("Schools of the programme"),
    _("Schools that have a professional community which has begun."),
    (
        Column("school", _("Key of the school")),
        Column("address", _("Its page on the portal"), "anyURI"),
        Column("name_kk", _("Name in Kazakh")),
        Column("name_ru", _("Name in Russian; empty where it was not entered")),
        Column("name_en", _("Name in English; empty where it was not entered")),
        Column("settlement", _("KATO code of the village")),
        Column("district", _("KATO code of the district")),
        Column("region", _("KATO code of the region")),
        Column("latitude", _("Latitude of the school, else of its village or district"), "number"),
        Column("longitude", _("Longitude of the same point"), "number"),
    ),
    school_rows,
)

# Codes ----------------------------------------------------------------------------------------------


def code_rows():
    for indicator in PUBLIC:
        meaning = [" ".join(words).strip() for words in zip(said(indicator.counts), out_of(indicator), strict=True)]
        yield ["figure", indicator.key, *said(indicator.name), *meaning]
    for cohort in cohorts():
        yield ["cohort", cohort.pk, *names(cohort), *NO_MEANING]
    for region in Region.objects.filter(districts__schools__in=schools_of_the_programme().order_by()).distinct():
        yield ["region", region.pk, *names(region), *NO_MEANING]
    seen = {}
    for stage in Stage.objects.filter(cohort__in=cohorts()).order_by("-cohort__starts_on", "number"):
        seen.setdefault(stage.number, stage)
    for number, stage in sorted(seen.items()):
        yield ["stage", number, *names(stage, "title"), *NO_MEANING]
    for kind, model in (("theme", Theme), ("subject", Subject), ("method", ResearchMethod)):
        for one in model.objects.all():
            yield [kind, one.key, *names(one), *NO_MEANING]


def out_of(indicator):
    if not indicator.of_words:
        return NO_MEANING
    return [
        words % {"words": of} for words, of in zip(said(_("Out of: %(words)s")), said(indicator.of_words), strict=True)
    ]


NO_MEANING = ("",) * len(LANGUAGES)

CODES = Table(
    "codes",
    pgettext_lazy("open data", "Codes"),
    _("What the keys in the other files stand for, in three languages; of figures also what they count."),
    (
        Column("kind", _("figure, cohort, region, stage, theme, subject or method")),
        Column("key", _("The key, as the other files use it")),
        Column("name_kk", _("Name in Kazakh")),
        Column("name_ru", _("Name in Russian; empty where it was not entered")),
        Column("name_en", _("Name in English; empty where it was not entered")),
        Column("counts_kk", _("Of figures: what they count and out of what, in Kazakh")),
        Column("counts_ru", _("The same in Russian")),
        Column("counts_en", _("The same in English")),
    ),
    code_rows,
)

TABLES = {table.name: table for table in (FIGURES, STORIES, SCHOOLS, CODES)}
