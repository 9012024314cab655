"""Taking a certificate's worth away: one chief reviewer asks, another confirms. Its number goes on saying so."""

from functools import partial

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import UNIVERSITY, AuditEntry, User
from certification.models import Certificate, CertificateStatus, Revocation
from outbox.letters import write_to
from safekeeping.states import TransitionError

from .acts import tell_holders


@transaction.atomic
def ask(certificate, by, reason, note=""):
    """The other chief reviewers are told. TransitionError when it is not valid, or somebody has asked already."""
    refuse_unless_manages(certificate, by)
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)  # whoever replaces it now waits
    if not certificate.is_valid:
        raise TransitionError(f"{certificate.code} is {certificate.status}")
    try:
        with transaction.atomic():
            revocation = Revocation.objects.create(certificate=certificate, reason=reason, note=note, asked_by=by)
    except IntegrityError:
        raise TransitionError("Somebody has asked already.") from None
    AuditEntry.objects.record(by, "revocation asked", certificate, reason=reason)
    for chief in User.objects.filter(is_active=True, groups__name=UNIVERSITY).exclude(pk=by.pk):
        if Certificate.objects.managed_by(chief).contains(certificate):
            path = partial(reverse, "certification:certificate", args=[certificate.pk])
            write_to(chief, "revocation_asked", path=path, certificate=certificate, revocation=revocation)
    return revocation


@transaction.atomic
def confirm(revocation, by):
    """TransitionError when it was settled meanwhile; PermissionError for whoever asked."""
    certificate = revocation.certificate
    refuse_unless_manages(certificate, by)
    if by.pk == revocation.asked_by_id:
        raise PermissionError("Another person confirms it.")
    _settle(revocation, confirmed_by=by, confirmed_at=timezone.now())
    certificate._move_to(CertificateStatus.REVOKED)
    AuditEntry.objects.record(
        by,
        "certificate revoked",
        certificate,
        reason=revocation.reason,
        status=[CertificateStatus.ISSUED, CertificateStatus.REVOKED],
    )
    tell_holders(certificate, "certificate_revoked", revocation=revocation)


@transaction.atomic
def drop(revocation, by):
    """It stays valid. Who asked may drop it, and so may any other."""
    refuse_unless_manages(revocation.certificate, by)
    _settle(revocation, dropped_by=by, dropped_at=timezone.now())
    AuditEntry.objects.record(by, "revocation dropped", revocation.certificate, reason=revocation.reason)


def refuse_unless_manages(certificate, by):
    if not Certificate.objects.managed_by(by).contains(certificate):
        raise PermissionError("Not a certificate that she manages.")


def _settle(revocation, **columns):
    if not Revocation.objects.waiting().filter(pk=revocation.pk).update(**columns):
        raise TransitionError("It was settled meanwhile.")
    for name, value in columns.items():
        setattr(revocation, name, value)
