import pytest
from django.utils import translation


@pytest.fixture
def in_english():
    """For tests that quote what people read."""
    with translation.override("en"):
        yield
