"""What this room holds of a person, and how it forgets her (promise D5)."""

from django.db.models import Q

from accounts.erasing.acts import forget_with
from accounts.holdings import hold

from .issuing.forgetting import forget_certificates
from .models import (
    Appeal,
    Assignment,
    Certificate,
    ConfirmedName,
    ConflictOfInterest,
    CriterionMark,
    Decision,
    DecisionList,
    Ended,
    KindPicture,
    Moderation,
    NameCorrection,
    Portfolio,
    PortfolioVersion,
    Review,
    Reviewer,
    Revocation,
)
from .moderating.acts import leave_desk

HERS = "version_read__portfolio__project__lead"
NO_WORDS = "…"  # where the database holds that something was said


def register():
    hold(Portfolio, "project__lead")
    hold(PortfolioVersion, "portfolio__project__lead")
    # What she has not been told is not hers yet; the university's own notes: see docs/personal-data.md
    hold(Review, HERS, leave_out=("private_note",), among=Review.objects.told)
    hold(CriterionMark, f"review__{HERS}", among=told_marks)
    hold(Assignment, "portfolio__project__lead")
    hold(Review, "reviewer")
    hold(CriterionMark, "review__reviewer")
    hold(Assignment, "reviewer")
    hold(Assignment, "assigned_by", leave_out=("decline_reason",))
    hold(Reviewer, "person")
    hold(ConflictOfInterest, "person", leave_out=("reviewer",))
    hold(ConflictOfInterest, "reviewer")
    hold(ConfirmedName, "person")
    hold(NameCorrection, "person", leave_out=("answered_by",))
    hold(Certificate, "person")
    unsaid = ("note", "asked_by", "confirmed_by", "dropped_by")
    hold(Revocation, "certificate__person", leave_out=unsaid, among=Revocation.objects.confirmed)
    hold(Moderation, f"first__{HERS}", leave_out=("first", "second", "reason", "settled_by"), among=settled)
    hold(Moderation, "settled_by")
    hold(DecisionList, "signed_by", leave_out=("content",))
    hold(DecisionList, "made_by", leave_out=("content",))
    hold(Decision, "portfolio__project__lead", leave_out=("review", "moderation"))
    hold(Appeal, "decision__portfolio__project__lead", leave_out=("answered_by",))
    hold(Appeal, "answered_by", leave_out=("text",))
    forget_with(forget)
    forget_with(forget_certificates)


def told_marks():
    return CriterionMark.objects.filter(review__in=Review.objects.told())


def settled():
    return Moderation.objects.settled()


def forget(erasing):
    """Of her portfolios the decisions stay, without a word of hers; what was never decided goes.

    What she decided about others stays as she decided it, in nobody's name.
    """
    person = erasing.person
    erasing.kept_uploads |= set(KindPicture.objects.filter(upload__owner=person).values_list("upload", flat=True))
    ConflictOfInterest.objects.filter(Q(person=person) | Q(reviewer=person)).delete()
    for portfolio in Portfolio.objects.filter(project__lead=person):
        if Review.objects.of_portfolio(portfolio).decided().exists():
            keep_decisions_alone(portfolio)
        else:
            portfolio.delete()
    for assignment in Assignment.objects.standing().filter(reviewer=person):
        assignment.end(Ended.TAKEN_BACK)
    told = Q(reviewer=person) | Q(portfolio__project__lead=person)
    Assignment.objects.filter(told).update(decline_reason="")
    Reviewer.objects.filter(person=person).delete()
    Review.objects.filter(reviewer=person, decided_at=None).delete()


def keep_decisions_alone(portfolio):
    """Which version was decided how, by whom and when. The fingerprint still proves a copy that somebody holds."""
    leave_desk(portfolio)
    reviews = Review.objects.of_portfolio(portfolio)
    reviews.filter(decided_at=None).delete()
    CriterionMark.objects.filter(review__in=reviews).delete()
    reviews.update(overall="", private_note="")
    Moderation.objects.filter(first__in=reviews).exclude(reason="").update(reason=NO_WORDS)
    appeals = Appeal.objects.filter(decision__portfolio=portfolio)
    appeals.update(text="", payload_hash="")
    appeals.exclude(answer="").update(answer=NO_WORDS)
    for version in portfolio.versions.all():
        version.uploads.clear()
        version.content, version.note = {}, ""
        version.save(update_fields=["content", "note"])
