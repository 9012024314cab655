"""Everybody of a cohort who has earned a kind and has none yet, in the background; stopped, it goes on where it was."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import UNIVERSITY, AuditEntry, User
from certification.checking.keys import can_sign
from certification.models import Batch, Certificate, CertificateKind, DecisionList, ListStatus, Recipient
from jobs.models import Job
from jobs.starting import start
from jobs.works import CannotBeDone, work
from schools.models import School

from .acts import NO_KEY, AlreadyIssued, NoKey, NotIssued, issue
from .entitled import Group, State
from .files import make_paper

WORK = "certificates"
AT_ONCE = 50  # people read from the database together


def signed_lists(cohort):
    return DecisionList.objects.filter(cohort=cohort, status=ListStatus.SIGNED).order_by("number")


@transaction.atomic
def begin(kind, cohort, by, *, occasion="", decision_list=None, pk=None):
    """The Batch, its job in the queue. The same pk (see once.id_of_row) is the same batch: two taps make one.

    NotIssued when nothing could come of it.
    """
    if not can_sign():
        raise NoKey(NO_KEY)
    if kind.needs_decision and not signed_lists(cohort).exists():
        raise NotIssued(_("No decision list of this cohort is signed yet."))
    batch, is_new = Batch.objects.get_or_create(
        pk=pk or Batch._meta.pk.get_default(),
        defaults={
            "kind": kind,
            "cohort": cohort,
            "decision_list": decision_list,
            "occasion": occasion,
            "made_by": by,
        },
    )
    if is_new:
        AuditEntry.objects.record(by, "certificates asked for", batch, kind=kind.key)
        batch.job = start(by, WORK, batch=batch.pk)
        batch.save(update_fields=["job"])
    return batch


def group_of(batch):
    return Group(batch.kind, batch.cohort, batch.occasion, decision_list=batch.decision_list_id or "")


def title(job):
    batch = Batch.objects.filter(pk=job.arguments["batch"]).select_related("kind", "cohort").first()
    return _("Certificates: %(batch)s") % {"batch": batch or "–"}


def may_run(user, batch):
    return user.in_group(UNIVERSITY)


def page(job):
    return reverse("certification:batch", args=[job.arguments["batch"]])


@work(WORK, title=title, may_run=may_run, page=page)
def issue_batch(job):
    """One after the other, each with its paper; whoever has one already is passed over, also after a stop."""
    batch = Batch.objects.select_related("cohort", "made_by", "decision_list").get(pk=job.arguments["batch"])
    batch.kind = CertificateKind.objects.prefetch_related("signatories", "logos").get(pk=batch.kind_id)
    ready = group_of(batch).in_state(State.READY)
    lacking = list(batch.certificates.filter(pdf="").select_related("kind"))
    given, total = batch.certificates.count(), batch.certificates.count() + len(ready) + len(lacking)
    job.progress(given, total=total)
    for certificate in lacking:  # numbered before a worker died, its paper not drawn
        make_paper(certificate)
    for standing, recipient in _each(batch.kind, ready):
        given += _give(batch, standing, recipient)
        job.progress(given, total=total)
    job.progress(given, total=given, note=said(given))


def _each(kind, ready):
    """(standing, its person or school), some at a time: five hundred people are not held at once."""
    model = School if kind.recipient == Recipient.SCHOOL else User
    for begin_at in range(0, len(ready), AT_ONCE):
        some = ready[begin_at : begin_at + AT_ONCE]
        found = model.objects.in_bulk([standing.recipient for standing in some])
        yield from ((standing, found[standing.recipient]) for standing in some if standing.recipient in found)


def _give(batch, standing, recipient):
    try:
        issue(
            batch.kind,
            to=recipient,
            cohort=batch.cohort,
            by=batch.made_by,
            batch=batch,
            occasion=batch.occasion,
            standing=standing,
        )
    except NoKey as reason:
        raise CannotBeDone(reason) from None
    except (AlreadyIssued, NotIssued):  # another hand was quicker, or something changed meanwhile: the list says it
        return 0
    return 1


def said(number):
    return ngettext("%(number)d certificate issued.", "%(number)d certificates issued.", number) % {"number": number}


def state_of(batch):
    """The job that works on it now, or None when it was swept away: then what is issued is what there is."""
    return Job.objects.filter(pk=batch.job_id).first() if batch.job_id else None


def certificates_of(batch):
    """In order of number, replaced ones too: the batch is what was issued that day."""
    return Certificate.objects.filter(batch=batch, replaces=None).order_by("number")
