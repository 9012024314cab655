"""What this room, and the libraries it looks after, forget of an erased person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session

from outbox.models import Message
from safekeeping.models import KeptFile, KeptForm

from ..holdings import hold
from ..models import AuditEntry, Consent, ErasureRequest, Invitation


def forget(erasing):
    person = erasing.person
    for kept in KeptForm.objects.filter(owner=person):
        kept.discard()
    Session.objects.filter(pk__in=person.usersession_set.values("session_key")).delete()
    person.usersession_set.all().delete()
    person.authenticator_set.all().delete()
    EmailAddress.objects.filter(user=person).delete()
    person.invitations.all().delete()
    person.groups.clear()
    person.user_permissions.clear()
    Message.objects.filter(to__in=addresses_of(person)).delete()


def addresses_of(person):
    """Her e-mail, and those she had before."""
    changes = AuditEntry.objects.about(person).filter(verb="e-mail changed").values_list("changes", flat=True)
    return {email for one in changes for email in one.get("email", ()) if email} | {person.email} - {None}


def hold_own_records():
    """What her file holds of this room, of the rooms below, and of the libraries; secrets are no use to her."""
    person = get_user_model()
    hold(person, "pk", leave_out=("password", "version"))
    hold(Invitation, "person", leave_out=("code_hash", "invited_by"))
    hold(Consent, "person")
    hold(ErasureRequest, "person")
    hold(AuditEntry, "actor")
    hold(UserSession, "user", leave_out=("session_key", "data"))
    hold(Authenticator, "user", leave_out=("data",))
    hold(KeptForm, "owner", leave_out=("token",))
    hold(KeptFile, "kept__owner", leave_out=("kept",))
    hold(AdminEntry, "user", leave_out=("object_repr", "change_message"))
