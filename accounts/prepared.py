"""Questions asked at every page, put into SQL once: building the same statement anew costs more than its answer."""

from datetime import date

from django.db import connection
from django.utils import timezone

THING = "\0thing"
TODAY = date.min


class Prepared:
    """The rows of a values_list() queryset about one person, project or other thing with an id that is text.

    `make(pk, today)` returns the queryset; it is called once, with marks in the places of the two.
    """

    def __init__(self, make):
        self.make, self.compiled = make, None

    def rows(self, thing):
        if self.compiled is None:
            self.compiled = self.make(THING, TODAY).query.sql_with_params()
        sql, places = self.compiled
        given = {THING: thing.pk, str(TODAY): str(timezone.localdate())}
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(str(place), place) for place in places])
            return cursor.fetchall()
