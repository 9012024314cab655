"""The board's figures may be half a minute old, and are never those of another question."""

import pytest
from django.core.cache import caches

from insights.board.memory import recent
from insights.indicators import INDICATORS
from insights.scope import Scope
from tests import makers


@pytest.mark.django_db
def test_recent_figures_are_told_again_but_only_to_the_same_question(settings):
    settings.PUBLIC_PAGE_SECONDS = 30
    caches["public_pages"].clear()
    cohort, indicators = makers.make_cohort(), [INDICATORS["communities"]]
    makers.make_community(cohort=cohort)

    first = recent(indicators, Scope(cohort))
    makers.make_community(cohort=cohort)

    assert first.total("communities").value == 1
    assert recent(indicators, Scope(cohort)).cells == first.cells
    assert recent(indicators, Scope()).total("communities").value == 2
    assert recent(indicators, Scope(cohort), hide=True).total("communities").value == 2
    caches["public_pages"].clear()
