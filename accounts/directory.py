"""The list of people as it is read: what each line says is worked out here, its template only writes it down."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .models import COORDINATORS, User
from .names import readable_phone
from .prepared import Prepared, number_of, somebody
from .slips import workplaces

A_PAGE = 25
SHOWN = ("surname", "given_name", "patronymic", "erased_at", "email", "phone", "claimed_at")


@dataclass(frozen=True, slots=True)
class Line:
    pk: str
    name: str
    badges: list  # (words, tone)
    known: str  # where she works, phone, e-mail: those that are known


def page_of(people, number):
    """A page of the list."""
    page = Paginator(people.only(*SHOWN), A_PAGE).get_page(number)
    page.object_list = lines(page.object_list)
    return page


def first_page_of(coordinator):
    """What page_of() gives of all whom a coordinator may invite: most visits begin here, so it is asked as prepared."""
    paginator = Paginator(User.objects.invitable_by(coordinator), A_PAGE)
    [paginator.count] = NUMBER.one(coordinator)
    page = paginator.page(1)
    page.object_list = lines(FIRST.rows(coordinator))
    return page


def lines(people):
    people = list(people)
    schools, days = workplaces(people), {}
    return [_line(person, schools, days) for person in people]


def _line(person, schools, days):
    """days: words of the days that were said already."""
    badges, until = [], person.slip_until
    if person.claimed_at:
        badges.append((_("signed in"), "good"))
    elif not until:
        badges.append((_("no slip"), "warn"))
    if until:
        day = localtime(until).date()
        days[day] = days.get(day) or date_format(day, "j E")
        badges.append((_("slip valid until %(day)s") % {"day": days[day]}, "now"))
    phone = readable_phone(person.phone) if person.phone else ""
    known = " · ".join(filter(None, (schools.get(person.pk), phone, person.email)))
    return Line(person.pk, person.full_name, badges, known)


def _invitable(person):
    return User.objects.invitable_by(somebody(person, COORDINATORS))


def _first(person, now):
    return _invitable(person).with_slips(now).only(*SHOWN)[:A_PAGE]


def _number(person):
    return User.objects.filter(pk=person).order_by().values_list(number_of(_invitable(person)))


FIRST, NUMBER = Prepared(_first), Prepared(_number)
