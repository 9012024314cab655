import pytest
from django.db import transaction
from django.utils import translation

from schools import places


@pytest.fixture
def in_english():
    """For tests that quote what people read."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def whole_country(django_db_setup, django_db_blocker):
    """All places of the classifier, loaded once for the module: its tests work within this transaction."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        places.load()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)
