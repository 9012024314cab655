"""Portfolios that were submitted, their frozen versions, and what the university made of them."""

from datetime import timedelta

from certification.criteria import make_criteria
from certification.models import (
    Assignment,
    CriterionMark,
    Outcome,
    Portfolio,
    PortfolioStatus,
    PortfolioVersion,
    Review,
)
from certification.models.portfolio import fingerprint
from insights.demo.reading import pools
from projects import snapshot
from projects.models import EvidenceItem, ProjectStatus

from .ground import link, store

STATUS = {
    ProjectStatus.SUBMITTED: PortfolioStatus.SUBMITTED,
    ProjectStatus.RETURNED: PortfolioStatus.RETURNED,
    ProjectStatus.ACCEPTED: PortfolioStatus.PASSED,
    ProjectStatus.PUBLISHED: PortfolioStatus.PASSED,
}
OUTCOME = {PortfolioStatus.RETURNED: Outcome.RETURN, PortfolioStatus.PASSED: Outcome.PASS}
COMMENTS, BUSY = 2, 3
CRITERIA = 6  # of the portal's own rubric


class University:
    def __init__(self, ground, people, work):
        self.ground, self.people, self.work = ground, people, work
        self.frozen = {}  # (text, cohort) -> what a version of such a project holds
        self.criteria = {cohort.pk: make_criteria(cohort) for cohort in work.meetings.cohorts}
        criteria = [criterion for known in self.criteria.values() for criterion in known]
        self.scales = {criterion.pk: list(criterion.levels.order_by("number")) for criterion in criteria}

    def read(self):
        shown = [project for project in self.work.projects if project.status in STATUS]
        portfolios = store(self._portfolio(project) for project in shown)
        self._keep_evidence(shown)
        versions = store(self._version(portfolio) for portfolio in portfolios)
        link(PortfolioVersion.uploads, [pair for version in versions for pair in self._files(version)])
        handed = [version for number, version in enumerate(versions) if self._is_handed(number, version)]
        store(self._assignment(number, version) for number, version in enumerate(handed))
        self._decide(handed)
        for portfolio in portfolios:
            self.ground.on_record(portfolio.project.lead, "portfolio submitted", portfolio, portfolio.submitted_at)
        return self

    def _portfolio(self, project):
        status = STATUS[project.status]
        submitted_at = project.changed_at - timedelta(days=0 if status == PortfolioStatus.SUBMITTED else 15)
        decided_at = None if status == PortfolioStatus.SUBMITTED else project.changed_at
        return Portfolio(project=project, status=status, submitted_at=submitted_at, decided_at=decided_at)

    def _keep_evidence(self, shown):
        self.evidence = {}
        items = EvidenceItem.objects.filter(project__in=shown).select_related("upload", "method").order_by("on", "id")
        for item in items:
            self.evidence.setdefault(item.project_id, []).append(item)

    def _version(self, portfolio):
        project = portfolio.project
        key = (self.work.text_of[project.pk].title, project.community.cohort_id)
        if key not in self.frozen:
            self.frozen[key] = snapshot.freeze(project)
        own = {
            "title": project.title,
            "author": project.lead.full_name,
            "school": str(project.school.name),
            "community": project.community.name,
            "evidence": [snapshot._evidence(item) for item in self.evidence[project.pk]],
        }
        content = {**self.frozen[key], **own}
        return PortfolioVersion(
            portfolio=portfolio,
            number=1,
            content=content,
            sha256=fingerprint(content),
            frozen_at=portfolio.submitted_at,
        )

    def _files(self, version):
        return [(version, item.upload) for item in self.evidence[version.portfolio.project_id]]

    @staticmethod
    def _is_handed(number, version):
        """All that were decided, and of the waiting ones two of three."""
        return version.portfolio.status != PortfolioStatus.SUBMITTED or number % 3

    def _reviewer(self, number, version):
        """What waits lies with a few, so that they have a real pile, the demo's reviewer among them."""
        waits = version.portfolio.status == PortfolioStatus.SUBMITTED
        return self.people.reviewers[number % (BUSY if waits else len(self.people.reviewers))]

    def _assignment(self, number, version):
        submitted_at = version.portfolio.submitted_at
        return Assignment(
            portfolio=version.portfolio,
            reviewer=self._reviewer(number, version),
            assigned_by=self.people.chiefs[0],
            assigned_at=submitted_at + timedelta(days=1),
            due_on=submitted_at.date() + timedelta(days=21),
        )

    def _decide(self, handed):
        talk = pools("meetings/talk.md")
        decided = [(n, version) for n, version in enumerate(handed) if version.portfolio.status in OUTCOME]
        reviews = store(
            Review(
                version_read=version,
                rubric=self.criteria[version.portfolio.project.community.cohort_id][0].rubric,
                reviewer=self._reviewer(number, version),
                overall=talk["pass kk overall"]["-"][number % 5],
                outcome=OUTCOME[version.portfolio.status],
                started_at=version.portfolio.submitted_at + timedelta(days=2),
                decided_at=version.portfolio.decided_at,
            )
            for number, version in decided
        )
        store(
            CriterionMark(
                review=review,
                criterion=self.criteria[review.version_read.portfolio.project.community.cohort_id][number],
                text=talk["return kk 4"]["-"][number] if number < COMMENTS else "",
                level=self._level(review, number),
            )
            for review in reviews
            for number in range(CRITERIA)
        )

    def _level(self, review, number):
        """Enough, but where there is a comment to one that was returned."""
        criterion = self.criteria[review.version_read.portfolio.project.community.cohort_id][number]
        lacks = review.outcome == Outcome.RETURN and number < COMMENTS
        return self.scales[criterion.pk][1 if lacks else 2 + number % 2]
