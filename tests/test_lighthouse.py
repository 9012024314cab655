"""How `make lighthouse` reads a report; asking Lighthouse itself is not a test."""

import sys
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture
def lighthouse(monkeypatch):
    """scripts/lighthouse.py, whose folder stands on the path when it runs."""
    monkeypatch.setattr(sys, "path", [str(Path(settings.BASE_DIR) / "scripts"), *sys.path])
    import lighthouse

    return lighthouse


def make_report(performance=1.0, accessibility=1.0, lcp_ms=900.0):
    scores = {"performance": performance, "accessibility": accessibility, "best-practices": 1.0, "seo": 1.0}
    audits = {
        "largest-contentful-paint": {"title": "Largest paint", "score": 1, "numericValue": lcp_ms},
        "total-byte-weight": {"title": "Weight", "score": 1, "numericValue": 61_000},
        "color-contrast": {"title": "Contrast is too low", "score": accessibility},
    }
    refs = {"accessibility": [{"id": "color-contrast", "weight": 7}]}
    categories = {name: {"score": score, "auditRefs": refs.get(name, [])} for name, score in scores.items()}
    return {"audits": audits, "categories": categories}


def test_a_good_report_misses_nothing(lighthouse):
    result = lighthouse.Result.read("home", make_report(performance=0.97))

    assert result.missed() == []
    assert lighthouse.table([result]).endswith("| home | 97 | 100 | 100 | 100 | 0.9 | 61 |")
    assert lighthouse.verdict([result]) == "Every target is met."


def test_what_is_missed_is_named_with_the_reason(lighthouse):
    report = make_report(performance=0.94, accessibility=0.9, lcp_ms=1800)

    assert lighthouse.Result.read("story", report).missed() == [
        "story: performance 94 (at least 95)",
        "story: accessibility 90 (at least 100)",
        "story: largest paint after 1.8 s (under 1.8 s)",
        "story: Contrast is too low (color-contrast)",
    ]
