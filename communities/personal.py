"""What this room holds of a person, and how it forgets her (promise D5)."""

from accounts.erasing.acts import forget_with
from accounts.holdings import hold

from .models import (
    Attendance,
    CalendarAddress,
    Facilitation,
    LogReceipt,
    Membership,
    NetworkEvent,
    Reflection,
    Session,
)


def register():
    hold(Membership, "person")
    hold(Facilitation, "person")
    hold(Attendance, "person")
    hold(NetworkEvent, "participants")
    hold(Session, "made_by")
    hold(Reflection, "author")
    hold(LogReceipt, "author")
    hold(CalendarAddress, "person", leave_out=("nonce",))
    forget_with(forget)


def forget(erasing):
    """Her diary and her calendar go, her memberships end. Who was there stays counted, as nobody's name."""
    person = erasing.person
    Reflection.objects.filter(author=person).delete()
    CalendarAddress.objects.filter(person=person).delete()
    LogReceipt.objects.filter(author=person).delete()
    for relation in (*person.memberships.current(), *person.facilitations.current()):
        relation.end()
