"""The set that `make bench` measures on, made very small."""

import pytest
from django.core.management import CommandError, call_command

from certification.models import PortfolioVersion
from communities.models import Attendance, Session
from conference.models import Poster
from insights.large_seed.building import build
from insights.large_seed.sizes import LARGE, Size
from projects.models import EvidenceItem, Project
from schools.models import School
from tests import makers

TINY = Size(schools=3, teachers=30, communities=3, posters=4, news=2)


def test_the_large_set_has_the_size_that_the_promises_speak_of():
    assert (LARGE.schools, LARGE.teachers, LARGE.communities, LARGE.posters) == (200, 3000, 300, 500)
    assert (LARGE.logs, LARGE.marks, LARGE.projects, LARGE.evidence) == (6000, 90_000, 3000, 9000)


@pytest.mark.django_db
def test_a_set_has_the_rows_of_its_size_and_they_hold_together(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    build(TINY)

    assert School.objects.count() == TINY.schools
    assert Session.objects.held().count() == TINY.logs
    assert Attendance.objects.count() == TINY.marks
    assert Project.objects.count() == TINY.projects
    assert EvidenceItem.objects.exclude(upload=None).count() == TINY.evidence
    assert Poster.objects.shown().count() <= TINY.posters
    assert all(version.is_untouched for version in PortfolioVersion.objects.all())
    assert Project.objects.matching("oqu").exists()  # search columns were made


@pytest.mark.django_db
def test_the_set_never_mixes_with_people():
    makers.make_person()

    with pytest.raises(CommandError, match="needs an empty one"):
        call_command("large_seed", size="small")
