"""Due dates skip weekends and the public holidays of Kazakhstan."""

from datetime import date

import pytest

from certification.assigning.days import due_after, is_working_day


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 2), 21, date(2026, 11, 23)),  # a Monday
        (date(2026, 11, 6), 15, date(2026, 11, 23)),  # a Saturday: the Monday after
        (date(2026, 11, 25), 21, date(2026, 12, 17)),  # Independence Day
        (date(2026, 12, 11), 21, date(2027, 1, 5)),  # New Year, and the Monday that stands for its Saturday
        (date(2026, 3, 1), 20, date(2026, 3, 26)),  # Nowruz on a Saturday: five days on end
    ],
)
def test_a_due_day_is_a_day_on_which_people_work(start, days, due):
    assert due_after(start, days) == due


def test_a_holiday_in_the_week_is_no_working_day():
    assert is_working_day(date(2026, 12, 15))
    assert not is_working_day(date(2026, 12, 16))
