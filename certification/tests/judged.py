"""Readings that were decided by the verbs, moderations in each state, lists open and signed."""

from certification import review
from certification.deciding import acts as deciding
from certification.models import (
    Assignment,
    CriterionMark,
    Level,
    Moderation,
    Outcome,
    Portfolio,
    Reading,
    Review,
)
from certification.moderating.drawing import rolled_by
from tests.makers import make_assignment, make_person

from .makers import make_submitted

ENOUGH, BELOW = 2, 1  # numbers of levels of the default rubric


class Lucky:
    """Dice that always draw."""

    @staticmethod
    def randrange(sides):
        return 0


def read(portfolio, reviewer, outcome=Outcome.PASS, levels=(), overall="Жақсы жұмыс.", comment="", note=""):
    """She reads it and decides. levels: of the first criteria, the rest enough."""
    portfolio = Portfolio.objects.get(pk=portfolio.pk)
    reading = review.begin_review(portfolio, reviewer)
    Review.objects.filter(pk=reading.pk).update(overall=overall, private_note=note)
    reading.refresh_from_db()
    mark_all(reading, levels, comment)
    review.VERB_OF[outcome](reading, reviewer)
    return reading


def mark_all(reading, levels=(), comment=""):
    for place, criterion in enumerate(reading.rubric.criteria.order_by("number")):
        number = levels[place] if place < len(levels) else ENOUGH
        level = Level.objects.get(criterion=criterion, number=number)
        CriterionMark.objects.update_or_create(
            review=reading, criterion=criterion, defaults={"level": level, "text": comment}
        )


def make_moderated(portfolio=None, reviewer=None, **fields):
    """A first reading that was drawn; nobody reads it a second time yet."""
    portfolio = portfolio or make_submitted()
    reviewer = reviewer or make_assignment(portfolio)
    with rolled_by(Lucky):
        reading = read(portfolio, reviewer, **fields)
    return Moderation.objects.with_portfolio().get(first=reading)


def give_second(moderation, reader=None):
    reader = reader or make_person()
    assignment = Assignment(
        portfolio=moderation.portfolio, reviewer=reader, assigned_by=reader, due_on="2030-01-01", reading=Reading.SECOND
    )
    assignment.save()
    return reader


def make_differing(**fields):
    """The first reader accepts, the second says "not yet"."""
    moderation = make_moderated(**fields)
    read(moderation.portfolio, give_second(moderation), Outcome.NOT_YET, [BELOW] * 6, overall="Әлі жұмыс керек.")
    return Moderation.objects.with_portfolio().get(pk=moderation.pk)


def make_decided(outcome=Outcome.PASS, **fields):
    """A portfolio whose only reader has decided, and whose author knows."""
    portfolio = make_submitted(**fields)
    read(portfolio, make_assignment(portfolio), outcome, [] if outcome == Outcome.PASS else [BELOW] * 6)
    return Portfolio.objects.with_project().get(pk=portfolio.pk)


def make_list(portfolios, by):
    """Open, with these portfolios' decisions on it."""
    made = deciding.open_list(portfolios[0].project.community.cohort, by)
    deciding.gather(made, Review.objects.final().filter(version_read__portfolio__in=portfolios), by)
    return made


def make_signed(portfolios, by):
    made = make_list(portfolios, by)
    return deciding.sign(made, by, deciding.seal_of(deciding.lines_of(made)))
