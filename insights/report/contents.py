"""What stands in the report: cover, then sections of blocks that insights/typst/report.typ knows to set."""

from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from . import telling
from .telling import is_told, listed, number, told

TELLING = ("schools", "teachers", "communities", "stories")  # on the cover
CARDS = ("schools", "teachers", "communities", "sessions_held", "projects", "stories", "pupils", "evidence")
MOST_BARS = 12


def contents(snapshot, frozen):
    """Plain data for documents.pdf, in the language that is switched on and that `frozen` reads."""
    as_of = _("Figures as of %(day)s") % {"day": date_format(frozen.on, "DATE_FORMAT")}
    title = _("The programme in figures")
    return {
        "title": f"{title}. {frozen.cohort}",
        "author": _("Auyldyq mektep shamy"),
        "footer": f"{_('Auyldyq mektep shamy')} · {frozen.cohort} · {as_of}",
        "contents": _("Contents"),
        "cover": cover(frozen, title, as_of),
        "sections": [
            section(_("What the programme is"), programme(frozen), new_page=False),
            section(_("In short"), in_short(frozen)),
            section(_("Where it works"), where(frozen)),
            section(_("Teachers and their communities"), meeting(frozen)),
            section(_("Development projects"), projects(frozen)),
            section(_("Pupils and evidence"), pupils(frozen)),
            section(_("Recognition by the university"), recognition(frozen)),
            section(_("Districts"), districts(frozen), new_page=False),
            section(_("What each figure means"), meanings(frozen)),
            section(_("How this was counted"), method(snapshot, frozen)),
        ],
    }


def section(title, blocks, new_page=True):
    return {"title": title, "new-page": new_page, "blocks": [block for block in blocks if block]}


def cover(frozen, title, as_of):
    partners = [frozen.said(one["name"]) for one in frozen.content["partners"]]
    cells = [(key, frozen.total(key)) for key in (*TELLING, "projects", "pupils", "sessions_held")]
    figures = [[told(cell), frozen.definitions[key].name] for key, cell in cells if is_told(cell)]
    return {
        "brand": _("Auyldyq mektep shamy"),
        "title": title,
        "cohort": frozen.cohort,
        "place": frozen.place,
        "figures": figures[:4],
        "as-of": as_of,
        "partners": listed(partners),
    }


# Blocks ---------------------------------------------------------------------------------------------


def text(words):
    return {"kind": "text", "text": words}


def lead(words):
    return {"kind": "lead", "text": words}


def note(words):
    return {"kind": "note", "text": words}


def table(frozen, title, by, keys, parts=None):
    """A row a part; None when nothing splits like this."""
    keys = [key for key in keys if frozen.cells(key, by)]
    rows = frozen.table(by, keys)
    if parts is not None:
        rows = [(part, cells) for part, cells in rows if part.key in parts]
    if all(cell.hidden for _part, cells in rows for cell in cells):
        return None
    definitions = [frozen.definitions[key] for key in keys]
    return {
        "kind": "table",
        "title": title,
        "head": ["", *(one.name for one in definitions)],
        "rows": [
            [part.name, *(told(cell, one.unit) for cell, one in zip(cells, definitions, strict=True))]
            for part, cells in rows
        ],
    }


def bars(frozen, title, by, key):
    """A bar a part, the parts with nothing left out; None when there is nothing to draw."""
    told_rows = [(part.name, cells[0]) for part, cells in frozen.table(by, [key]) if cells and is_something(cells[0])]
    return chart("bars", title, told_rows[:MOST_BARS], frozen.definitions[key].unit)


def months(frozen, title, key):
    rows = []
    for part, cells in frozen.table("month", [key]):
        day = date.fromisoformat(part.key)
        rows.append((f"{day:%m}.{day:%y}", cells[0]))
    return chart("columns", title, rows, frozen.definitions[key].unit)


def chart(kind, title, rows, unit):
    values = [cell.value or 0 for _name, cell in rows if not cell.hidden]
    most = 100 if unit == "%" else max(values, default=0)
    if not most:
        return None
    drawn = [
        [name, told(cell, "" if kind == "columns" else unit), None if cell.hidden else (cell.value or 0) / most]
        for name, cell in rows
    ]
    numbers = "; ".join(f"{name}: {told(cell, unit)}" for name, cell in rows)
    return {"kind": kind, "title": title, "rows": drawn, "alt": f"{title}. {numbers}."}


def is_something(cell):
    return cell.hidden or bool(cell.value)


# Sections -------------------------------------------------------------------------------------------


def in_short(frozen):
    cards = [[told(frozen.total(key)), frozen.definitions[key].name] for key in CARDS]
    return [{"kind": "cards", "rows": cards}, *(lead(words) for words in sentences(frozen)), hidden_note(frozen)]


def sentences(frozen):
    """The figures in words. A sentence whose figures are hidden is not said at all."""
    total = frozen.total
    yield taking_part(frozen)
    if is_told(total("sessions_held"), total("attendance")):
        yield _("Sessions held: %(held)s. Attendance: %(share)s of all marks say that the teacher was there.") % {
            "held": told(total("sessions_held")),
            "share": told(total("attendance"), "%"),
        }
    if is_told(total("projects"), total("stories")):
        yield _("Begun: %(projects)s. Published as stories that everyone can read: %(stories)s.") % {
            "projects": telling.projects(total("projects").value),
            "stories": told(total("stories")),
        }
    if is_told(total("pupils"), total("girls"), total("boys")):
        yield _("Pupils reached, as authors told for their own projects: %(pupils)s, of them girls %(girls)s, boys "
                "%(boys)s. A pupil reached by two projects counts twice.") % {
            "pupils": told(total("pupils")), "girls": told(total("girls")), "boys": told(total("boys")),
        }  # fmt: skip
    if is_told(total("evidence")):
        yield _("Pieces of evidence gathered: %(count)s.") % {"count": told(total("evidence"))} + most_of(
            frozen, "evidence", "method", _("Most came from: %(what)s.")
        )
    if themes := most_of(frozen, "projects", "theme", _("Most projects were about: %(what)s.")):
        yield themes.strip()
    if is_told(total("portfolios")):
        yield _("Portfolios submitted to the university: %(count)s.") % {"count": told(total("portfolios"))}


def taking_part(frozen):
    counts = [
        (telling.schools, frozen.total("schools")),
        (telling.teachers, frozen.total("teachers")),
        (telling.communities, frozen.total("communities")),
    ]
    words = [say(cell.value) for say, cell in counts if is_told(cell)]
    places = [cells[0] for _part, cells in frozen.table("region", ["schools"])]
    if places:
        words.insert(1, telling.regions(sum(1 for cell in places if is_something(cell))))
    return _("Taking part: %(who)s.") % {"who": listed(words)}


def most_of(frozen, key, by, words):
    """The three largest parts, or "" when none may be told."""
    rows = [(part.name, cells[0]) for part, cells in frozen.table(by, [key]) if part.key and is_told(cells[0])]
    rows.sort(key=lambda row: -row[1].value)
    what = listed(f"{name} ({told(cell)})" for name, cell in rows[:3])
    return " " + words % {"what": what} if what else ""


def hidden_note(frozen):
    if not frozen.content["hides_few"]:
        return note(_("This copy is for the coordinators of the programme: it shows figures of few people too."))
    if frozen.has_hidden:
        return note(hidden_words())
    return None


def hidden_words():
    return _(
        "%(sign)s stands where fewer than five people are behind a figure, and where a figure would let one of those "
        "be worked out."
    ) % {"sign": telling.HIDDEN}


def programme(frozen):
    first, last = (date_format(day, "DATE_FORMAT") for day in frozen.days)
    stages = [part.name for part in frozen.parts("stage") if part.key]
    return [
        text(_(
            "“Auyldyq mektep shamy”, the lamp of the rural school, follows Teacher Led Development Work: any teacher, "
            "whatever her post, can lead change in her school if she is supported. The unit is not a course but a "
            "development project that one teacher leads."
        )),
        text(_(
            "Teachers of a school meet as a professional community in sessions that a school facilitator runs. "
            "External facilitators support the school facilitators, and schools meet each other at network events. "
            "The university recognises a teacher's work by her portfolio; the year ends with a conference where she "
            "shows it on a poster."
        )),
        text(_("This cohort runs from %(first)s to %(last)s.") % {"first": first, "last": last}),
        text(_("A project goes through these stages:")) if stages else None,
        {"kind": "steps", "rows": stages} if stages else None,
    ]  # fmt: skip


def where(frozen):
    title = _("Regions side by side")
    keys = ("schools", "teachers", "communities", "projects", "stories")
    regions = table(frozen, title, "region", keys) or table(frozen, _("Districts side by side"), "district", keys)
    caption = _("Each point is a village school with a community; the larger, the more projects were carried through.")
    schools = told(frozen.total("schools"))
    return [
        {
            "kind": "map",
            "caption": caption,
            "alt": _("Map of Kazakhstan with the schools of the programme: %(count)s.") % {"count": schools},
        },
        regions,
        note(_("A school that has communities of its own and shared ones counts once.")),
    ]


def meeting(frozen):
    return [
        table(
            frozen,
            _("Teachers and communities by region"),
            "region",
            ("teachers", "women", "communities", "communities_active"),
        ),
        months(frozen, _("Sessions held, month by month"), "sessions_held"),
        months(frozen, _("Attendance, month by month, in per cent"), "attendance"),
        table(frozen, _("Sessions by region"), "region", ("sessions_due", "sessions_held", "attendance")),
        table(frozen, _("Women and men"), "sex", ("teachers", "attendance", "projects")),
    ]


def projects(frozen):
    return [
        bars(frozen, _("Projects by the stage they have reached"), "stage", "projects"),
        bars(frozen, _("Projects by theme; one may have several"), "theme", "projects"),
        bars(frozen, _("Projects by research method; one may have several"), "method", "projects"),
        table(frozen, _("Projects by region"), "region", ("projects", "projects_done", "stories")),
    ]


def pupils(frozen):
    return [
        table(frozen, _("Pupils reached by region"), "region", ("pupils", "girls", "boys")),
        bars(frozen, _("Pupils reached by theme of the project"), "theme", "pupils"),
        bars(frozen, _("Pieces of evidence by research method"), "method", "evidence"),
    ]


def recognition(frozen):
    keys = ("portfolios", "portfolios_waiting", "waiting_median", "rounds")
    rows = []
    for key in keys:
        definition, cell = frozen.definitions[key], frozen.total(key)
        unit = f" {definition.unit_words}" if definition.unit and is_told(cell) else ""
        rows.append([definition.name, f"{told(cell)}{unit}"])
    return [
        text(_("Reviewers of the university read each portfolio; it is accepted, or comes back with comments.")),
        {"kind": "facts", "rows": rows},
    ]


def districts(frozen):
    names = {part.key: part.name for part in frozen.parts("region")}
    keys = ("schools", "teachers", "sessions_held", "projects", "stories", "pupils")
    groups = dict.fromkeys(part.above for part in frozen.parts("district"))
    tables = []
    order = list(names)
    for above in sorted(groups, key=lambda key: order.index(key) if key in names else 0):
        inside = {part.key for part in frozen.parts("district") if part.above == above}
        tables.append(table(frozen, names.get(above) or frozen.place or _("Districts"), "district", keys, parts=inside))
    return [*tables, hidden_note(frozen)]


def meanings(frozen):
    rows = [
        {
            "name": f"{one.name}, {one.unit_words}" if one.unit else one.name,
            "counts": one.counts,
            "of": _("Of: %(what)s") % {"what": one.of_words} if one.of_words else "",
        }
        for one in frozen.definitions.values()
    ]
    version = _("Version %(number)d of the definitions.") % {"number": frozen.content["definitions"]}
    return [note(version), {"kind": "definitions", "rows": rows}]


def method(snapshot, frozen):
    day = date_format(frozen.on, "DATE_FORMAT")
    address = f"{settings.SITE_URL}{snapshot.get_absolute_url()}"
    return [
        text(_(
            "The portal counts what teachers, facilitators and the university have entered in the course of their "
            "work. Nothing is estimated and nothing is added by hand."
        )),
        text(_(
            "The figures were frozen on %(day)s and have not changed since. What was entered or corrected later stands "
            "in the next snapshot."
        ) % {"day": day}),
        text(_(
            "Shares are rounded to whole per cent, means to one decimal. A project counts at its author's school. A "
            "community of several schools counts at each of them, and a project may have several themes and methods: "
            "rows may add up to more than the whole."
        )),
        text(hidden_words() + " " + _("Further figures are hidden with them, so that no difference tells.")),
        text(_("Pupils have no names in the portal: their number is what the author of a project wrote.")),
        {
            "kind": "facts",
            "rows": [
                [_("Snapshot"), snapshot.name],
                [_("Cohort"), frozen.cohort],
                [_("Region"), frozen.place or _("All regions")],
                [_("As of"), day],
                [_("Definitions"), number(frozen.content["definitions"])],
                [_("Address of the page"), address],
            ],
        },
        note(_("Map: Alexander Rodionov (geokz), CC BY 4.0, simplified. Places: KATO classifier of Kazakhstan.")),
    ]  # fmt: skip
