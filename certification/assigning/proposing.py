"""Who might read what: an even load, languages that she reads, and nobody whom the work is too near to."""

from dataclasses import dataclass

from django.db.models import CharField, Count, Value
from django.utils.translation import gettext as _

from accounts.names import names_of
from certification.models import Assignment, Ended, Portfolio, Reading, Reviewer, to_read

MOST_AT_ONCE = 50  # portfolios on one page of proposals


@dataclass
class Proposal:
    portfolio: Portfolio
    candidates: list  # Reviewers who may read it and read its language, the least busy first
    reviewer: Reviewer | None
    why_nobody: str = ""


def pool():
    """The reviewers of today who can sign in, with `in_hands`, by name: one query."""
    hers = Count("person__assignments", filter=to_read("person__assignments__"))
    reviewers = Reviewer.objects.current().filter(person__is_active=True).select_related("person")
    own = [field.attname for field in Reviewer._meta.concrete_fields]
    return reviewers.only(*own, *names_of("person")).annotate(in_hands=hers).order_by("person__sort_key", "person")


def unassigned(chief, cohort):
    """What waits and is in nobody's hands, the oldest first."""
    waiting = Portfolio.objects.assignable_by(chief).waiting().filter(project__community__cohort=cohort)
    taken = Assignment.objects.standing().filter(reading=Reading.FIRST)
    return waiting.exclude(pk__in=taken.values("portfolio")).for_listing().oldest_first()


def propose(portfolios, reviewers):
    """[Proposal] in the order of the portfolios. Those whom few may read are dealt first. Two queries."""
    portfolios, reviewers = list(portfolios), list(reviewers)
    allowed, declined = allowed_pairs(portfolios, reviewers), declined_pairs(portfolios)
    load = {reviewer.pk: reviewer.in_hands for reviewer in reviewers}
    able = {
        portfolio.pk: [
            reviewer
            for reviewer in reviewers
            if reviewer.reads(portfolio.project.language) and (portfolio.pk, reviewer.person_id) in allowed - declined
        ]
        for portfolio in portfolios
    }
    dealt = {}
    for portfolio in sorted(portfolios, key=lambda one: len(able[one.pk])):
        free = [reviewer for reviewer in able[portfolio.pk] if load[reviewer.pk] < reviewer.most_at_once]
        chosen = min(free, key=lambda reviewer: load[reviewer.pk], default=None)
        if chosen:
            load[chosen.pk] += 1
        dealt[portfolio.pk] = chosen
    return [_proposal(portfolio, able[portfolio.pk], dealt[portfolio.pk], reviewers) for portfolio in portfolios]


def _proposal(portfolio, able, chosen, reviewers):
    why = "" if chosen else why_nobody(portfolio, able, reviewers)
    return Proposal(portfolio, sorted(able, key=lambda reviewer: reviewer.in_hands), chosen, why)


def why_nobody(portfolio, able, reviewers):
    if not any(reviewer.reads(portfolio.project.language) for reviewer in reviewers):
        return _("No reviewer reads its language.")
    if not able:
        return _("Everybody who reads its language is too near to it, or has declined it.")
    return _("Everybody who may read it has as many as she can.")


def allowed_pairs(portfolios, reviewers):
    """{(portfolio id, person id)} where nothing stands against it. One query."""
    ids = [portfolio.pk for portfolio in portfolios]
    if not ids or not reviewers:
        return set()
    first, *others = (
        Portfolio.objects.order_by()
        .filter(pk__in=ids)
        .without_conflicts_of(reviewer.person)
        .values_list("pk", Value(reviewer.person_id, output_field=CharField()))
        for reviewer in reviewers
    )
    return set(first.union(*others, all=True))


def declined_pairs(portfolios):
    declined = Assignment.objects.filter(portfolio__in=portfolios, ended_why=Ended.DECLINED).order_by()
    return set(declined.values_list("portfolio", "reviewer"))
