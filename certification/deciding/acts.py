"""A decision list: opened, gathered, signed. Signed, it never changes again (see migration 0004)."""

from dataclasses import dataclass
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from certification.models import Decision, DecisionList, ListStatus, Portfolio, Review, fingerprint
from certification.moderating.drawing import rules_of
from outbox.letters import write_to
from safekeeping.states import TransitionError

from .content import appeal_until, content_of


@dataclass(frozen=True)
class Problem:
    decision: Decision
    why: str


class NotSigned(Exception):
    """Why the list cannot be signed: a sentence, and the lines concerned."""

    def __init__(self, why, problems=()):
        super().__init__(why)
        self.why, self.problems = why, problems


def open_list(cohort, by):
    """The cohort's open list: the one that there is, else the next number."""
    known = cohort.decision_lists.open().first()
    if known:
        return known
    last = cohort.decision_lists.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            made = DecisionList.objects.create(cohort=cohort, number=last + 1, made_by=by)
            AuditEntry.objects.record(by, "decision list opened", made)
    except IntegrityError:  # another chief reviewer at the same moment
        return cohort.decision_lists.open().get()
    return made


def candidates(cohort, user):
    """Reviews that rest on no list yet: decided portfolios of the cohort that this chief reviewer may judge."""
    portfolios = Portfolio.objects.assignable_by(user).filter(project__community__cohort=cohort)
    return Review.objects.final().filter(decision=None, version_read__portfolio__in=portfolios.values("pk"))


@transaction.atomic
def gather(decision_list, reviews, by):
    """Puts the decisions of these readings on the open list, unless they stand on one already. Returns how many."""
    locked = _open_one(decision_list)
    chosen = candidates(locked.cohort, by).filter(pk__in=[review.pk for review in reviews])
    lines = [_line(locked, review) for review in chosen.select_related("version_read", "moderation", "moderates")]
    Decision.objects.bulk_create(lines)
    if lines:
        AuditEntry.objects.record(by, "decisions gathered", locked, number=len(lines))
    return len(lines)


def _line(decision_list, review):
    moderation = getattr(review, "moderation", None) or getattr(review, "moderates", None)
    portfolio = review.version_read.portfolio_id
    return Decision(
        decision_list=decision_list,
        portfolio_id=portfolio,
        review=review,
        moderation=moderation,
        outcome=review.outcome,
    )


@transaction.atomic
def take_off(decision_list, decisions, by):
    """These lines wait for another list. Returns how many."""
    locked = _open_one(decision_list)
    number, _by_model = locked.decisions.filter(pk__in=[decision.pk for decision in decisions]).delete()
    if number:
        AuditEntry.objects.record(by, "decisions taken off", locked, number=number)
    return number


def _open_one(decision_list):
    """The row, locked. TransitionError when it is signed."""
    locked = DecisionList.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=decision_list.pk)
    if locked.is_signed:
        raise TransitionError("signed lists never change")
    return locked


def lines_of(decision_list):
    return list(decision_list.decisions.for_listing().order_by("portfolio__project__lead__sort_key", "pk"))


def seal_of(lines):
    """Of what stood on the page that she signs."""
    return fingerprint([[line.pk, line.review_id, line.outcome] for line in lines])


def problems_of(decision_list, lines, by):
    """[Problem]: portfolios that have changed since they were gathered, and those that she may not judge."""
    portfolios = [line.portfolio_id for line in lines]
    standing = set(
        Review.objects.final().filter(version_read__portfolio__in=portfolios).values_list("pk", "outcome").order_by()
    )
    hers = set(Portfolio.objects.assignable_by(by).filter(pk__in=portfolios).order_by().values_list("pk", flat=True))
    found = []
    for line in lines:
        if (line.review_id, line.outcome) not in standing:
            found.append(Problem(line, _("It has changed since: the decision no longer stands.")))
        elif line.portfolio_id not in hers:
            found.append(Problem(line, _("It is of your own school or circle: another chief reviewer signs it.")))
    return found


@transaction.atomic
def sign(decision_list, by, seal):
    """Freezes the list and tells the teachers. NotSigned with the reason; TransitionError when it is signed already.

    seal: seal_of() the lines that she saw when she confirmed.
    """
    locked = _open_one(decision_list)
    lines = lines_of(locked)
    if not lines:
        raise NotSigned(_("The list is empty."))
    if problems := problems_of(locked, lines, by):
        raise NotSigned(_("Some lines cannot be signed as they are. Take them off the list first."), problems)
    if seal != seal_of(lines):
        raise NotSigned(_("The list has changed since you opened this page. Please look at it again."))
    now, rules = timezone.now(), rules_of(locked.cohort)
    until = appeal_until(now, rules)
    content = content_of(locked, lines, by, now, rules, until)
    frozen = {"content": content, "sha256": fingerprint(content), "appeal_until": until}
    locked._move_to(ListStatus.SIGNED, signed_by=by, signed_at=now, **frozen)
    AuditEntry.objects.record(by, "decision list signed", locked, number=len(lines), sha256=locked.sha256)
    for line in lines:
        tell(line, locked)
    return locked


def appeal_until_today(rules):
    """The last day for an appeal, were the list signed now."""
    return appeal_until(timezone.now(), rules)


def tell(line, decision_list):
    project = line.portfolio.project
    path = partial(reverse, "certification:feedback", args=[project.pk])
    write_to(project.lead, "decision_signed", path=path, project=project, decision=line, list=decision_list)
