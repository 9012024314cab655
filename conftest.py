import os

import pytest
from django.conf import settings
from django.utils import translation

os.environ.setdefault("PORTAL_ENV", "development")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def kazakh():
    """Each test begins in the default language, whatever the last request of the test before it spoke."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
