"""The upload table (promise C6): each file of the corpus gets its verdict, in words, quickly, and leaves nothing."""

import subprocess
import sys
import time
import tracemalloc

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from tests.makers import make_person
from uploads.checking import check
from uploads.limits import DOCUMENTS, PICTURES, hint
from uploads.models import Upload
from uploads.sweeping import stored_before

from .corpus import ACCEPTED, TABLE, as_file, jpeg, large_webp, pdf

SECONDS = 5
MEGABYTES = 300


def all_stored():
    from django.utils import timezone

    return list(stored_before(timezone.now() + timezone.timedelta(days=1)))


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize("what", TABLE)
def test_every_file_of_the_corpus_gets_its_verdict(what):
    maker, expected = TABLE[what]
    owner, file = make_person(), as_file(maker())

    started = time.process_time()
    try:
        Upload.objects.receive(owner, file)
        verdict, words = ACCEPTED, "-"
    except ValidationError as error:
        verdict, words = error.error_list[0].code, " ".join(error.messages)

    assert verdict == expected
    assert len(words) > 30 or verdict in (ACCEPTED, "empty")
    assert time.process_time() - started < SECONDS
    assert Upload.objects.count() == (verdict == ACCEPTED)
    if verdict != ACCEPTED:
        assert all_stored() == []


@pytest.mark.parametrize("what", ["a Word file that swells", "a PDF that swells", "a picture with a bomb in its text"])
def test_a_bomb_is_not_unpacked_into_memory(what):
    file = as_file(TABLE[what][0]())

    tracemalloc.start()
    with pytest.raises(ValidationError):
        check(file)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 200_000_000


MEASURED = """
import resource, sys
from uploads.limits import WEBP
from uploads.pictures import redraw
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
picture = redraw(open(sys.argv[1], "rb"), WEBP)
print(picture.width, picture.height, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("moving", [False, True])
def test_a_webp_of_40_megapixels_is_drawn_anew_in_little_memory(tmp_path, settings, moving):
    file = tmp_path / "large.webp"
    file.write_bytes(large_webp(is_moving=moving)[1])

    command = [sys.executable, "-c", MEASURED, file]
    told = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True).stdout.split()
    width, height, megabytes = map(int, told)

    assert (width, height) == (1600, 1000)
    assert megabytes < MEGABYTES


def test_the_words_beside_the_field_come_from_the_table():
    assert "JPEG, PNG, WebP" in str(hint(PICTURES))
    assert "40" in str(hint(PICTURES)) and "10" in str(hint(PICTURES))
    assert "PDF" in str(hint(DOCUMENTS)) and "JPEG" not in str(hint(DOCUMENTS))


def test_a_field_for_pictures_refuses_documents():
    with pytest.raises(ValidationError) as refused:
        check(as_file(pdf()), PICTURES)

    assert refused.value.code == "wrong_type"


@pytest.mark.django_db
def test_a_full_disk_is_told_in_words_and_leaves_nothing(monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage._wrapped.__class__, "_save", full)

    with pytest.raises(ValidationError) as refused:
        Upload.objects.receive(make_person(), as_file(jpeg()))

    assert refused.value.code == "no_space"
    assert Upload.objects.count() == 0
