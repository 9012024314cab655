"""Giving a certificate, and giving another one in its place. Refusals say in words what is missing."""

from dataclasses import dataclass, field
from functools import partial

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import UNIVERSITY, AuditEntry
from certification.checking.statements import NoSigningKey, sign
from certification.models import Certificate, CertificateStatus, Decision, ListStatus, Outcome
from certification.models.certificates import schools_headed_by
from certification.models.kinds import CertificateKind, ConfirmedName, Recipient
from certification.printing.content import printed
from languages.fields import CODES
from outbox.letters import write_to
from projects.models import Project
from safekeeping.states import TransitionError
from schools.models import Headship, Teacher

from . import entitled, numbers
from .files import make_paper

NO_KEY = _(
    "There is no signing key on this machine yet, so nothing can be issued. Ask the operator to make one: "
    "manage.py signing_key make (docs/keys.md)."
)


class NotIssued(Exception):
    """Nothing was given; the text says why."""


class AlreadyIssued(NotIssued):
    """She has it already, or had it."""


class NoKey(NotIssued):
    """The operator has to make a signing key first."""


@dataclass(frozen=True)
class Giving:
    """What a certificate will say and stand on, all but its number."""

    kind: CertificateKind
    to: object  # User or School
    cohort: object
    by: object
    names: dict  # {language: name}
    facts: dict  # for the placeholders
    snapshot: dict
    project: object = None
    occasion: str = ""
    decision: str | None = None
    batch: object = None
    replaces: Certificate | None = None
    on: object = field(default_factory=lambda: timezone.now())

    @property
    def is_to_school(self):
        return self.kind.recipient == Recipient.SCHOOL


def issue(kind, *, to, cohort, by, batch=None, occasion="", standing=None, again=False):
    """The certificate, with its number and its paper. NotIssued says in words why there is none.

    standing: what was counted for this person, where it is known already (a batch counts once for all).
    again: she had one that was revoked; a chief reviewer gives another on purpose.
    """
    standing = standing or entitled.standing_of(kind, to, cohort, occasion)
    refuse_unless_earned(kind, standing, by, to, again)
    giving = Giving(
        kind=kind,
        to=to,
        cohort=cohort,
        by=by,
        names=names_for(kind, to),
        facts=facts_for(standing, cohort),
        snapshot=snapshot_of(kind, standing, cohort),
        project=project_of(standing),
        occasion=occasion,
        decision=standing.decision,
        batch=batch,
    )
    return give(giving, letter="certificate_issued")


def refuse_unless_earned(kind, standing, by, to, again=False):
    if not by.in_group(UNIVERSITY):
        raise PermissionError("Only chief reviewers issue certificates.")
    if to == by or kind.recipient == Recipient.SCHOOL and schools_headed_by(by).filter(school=to).exists():
        raise NotIssued(_("Nobody issues a certificate to herself: another chief reviewer does it."))
    if not kind.is_given:
        raise NotIssued(_("Certificates of this kind are not given at present."))
    if standing is None or not standing.is_earned:
        raise NotIssued(_("The rule is not met."))
    if standing.state == entitled.State.HAS:
        raise AlreadyIssued(_("She has this certificate already."))
    if standing.state == entitled.State.REVOKED and not again:
        raise AlreadyIssued(_("Her certificate was revoked. Another one is issued by hand only."))


def names_for(kind, to):
    """{language: name} as it will be printed. NotIssued until she has confirmed it."""
    if kind.recipient == Recipient.SCHOOL:
        return {code: getattr(to, f"name_{code}") or str(to.name) for code in kind.languages}
    confirmed = ConfirmedName.objects.filter(pk=to.pk).first()
    if confirmed is None:
        raise NotIssued(_("The name is not confirmed yet."))
    return {code: confirmed.in_language(code) for code in kind.languages}


def facts_for(standing, cohort):
    """What the placeholders of the texts stand for."""
    counted = standing.facts
    facts = {
        "cohort": in_languages(cohort, "name"),
        "sessions": counted.get("facilitated", counted.get("sessions", "")),
    }
    for fact in counted.values():
        if isinstance(fact, dict):
            facts |= {name: value for name, value in fact.items() if isinstance(value, dict)}
    return facts


def in_languages(thing, name):
    return {code: getattr(thing, f"{name}_{code}") or str(getattr(thing, name)) for code in CODES}


def snapshot_of(kind, standing, cohort):
    """The rule as it stood, with the numbers that the cohort filled in, and what was counted."""
    lines = []
    for line in kind.rule:
        one = entitled.named(line["needs"])
        lines.append({**line, "at_least": one.needed(line, cohort)} if one.is_number else line)
    return {"rule": lines, "number": kind.rule_number, "facts": standing.facts}


def project_of(standing):
    projects = Project.objects.select_related("school")
    return projects.filter(pk=standing.project).first() if standing.project else None


def school_of(giving):
    """Where the work was done; without a project, where she teaches."""
    if giving.is_to_school:
        return giving.to
    if giving.project:
        return giving.project.school
    teaching = Teacher.objects.current().filter(person=giving.to).select_related("school").first()
    return teaching.school if teaching else None


def give(giving, letter):
    """Number, row and statement in one short transaction; the paper is drawn and stored after it."""
    year = timezone.localdate(giving.on).year
    series = numbers.series_for(giving.kind, year)
    try:
        with transaction.atomic():
            certificate = _row(giving, series, year)
            AuditEntry.objects.record(giving.by, _verb(giving), certificate, **_told(giving))
            tell_holders(certificate, letter)
    except IntegrityError as error:
        if not _has_one(giving):
            raise
        raise AlreadyIssued(_("She has this certificate already.")) from error
    except NoSigningKey as error:
        raise NoKey(NO_KEY) from error
    make_paper(certificate)
    return certificate


def _has_one(giving):
    who = {"school" if giving.is_to_school else "person": giving.to}
    given = Certificate.objects.valid().filter(kind=giving.kind, cohort=giving.cohort, occasion=giving.occasion, **who)
    return given.exists()


def _verb(giving):
    return "certificate replaced" if giving.replaces else "certificate issued"


def _told(giving):
    told = {"rule": giving.snapshot["number"]}
    if giving.replaces:
        told["replaces"] = giving.replaces.code
    if giving.batch:
        told["batch"] = giving.batch.pk
    return told


def _row(giving, series, year):
    _refuse_without_signed_decision(giving)
    if giving.replaces:
        giving.replaces._move_to(CertificateStatus.REPLACED)
        _refuse_if_about_to_be_revoked(giving.replaces)
    number = numbers.take_number(series)
    code = numbers.code_of(giving.kind, year, number)
    certificate = Certificate(
        kind=giving.kind,
        cohort=giving.cohort,
        **{"school" if giving.is_to_school else "person": giving.to},
        occasion=giving.occasion,
        project=giving.project,
        decision_id=giving.decision,
        batch=giving.batch,
        series=series,
        number=number,
        code=code,
        layout=giving.kind.layout,
        printed=_on_paper(giving, code),
        rule_snapshot=giving.snapshot,
        issued_at=giving.on,
        issued_by=giving.by,
        replaces=giving.replaces,
    )
    certificate.signing_key, certificate.statement = sign(certificate)
    certificate.save(force_insert=True)
    return certificate


def _on_paper(giving, code):
    facts = dict(giving.facts)
    if any("{school}" in getattr(giving.kind, f"body_{language}") for language in giving.kind.languages):
        school = school_of(giving)
        facts["school"] = in_languages(school, "name") if school else ""
    return printed(
        giving.kind,
        names=giving.names,
        facts=facts,
        code=code,
        issued_on=timezone.localdate(giving.on),
        layout=giving.kind.layout,
        project=giving.project,
    )


def _refuse_without_signed_decision(giving):
    """The last guard, for whoever calls (promise C13): asked in the transaction that makes the certificate."""
    if not giving.kind.needs_decision:
        return
    signed = Decision.objects.filter(
        pk=giving.decision,
        outcome=Outcome.PASS,
        decision_list__status=ListStatus.SIGNED,
        decision_list__cohort=giving.cohort,
        portfolio__project__lead=giving.to,
    )
    if not signed.exists():
        raise NotIssued(_("There is no accepting decision on a signed list."))


# In place of another ----------------------------------------------------------------------------------------


def replace(certificate, by, why):
    """A new certificate with a new number, from the name and the texts as they stand now; the old number says so.

    What it was earned by stays as it was. TransitionError when it is not valid any more, or is about to be revoked.
    """
    if not Certificate.objects.managed_by(by).contains(certificate):
        raise PermissionError("Not a certificate that she manages.")
    _refuse_if_about_to_be_revoked(certificate)
    kind = CertificateKind.objects.prefetch_related("signatories", "logos").get(pk=certificate.kind_id)
    standing = entitled.Standing(
        certificate.holder.pk, certificate.rule_snapshot["facts"], missing=(), state=entitled.State.HAS
    )
    giving = Giving(
        kind=kind,
        to=certificate.holder,
        cohort=certificate.cohort,
        by=by,
        names=names_for(kind, certificate.holder),
        facts=facts_for(standing, certificate.cohort),
        snapshot={**certificate.rule_snapshot, "why_replaced": why},
        project=certificate.project,
        occasion=certificate.occasion,
        decision=certificate.decision_id,
        batch=certificate.batch,
        replaces=certificate,
    )
    return give(giving, letter="certificate_replaced")


def _refuse_if_about_to_be_revoked(certificate):
    """Also once the row is ours: somebody may have asked since the first look."""
    if certificate.revocations.filter(confirmed_at=None, dropped_at=None).exists():
        raise TransitionError("Somebody has asked to revoke it.")


# Letters ----------------------------------------------------------------------------------------------------


def holders_of(certificate):
    """The person, or the principals of the school."""
    if certificate.person_id:
        return [certificate.person]
    heads = Headship.objects.current().filter(school=certificate.school_id).select_related("person")
    return [one.person for one in heads]


def tell_holders(certificate, letter, **context):
    for person in holders_of(certificate):
        path = partial(reverse, "certification:certificate", args=[certificate.pk])
        write_to(person, letter, path=path, certificate=certificate, **context)
