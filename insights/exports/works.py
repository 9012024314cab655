"""Projects, their evidence, portfolios, reviews, posters. Titles go only to those with whom they are shared."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import ORGANISERS, UNIVERSITY
from certification.models import Assignment, Outcome, Portfolio, PortfolioStatus, PortfolioVersion, Reading, Review
from certification.models.review import read_blind_by
from conference.models import Conference, Poster, PosterStatus
from projects.models import EvidenceItem, Project, ProjectStatus

from .columns import column, full_name, name_of, word_of
from .kinds import Export, add, coordinates, runs_a_community

KEPT = _("kept by its author")


def certifies(user):
    return user.in_group(UNIVERSITY)


def organises(user):
    return user.in_group(ORGANISERS) or coordinates(user)


def title_for(heading, path):
    """Needs the annotation `is_readable`: of the others it says that the author keeps it."""
    return column(heading, path, "is_readable", say=lambda title, is_readable: title if is_readable else str(KEPT))


def _projects_of(reader):
    """Of a facilitator those whose leads let her read; coordinators see of all whose they are and how far."""
    return Project.objects.all() if coordinates(reader) else Project.objects.facilitated_by(reader)


def _is_readable(reader, path):
    return Exists(Project.objects.visible_to(reader).filter(pk=OuterRef(path)))


def in_region(path):
    return lambda region: Q(**{f"{path}school__district__region": region})


def in_cohort(path):
    return lambda cohort: Q(**{f"{path}community__cohort": cohort})


def _project_columns(reader):
    return [
        full_name(_("Teacher"), "lead"),
        name_of(_("School"), "school__name"),
        name_of(_("Region"), "school__district__region__name"),
        column(_("Community"), "community__name"),
        title_for(_("Project"), "title"),
        column(_("Language"), "language"),
        word_of(_("State"), "status", ProjectStatus),
        column(_("Stages done"), "lamp_count"),
        column(_("Girls reached"), "girls_reached"),
        column(_("Boys reached"), "boys_reached"),
        column(_("Begun"), "created_at"),
        column(_("Last changed"), "changed_at"),
        column(_("Published"), "published_at"),
    ]


add(
    Export(
        "projects",
        _("Projects"),
        _("Whose, where, how far, how many pupils. The texts stay with their authors."),
        runs_a_community,
        lambda reader: (
            _projects_of(reader)
            .annotate(
                is_readable=_is_readable(reader, "pk"),
                lamp_count=Count("entries", filter=Q(entries__done_at__isnull=False)),
            )
            .order_by("lead__sort_key", "pk")
        ),
        _project_columns,
        in_cohort=in_cohort(""),
        in_region=in_region(""),
    )
)


def _evidence_columns(reader):
    return [
        full_name(_("Teacher"), "project__lead"),
        name_of(_("School"), "project__school__name"),
        title_for(_("Project"), "project__title"),
        title_for(_("What it shows"), "title"),
        column(_("When"), "on"),
        name_of(_("Method"), "method__name"),
        column(_("With a picture or file"), "upload_id", say=lambda upload: int(upload is not None)),
        column(_("On the public story"), "is_public"),
    ]


add(
    Export(
        "evidence",
        _("Evidence"),
        _("By method and project. What teachers learnt from it stays with them."),
        runs_a_community,
        lambda reader: (
            EvidenceItem.objects.filter(project__in=_projects_of(reader))
            .annotate(is_readable=_is_readable(reader, "project"))
            .order_by("project__lead__sort_key", "project_id", "on", "pk")
        ),
        _evidence_columns,
        in_cohort=in_cohort("project__"),
        in_region=in_region("project__"),
    )
)


def _portfolios(reader):
    last = PortfolioVersion.objects.filter(portfolio=OuterRef("pk")).order_by("-number")
    standing = Assignment.objects.standing().filter(reading=Reading.FIRST, portfolio=OuterRef("pk"))
    return (
        Portfolio.objects.assignable_by(reader)
        .annotate(
            last_number=Subquery(last.values("number")[:1]),
            reader_surname=Subquery(standing.values("reviewer__surname")[:1]),
            reader_given=Subquery(standing.values("reviewer__given_name")[:1]),
            due=Subquery(standing.values("due_on")[:1]),
        )
        .order_by("submitted_at", "pk")
    )


def _portfolio_columns(reader):
    return [
        full_name(_("Teacher"), "project__lead"),
        name_of(_("School"), "project__school__name"),
        name_of(_("Region"), "project__school__district__region__name"),
        column(_("Project"), "project__title"),
        word_of(_("State"), "status", PortfolioStatus),
        column(_("Version"), "last_number"),
        column(_("Submitted"), "submitted_at"),
        column(_("Reviewer"), "reader_surname", "reader_given", say=lambda *names: " ".join(filter(None, names))),
        column(_("Due"), "due"),
        column(_("Decided on"), "decided_at"),
    ]


add(
    Export(
        "portfolios",
        _("Portfolios"),
        _("What was submitted, who reads it, since when, and how it ended. Not those of your own circle."),
        certifies,
        _portfolios,
        _portfolio_columns,
        in_cohort=in_cohort("project__"),
        in_region=in_region("project__"),
    )
)


def _review_columns(reader):
    of = "version_read__portfolio__project"
    return [
        full_name(_("Teacher"), f"{of}__lead"),
        name_of(_("School"), f"{of}__school__name"),
        column(_("Version"), "version_read__number"),
        full_name(_("Reviewer"), "reviewer"),
        column(_("Begun"), "started_at"),
        column(_("Decided on"), "decided_at"),
        word_of(_("Outcome"), "outcome", Outcome),
    ]


add(
    Export(
        "reviews",
        _("Reviews"),
        _("Every reading of a portfolio with its outcome; the words to the teacher are not in it."),
        certifies,
        lambda reader: (
            Review.objects.filter(version_read__portfolio__in=Portfolio.objects.assignable_by(reader))
            .exclude(version_read__portfolio__in=read_blind_by(reader))
            .order_by("started_at", "pk")
        ),
        _review_columns,
        in_cohort=in_cohort("version_read__portfolio__project__"),
        in_region=in_region("version_read__portfolio__project__"),
    )
)


def _poster_columns(reader):
    return [
        name_of(_("Conference"), "conference__name"),
        column(_("Number"), "number"),
        column(_("Title"), "project__title"),
        full_name(_("Teacher"), "project__lead"),
        name_of(_("School"), "project__school__name"),
        name_of(_("Region"), "project__school__district__region__name"),
        column(_("Language"), "project__language"),
        word_of(_("State"), "status", PosterStatus),
        column(_("Submitted"), "submitted_at"),
    ]


add(
    Export(
        "posters",
        _("Posters"),
        _("What was sent to your conferences: number, title, teacher, school, state."),
        organises,
        lambda reader: (
            Poster.objects.filter(conference__in=Conference.objects.organised_by(reader))
            .exclude(status=PosterStatus.DRAFT)
            .order_by("conference_id", F("number").asc(nulls_last=True), "pk")
        ),
        _poster_columns,
        in_cohort=in_cohort("project__"),
        in_region=in_region("project__"),
    )
)
