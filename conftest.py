import os

import pytest
from django.conf import settings
from django.utils import translation

os.environ.setdefault("PORTAL_ENV", "development")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class Unlucky:
    """Dice that never draw, whatever the share, unless it is all."""

    @staticmethod
    def randrange(sides):
        return sides - 1


@pytest.fixture(autouse=True)
def no_second_reading_by_chance():
    """A decision is told at once unless a test asks for a second reading."""
    from certification.moderating.drawing import rolled_by

    with rolled_by(Unlucky):
        yield


@pytest.fixture(autouse=True)
def kazakh():
    """Each test begins in the default language, whatever the last request of the test before it spoke."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
