"""Nothing stays behind: not what was undone, not what nobody attached."""

import os
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from projects.models import EvidenceItem
from tests.makers import make_person, make_portfolio, make_project, make_session
from uploads.models import Upload

from .corpus import as_file, jpeg, pdf

LONG_AGO = timezone.now() - timedelta(hours=25)


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def make_upload(made=None, sent=LONG_AGO):
    upload = Upload.objects.receive(make_person(), as_file(made or jpeg()))
    Upload.objects.filter(pk=upload.pk).update(created_at=sent)
    return upload


def sweep():
    call_command("sweep", stdout=StringIO())


def stored(folder):
    return [path for path in folder.joinpath("uploads").rglob("*") if path.is_file()]


def make_old(folder):
    for path in stored(folder):
        os.utime(path, (time.time() - 7200,) * 2)


@pytest.mark.django_db(transaction=True)
def test_what_nobody_attached_within_a_day_goes_with_its_files(tmp_path):
    make_upload()
    fresh = make_upload(sent=timezone.now())

    sweep()

    assert list(Upload.objects.all()) == [fresh]
    assert len(stored(tmp_path)) == 2


@pytest.mark.django_db(transaction=True)
def test_attached_files_stay_whichever_room_holds_them():
    evidence, cover, photo, frozen = make_upload(), make_upload(), make_upload(), make_upload(pdf())
    project = make_project(cover=cover)
    EvidenceItem.objects.create(project=project, title="Дәлел", on="2026-10-01", upload=evidence)
    make_session(project.community).pictures.add(photo)
    make_portfolio(project).versions.get().uploads.add(frozen)

    sweep()

    assert set(Upload.objects.all()) == {evidence, cover, photo, frozen}


@pytest.mark.django_db(transaction=True)
def test_a_file_whose_transaction_was_undone_is_swept(tmp_path):
    kept = make_upload(sent=timezone.now())
    with pytest.raises(RuntimeError), transaction.atomic():
        Upload.objects.receive(kept.owner, as_file(pdf()))
        raise RuntimeError("the power went")
    make_old(tmp_path)
    before = len(stored(tmp_path))

    sweep()

    assert before == 3
    assert sorted(path.name for path in stored(tmp_path)) == sorted(
        name.rpartition("/")[2] for name in (kept.file.name, kept.small.name)
    )


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_just_being_stored_is_left_alone(tmp_path):
    upload = make_upload(sent=timezone.now())
    Upload.objects.filter(pk=upload.pk).delete()

    sweep()

    assert len(stored(tmp_path)) == 2


@pytest.mark.django_db(transaction=True)
def test_an_error_while_the_row_is_written_leaves_no_file(tmp_path, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("the database went away")

    monkeypatch.setattr(Upload, "save", fails)

    with pytest.raises(RuntimeError):
        Upload.objects.receive(make_person(), as_file(jpeg()))

    assert stored(tmp_path) == []


@pytest.mark.django_db(transaction=True)
def test_the_same_file_from_two_hands_at_once_is_one_record_and_one_pair_of_files(tmp_path, monkeypatch):
    owner = make_person()
    first = Upload.objects.receive(owner, as_file(jpeg()))
    none_yet = Upload.objects.none()
    monkeypatch.setattr(type(Upload.objects), "filter", lambda self, **rest: none_yet)  # the second hand saw nothing

    second = Upload.objects.receive(owner, as_file(jpeg()))

    assert second == first
    assert len(stored(tmp_path)) == 2
