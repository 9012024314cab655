"""Organisers who accept at the same moment still give each poster a number of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from conference.models import ConferenceStatus, Poster, PosterStatus
from tests.makers import make_conference, make_person, make_poster, make_upload
from uploads.models import Faces

POSTERS = 6


@pytest.mark.django_db(transaction=True)
def test_posters_accepted_at_the_same_moment_get_numbers_without_gaps(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    conference, organiser = make_conference(status=ConferenceStatus.CALL_OPEN), make_person()
    for _place in range(POSTERS):
        make_poster(
            conference,
            status=PosterStatus.SUBMITTED,
            upload=make_upload(faces=Faces.NOBODY),
            abstract="Жұпта оқу туралы.",
        )

    def accept(pk):
        try:
            Poster.objects.select_related("conference", "project__lead", "upload").get(pk=pk).accept(organiser)
        finally:
            connection.close()

    with ThreadPoolExecutor(POSTERS) as organisers:
        list(organisers.map(accept, Poster.objects.values_list("pk", flat=True)))

    numbers = sorted(Poster.objects.values_list("number", flat=True))
    assert numbers == list(range(1, POSTERS + 1))
