"""Days by which somebody is to have read: never a weekend or a public holiday of Kazakhstan."""

from datetime import timedelta
from functools import cache


@cache
def calendar():
    """The public holidays with the days that the Labour Code moves off a weekend (package `holidays`).

    Days that the government moves by a decree of its own year are known only from a newer version of the package.
    """
    from holidays import country_holidays  # 20 MB and 0.2 s, for the few pages that set a day

    return country_holidays("KZ")


def is_working_day(day):
    return day.weekday() < 5 and day not in calendar()


def working_day(day):
    """This day, else the next one on which people work."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def due_after(start, days):
    """The working day on which `days` calendar days have passed since `start`."""
    return working_day(start + timedelta(days=days))
