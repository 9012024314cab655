import pytest
from django.template.backends.django import Template
from django.utils.safestring import SafeString


@pytest.fixture
def unrendered(monkeypatch):
    """Views do all their work, templates none: for tests that ask how the portal answers, not what a page says."""
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: SafeString(""))
