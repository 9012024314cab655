"""One portfolio before a reviewer: the text, what changed, her comments, her decision."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certification import differences, paper, reading, review
from certification.forms import DecisionForm, SinceForm, ThenForm
from certification.models import FINAL, Outcome, Portfolio, PortfolioStatus, PortfolioVersion, Reading, Review
from certification.review_form import ReviewForm, earlier_marks
from safekeeping.forms import fill
from safekeeping.states import TransitionError
from safekeeping.versions import Conflict

DECISION_PAGES = {
    Outcome.RETURN: "certification:return",
    Outcome.PASS: "certification:pass",
    Outcome.NOT_YET: "certification:not_yet",
}


def reviewable(request, portfolio_id):
    return get_object_or_404(Portfolio.objects.reviewable_by(request.user).with_project(), pk=portfolio_id)


def portfolio(request, portfolio_id):
    """GET: the newest version, to be read and commented. POST: saves the comments, by button or while she writes."""
    found = reviewable(request, portfolio_id)
    newest = found.versions.order_by("-number").first()
    if request.method == "POST":
        return save_review(request, found, newest)
    form = None
    if review.may_read_now(found, request.user):
        form = review_form(request, own_review(request, found, newest))
    return portfolio_page(request, found, newest, form)


def own_review(request, found, newest):
    """Her reading of this version, or an unsaved one: opening a page begins nothing."""
    begun = Review.objects.with_marks().select_related("rubric").filter(version_read=newest, reviewer=request.user)
    rubric = None
    if (own := begun.first()) is None:
        rubric = review.rubric_to_read_by(newest, found)
    return own or Review(version_read=newest, reviewer=request.user, rubric=rubric)


def review_form(request, own):
    criteria = own.rubric.criteria.in_order().with_scale()
    earlier = earlier_marks(own.version_read, request.user) if own.version_read.number > 1 else ()
    return fill(request, ReviewForm, instance=own, criteria=criteria, earlier=earlier)


def save_review(request, found, newest):
    try:
        own = review.begin_review(found, request.user)
    except TransitionError:
        return already_decided(request, found)
    form = review_form(request, own)
    if form.is_valid() and form.save_or_conflict():
        return after_saving(request, found, newest, form)
    status = 409 if form.conflicts else 422
    if request.htmx:
        return render(request, "certification/_not_saved.html", {"form": form}, status=status)
    return portfolio_page(request, found, newest, form, status=status)


def after_saving(request, found, newest, form):
    if request.htmx:
        context = {"review": form.instance, "form": form, "now": timezone.now()}
        return render(request, "certification/_saved.html", context)
    outcome = ThenForm(request.GET).outcome
    if outcome == Outcome.PASS and form.ask_for_levels():
        return portfolio_page(request, found, newest, form, status=422)
    if outcome:
        return redirect(DECISION_PAGES[outcome], found.pk)
    messages.success(request, _("Your comments are saved. The teacher sees them when you decide."))
    return redirect(found)


def already_decided(request, found):
    text = _("This portfolio no longer waits for a decision: somebody has decided, or the teacher has withdrawn it.")
    if request.htmx:
        return HttpResponse(text, status=409)
    messages.warning(request, text)
    return redirect(found)


def portfolio_page(request, found, newest, form, status=200):
    versions = [*found.versions.exclude(pk=newest.pk), newest]
    earlier = version_to_compare(request, found, versions[:-1])
    text = text_of(newest)
    parts, general = reading.with_criteria(text["sections"], form.besides if form else ())
    context = {
        **text,
        "parts": parts,
        "general": general,
        "portfolio": found,
        "versions": versions,
        "earlier": earlier,
        "changes": changes_between(earlier, newest) if earlier else None,
        "form": form,
        "reviews": Review.objects.of_portfolio(found).open_to(request.user).newest_first().with_marks(),
        "outcomes": Outcome,
    }
    return render(request, "certification/portfolio.html", context, status=status)


def version_to_compare(request, found, earlier):
    """The one asked for, else the last that this reader has read, else the last decided on, if she may know."""
    if not earlier:
        return None
    known = Q(reviewer=request.user) | Q(pk__in=Review.objects.open_to(request.user).values("pk"))
    read = list(
        Review.objects.of_portfolio(found)
        .filter(known, version_read__in=earlier)
        .values_list("version_read__number", "reviewer", "decided_at")
    )
    own = [number for number, reviewer, _decided in read if reviewer == request.user.pk]
    decided = [number for number, _reviewer, decided_at in read if decided_at]
    asked = SinceForm(request.GET).number
    wanted = asked or max(own or decided or [earlier[-1].number])
    return next((version for version in earlier if version.number == wanted), earlier[-1])


def changes_between(earlier, newest):
    return differences.compare(reading.sections(earlier.content), reading.sections(newest.content))


def text_of(frozen):
    """What the text's template needs, for one version."""
    return {
        "version": frozen,
        "sections": reading.sections(frozen.content),
        "uploads": {upload.pk: upload for upload in frozen.uploads.all()},
    }


def readable_version(request, portfolio_id, version_number):
    versions = PortfolioVersion.objects.filter(portfolio__in=Portfolio.objects.readable_by(request.user))
    versions = versions.select_related("portfolio__project__lead", "portfolio__project__school__district__region")
    return get_object_or_404(versions, portfolio=portfolio_id, number=version_number)


def version(request, portfolio_id, version_number):
    frozen = readable_version(request, portfolio_id, version_number)
    found = frozen.portfolio
    is_lead = found.project.lead_id == request.user.pk
    reviews = Review.objects.filter(version_read=frozen)
    reviews = reviews.told() if is_lead else reviews.open_to(request.user)
    context = {
        **text_of(frozen),
        "portfolio": found,
        "versions": found.versions.defer("content"),
        "reviews": reviews.newest_first().with_marks(),
        "is_lead": is_lead,
    }
    return render(request, "certification/version.html", context)


def portfolio_pdf(request, portfolio_id, version_number):
    frozen = readable_version(request, portfolio_id, version_number)
    response = HttpResponse(paper.portfolio_pdf(frozen, get_language()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="portfolio-{frozen.portfolio_id}-{frozen.number}.pdf"'
    return response


def decide(request, portfolio_id, outcome):
    """GET: what will happen, and the words that will be sent. POST: the decision."""
    found = reviewable(request, portfolio_id)
    newest = found.versions.order_by("-number").first()
    own = own_review(request, found, newest)
    if found.is_moderated and outcome not in FINAL:
        raise Http404
    if not review.may_read_now(found, request.user) or own.is_decided:
        return already_decided(request, found)
    form = DecisionForm(request.POST or None, review=own, outcome=outcome)
    if request.method == "POST" and form.is_valid():
        return carry_out(request, found, own, outcome, form)
    return decision_page(request, found, own, outcome, form, status=422 if form.errors else 200)


def carry_out(request, found, own, outcome, form):
    try:
        portfolio = review.VERB_OF[outcome](own, request.user, as_of=form.cleaned_data["version"])
    except TransitionError:
        return already_decided(request, found)
    except Conflict as conflict:
        form = DecisionForm(review=conflict.current, outcome=outcome)
        messages.warning(request, _("The comments have changed since you opened this page. Please read them again."))
        return decision_page(request, found, conflict.current, outcome, form, status=409)
    messages.success(request, said_after(outcome, portfolio, own))
    return redirect("certification:queue")


def said_after(outcome, found, own):
    if own.reading == Reading.SECOND:
        return _("Thank you: your second reading is kept. The university goes on from here.")
    if found.status == PortfolioStatus.IN_MODERATION:
        words = _("Your decision on “%(title)s” is kept. A second reader reads it before its author hears.")
        return words % {"title": found.project.title}
    words = {
        Outcome.RETURN: _("“%(title)s” is back with its author. She sees your comments."),
        Outcome.PASS: _("“%(title)s” is accepted. The author knows."),
        Outcome.NOT_YET: _("“%(title)s” is not yet accepted. The author sees what you wrote."),
    }
    return words[outcome] % {"title": found.project.title}


def decision_page(request, found, own, outcome, form, status):
    context = {
        "portfolio": found,
        "review": own,
        "comments": own.marks.all() if not own._state.adding else (),
        "outcome": outcome,
        "outcomes": Outcome,
        "is_second": found.is_moderated,
        "form": form,
        "missing": form.what_is_missing(),
    }
    return render(request, "certification/decide.html", context, status=status)
