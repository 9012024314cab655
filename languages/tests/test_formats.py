from datetime import datetime

import pytest
from django.utils.formats import date_format
from django.utils.translation import override


@pytest.mark.parametrize(
    "language, written",
    [("kk", "7 қазан 2026 ж. 15:05"), ("ru", "7 октября 2026 г. 15:05"), ("en", "7 October 2026, 15:05")],
)
def test_the_day_stands_before_the_month_and_the_clock_has_24_hours(language, written):
    with override(language):
        assert date_format(datetime(2026, 10, 7, 15, 5), "DATETIME_FORMAT") == written
