"""A project with all that a portfolio needs, and reviews of what was frozen of it."""

from datetime import date

from django.utils import timezone

from accounts.models import UNIVERSITY
from certification.criteria import make_criteria, make_rubric
from certification.models import Outcome, PortfolioVersion, Review
from certification.review import submit
from programme.models import ResearchMethod, Theme
from projects.models import ActionStep, Consultation, EvidenceItem, StageEntry, Vignette
from tests.makers import make_cohort, make_community, make_person, make_project, make_stages

DAY = date(2026, 10, 5)


def make_ready_project(community=None, **fields):
    """Nothing is missing: it can be submitted."""
    if community is None:
        cohort = make_cohort(sessions_needed=0, review_days=21)
        stages = make_stages(cohort)
        make_criteria(cohort)
        community = make_community(cohort=cohort)
    else:
        stages = community.cohort.stages.order_by("number")
    texts = {f"changed_{what}": f"Не өзгерді: {what}" for what in ("pupils", "colleagues", "school", "me")}
    counts = {"girls_reached": 11, "boys_reached": 9}
    project = make_project(community, concern="Оқушылар мәтінді түсінбей оқиды.", **texts, **counts, **fields)
    theme, _new = Theme.objects.get_or_create(key="reading", defaults={"name_kk": "Оқу"})
    project.themes.add(theme)
    for stage in stages:
        answers = {question.key: "Ғалымдар сөзін талқыладық." for question in stage.questions.all()}
        StageEntry.objects.create(project=project, stage=stage, answers=answers)
    fill_lists(project)
    Vignette.objects.create(project=project, text="Бір күні сыныпта әңгіме басталды.")
    return project


def fill_lists(project):
    method, _new = ResearchMethod.objects.get_or_create(key="interview", defaults={"name_kk": "Сұхбат"})
    for number in range(1, 4):
        Consultation.objects.create(project=project, whom=f"Әріптес {number}", on=DAY, said="Бірге байқап көрейік.")
        ActionStep.objects.create(project=project, what=f"{number}-қадам", due_on=DAY)
        EvidenceItem.objects.create(project=project, title=f"{number}-дәлел", on=DAY, method=method)


def make_submitted(**fields):
    """A portfolio that went to the university by the verb."""
    project = make_ready_project(**fields)
    return submit(project, project.lead).portfolio


def make_chief(**fields):
    return make_person(groups=[UNIVERSITY], is_staff=True, **fields)


def make_review(portfolio, reviewer, comment="Дәлелді нақтылаңыз.", overall="Жақсы жұмыс.", levels=True, **fields):
    """An open review of the newest version: each criterion with its first level that is enough, one comment."""
    newest = portfolio.versions.order_by("-number").first()
    rubric = make_rubric(portfolio.project.community.cohort)
    review = Review.objects.create(
        **{"version_read": newest, "reviewer": reviewer, "overall": overall, "rubric": rubric, **fields}
    )
    if levels:
        give_levels(review)
    if comment:
        review.write_comments({rubric.criteria.in_order()[0].pk: comment})
    return review


def give_levels(review, below=0):
    """Each criterion its first level that is enough, but the lowest for so many of them; comments stay."""
    texts = dict(review.marks.values_list("criterion", "text"))
    for number, criterion in enumerate(review.rubric.criteria.in_order().with_scale()):
        level = criterion.scale[0] if number < below else next(one for one in criterion.scale if one.is_enough)
        review.mark(criterion, level.pk, texts.get(criterion.pk, ""))


def typed_levels(portfolio):
    """What the form sends when each criterion has its first level that is enough."""
    rubric = make_rubric(portfolio.project.community.cohort)
    criteria = rubric.criteria.in_order().with_scale()
    return {f"level_{one.pk}": next(level.pk for level in one.scale if level.is_enough) for one in criteria}


def make_version(portfolio, content):
    return PortfolioVersion.objects.freeze(portfolio, content)


def decided(outcome=Outcome.RETURN):
    return {"outcome": outcome, "decided_at": timezone.now()}
