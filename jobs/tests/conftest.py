import pytest

from jobs import works

from .works import register


@pytest.fixture(autouse=True)
def test_works(monkeypatch):
    """Works of the tests, on top of the portal's; gone afterwards."""
    monkeypatch.setattr(works, "WORKS", dict(works.WORKS))
    register()


@pytest.fixture
def queued(settings):
    """Jobs wait for a worker, as in life."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
