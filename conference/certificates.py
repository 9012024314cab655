"""What a rule of certificates may ask of a conference."""

from django.utils.translation import gettext_lazy as _

from certification.issuing.requirements import requirement
from languages.fields import CODES

from .models import Conference, Poster, PosterStatus

CAME = (PosterStatus.ACCEPTED, PosterStatus.CONFIRMED, PosterStatus.PRESENTED, PosterStatus.ABSENT)


def names_of(conference):
    """{language: name}; a name that is not translated stands as it is."""
    return {code: getattr(conference, f"name_{code}") or str(conference.name) for code in CODES}


def occasions(cohort):
    return [(str(one.pk), names_of(one)) for one in Conference.objects.filter(cohort=cohort)]


def posters(scope):
    return Poster.objects.filter(conference=scope.occasion or 0, conference__cohort=scope.cohort)


def authors(scope):
    return posters(scope).filter(status__in=CAME).order_by().values("project__lead")


def register():
    @requirement(
        "poster_presented",
        name=_("poster presented at the conference"),
        lacking=_("The poster has not been presented."),
        candidates=authors,
        occasions=occasions,
    )
    def poster_presented(scope):
        presented = scope.narrow(posters(scope).filter(status=PosterStatus.PRESENTED), "project__lead")
        rows = presented.order_by("number").values_list("project__lead", "pk", "project")
        conference = Conference.objects.filter(pk=scope.occasion or 0).first()
        names = names_of(conference) if conference else {}
        return {lead: {"poster": pk, "project": project, "conference": names} for lead, pk, project in rows}
