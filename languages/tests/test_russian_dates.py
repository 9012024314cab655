from datetime import date

from django.utils.formats import date_format
from django.utils.translation import override


def test_a_russian_month_bends_after_its_day():
    with override("ru"):
        assert date_format(date(2026, 11, 29), "MONTH_DAY_FORMAT") == "29 ноября"
        assert date_format(date(2026, 11, 29), "DATE_FORMAT") == "29 ноября 2026 г."
