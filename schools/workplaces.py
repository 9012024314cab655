"""Where people work, as it stands on slips and in lists of people."""

from django.db.models import Value

from accounts.prepared import A_LIST, Prepared
from languages.fields import CODES, columns_of, told

from .models import Headship, Teacher


def schools_of(people):
    """Person id -> name of the school where she teaches, else of the one that she heads. One query a page of them."""
    found = {}
    for start in range(0, len(people), A_LIST):
        for _order, person, *names in sorted(SCHOOLS.rows(people[start : start + A_LIST])):
            found[person] = told(dict(zip(CODES, names, strict=True)).get)
    return found


def _schools(people: list, today):
    shown = ("order", "person", *columns_of("school__name"))
    headed, taught = (
        objects.current(today).filter(person__in=people).annotate(order=Value(order)).values_list(*shown)
        for order, objects in enumerate((Headship.objects, Teacher.objects))
    )
    return headed.union(taught, all=True)


SCHOOLS = Prepared(_schools)
