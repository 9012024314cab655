"""What the university has signed and given: lists of the cohorts, names that were confirmed, rows of certificates."""

from datetime import timedelta

from certification.issuing.defaults import make_kinds
from certification.issuing.names import proposed
from certification.issuing.numbers import code_of
from certification.models import (
    Certificate,
    CertificateKind,
    ConfirmedName,
    Decision,
    DecisionList,
    ListStatus,
    Outcome,
    Review,
    Series,
)
from certification.printing.content import printed

from .ground import store

GIVEN = 3  # every third of those who have confirmed their names has the certificate of participants


class Certificates:
    def __init__(self, ground, people, work):
        self.ground, self.people, self.work = ground, people, work
        self.chief = people.chiefs[0]

    def give(self):
        make_kinds()
        leads = []
        for cohort in self.work.meetings.cohorts:
            reviews = Review.objects.filter(
                outcome=Outcome.PASS, version_read__portfolio__project__community__cohort=cohort
            )
            reviews = list(reviews.select_related("version_read__portfolio__project__lead"))
            self._sign(cohort, reviews)
            leads += [(review.version_read.portfolio.project.lead, cohort) for review in reviews]
        once = list({lead.pk: (lead, cohort) for lead, cohort in leads}.values())
        names = store(ConfirmedName(person=lead, **proposed(lead)) for lead, _cohort in once)
        self._print(once[::GIVEN], {name.person_id: name for name in names})
        return self

    def _sign(self, cohort, reviews):
        signed_at = self.ground.at(self.ground.today - timedelta(days=20))
        made = DecisionList.objects.create(cohort=cohort, number=1, made_by=self.chief, made_at=signed_at)
        store(
            Decision(decision_list=made, portfolio=review.version_read.portfolio, review=review, outcome=Outcome.PASS)
            for review in reviews
        )
        frozen = {"status": ListStatus.SIGNED, "signed_by": self.chief, "signed_at": signed_at}
        DecisionList.objects.filter(pk=made.pk).update(**frozen)

    def _print(self, people, names):
        """Rows without papers and statements: lists and searches want them, and drawing takes minutes."""
        kind = CertificateKind.objects.prefetch_related("signatories", "logos").get(key="participant")
        year = self.ground.today.year
        series = Series.objects.create(kind=kind, year=year, last=len(people))
        store(
            self._certificate(kind, series, number, person, cohort, names[person.pk])
            for number, (person, cohort) in enumerate(people, start=1)
        )

    def _certificate(self, kind, series, number, person, cohort, name):
        code = code_of(kind, series.year, number)
        said = printed(
            kind,
            names={language: name.in_language(language) for language in kind.languages},
            facts={"sessions": 8},
            code=code,
            issued_on=self.ground.today,
            layout=kind.layout,
        )
        return Certificate(
            kind=kind,
            cohort=cohort,
            person=person,
            series=series,
            number=number,
            code=code,
            layout=kind.layout,
            printed=said,
            rule_snapshot={"rule": kind.rule, "number": 1, "facts": {"sessions": 8, "consents": True}},
            issued_by=self.chief,
        )
