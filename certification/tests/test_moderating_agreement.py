"""Per cent and Cohen's kappa: of worked examples, and of a cohort's pairs."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from certification.moderating.agreement import agreement
from certification.moderating.report import report_for
from certification.review import submit

from .judged import give_second, make_differing, make_moderated, read
from .makers import make_chief, make_ready_project


def pairs(table):
    """table: rows of the first reader, columns of the second, as textbooks print it."""
    return [
        (row, column) for row, cells in enumerate(table) for column, cell in enumerate(cells) for _one in range(cell)
    ]


@pytest.mark.parametrize(
    ("table", "percent", "kappa"),
    [
        # J. L. Fleiss, B. Levin, M. C. Paik, Statistical Methods for Rates and Proportions, 3rd ed., 2003, ch. 18:
        # 100 patients, diagnoses psychotic, neurotic, organic. pₒ = .89, pₑ = .66, κ = .23 / .34 = .68
        ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 89, 0.68),
        # Two readers of 50 applications, yes or no; the usual classroom example: pₒ = .70, pₑ = .50, κ = .40
        ([[20, 5], [10, 15]], 70, 0.40),
        ([[10, 0], [0, 10]], 100, 1.0),
        ([[5, 5], [5, 5]], 50, 0.0),
        ([[0, 10], [10, 0]], 0, -1.0),
    ],
)
def test_worked_examples(table, percent, kappa):
    found = agreement(pairs(table))

    assert found.percent == percent
    assert found.kappa == pytest.approx(kappa, abs=0.005)


def test_one_answer_for_all_leaves_kappa_undefined():
    found = agreement([("pass", "pass")] * 7)

    assert (found.percent, found.kappa, found.is_undefined) == (100, None, True)


def test_without_pairs_there_is_nothing_to_say():
    found = agreement([])

    assert (found.number, found.percent, found.kappa, found.is_undefined) == (0, None, None, False)


def test_the_order_of_the_pairs_is_all_the_same():
    both = pairs([[3, 2, 0], [1, 4, 1], [0, 1, 5]])

    assert agreement(both) == agreement(list(reversed(both)))
    assert agreement(both).kappa == agreement([(second, first) for first, second in both]).kappa


@pytest.fixture
def cohort(db):
    """Two pairs: one the same, one of which all differs."""
    moderation = make_moderated()
    community = moderation.portfolio.project.community
    read(moderation.portfolio, give_second(moderation))
    make_differing(portfolio=make_in(community))
    return community.cohort


def make_in(community):
    project = make_ready_project(community)
    return submit(project, project.lead).portfolio


def test_a_cohort_is_told_over_outcomes_and_by_criterion(cohort):
    report = report_for(cohort, "Outcome")

    assert (report.outcomes.found.number, report.outcomes.found.agreed, report.outcomes.found.kappa) == (2, 1, 0)
    assert [(line.found.number, line.found.agreed) for line in report.criteria] == [(2, 1)] * 6


def test_the_page_shows_no_kappa_where_it_is_undefined(client, db):
    moderation = make_moderated()
    read(moderation.portfolio, give_second(moderation))
    client.force_login(make_chief())

    page = client.get(reverse("certification:agreement"), {"cohort": moderation.portfolio.project.community.cohort_id})

    assert page.context["report"].outcomes.found.is_undefined
    assert page.content.decode().count("анықталмаған") >= 7


@pytest.mark.parametrize("file_type", ["csv", "xlsx"])
def test_the_table_is_taken_as_a_file_and_on_record(client, cohort, file_type, django_assert_max_num_queries):
    client.force_login(make_chief())

    with django_assert_max_num_queries(20):
        client.get(reverse("certification:agreement"), {"cohort": cohort.pk})
    sent = client.post(reverse("certification:agreement_file"), {"cohort": cohort.pk, "file_type": file_type})

    assert sent.status_code == 200
    if file_type == "csv":
        assert len(sent.content.decode().splitlines()) == 8
    assert AuditEntry.objects.get(verb="list exported").changes["export"] == "agreement"
