"""Who may read, review and assign: roles against acts, and every kind of conflict."""

from datetime import date

import pytest
from django.urls import reverse

from certification.models import Assignment, Ended, Portfolio, PortfolioStatus, eligible_reviewers
from schools.models import Teacher
from tests.makers import (
    make_assignment,
    make_community,
    make_person,
    make_principal,
    make_school,
    make_teacher,
    make_upload,
)
from uploads.models import Upload

from .makers import make_chief, make_submitted

pytestmark = pytest.mark.django_db
LONG_AGO = {"since": date(2001, 9, 1), "until": date(2005, 6, 1)}


def with_conflict(kind, portfolio, person):
    project = portfolio.project
    if kind == "teaches there":
        Teacher.objects.create(person=person, school=project.school, since=date(2020, 9, 1))
    elif kind == "taught there long ago":
        Teacher.objects.create(person=person, school=project.school, **LONG_AGO)
    elif kind == "teaches where the author teaches":
        elsewhere = make_school()
        Teacher.objects.create(person=person, school=elsewhere, since=date(2020, 9, 1))
        Teacher.objects.create(person=project.lead, school=elsewhere, since=date(2020, 9, 1))
    elif kind == "heads it":
        project.school.headships.create(person=person)
    elif kind == "headed it long ago":
        project.school.headships.create(person=person, **LONG_AGO)
    elif kind == "is on the conflict list":
        person.conflicts.create(person=project.lead)
    elif kind == "is a member of her community":
        project.community.memberships.create(person=person)
    elif kind == "facilitated her community long ago":
        project.community.facilitations.create(person=person, kind="external", **LONG_AGO)
    elif kind == "was once in another community with her":
        elsewhere = make_community()
        elsewhere.memberships.create(person=person, **LONG_AGO)
        elsewhere.facilitations.create(person=project.lead)
    elif kind == "is her own":
        project.lead = person
        project.save()


CONFLICTS = (
    "teaches there",
    "taught there long ago",
    "teaches where the author teaches",
    "heads it",
    "headed it long ago",
    "is on the conflict list",
    "is a member of her community",
    "facilitated her community long ago",
    "was once in another community with her",
    "is her own",
)


@pytest.mark.parametrize("conflict", CONFLICTS)
@pytest.mark.parametrize("is_chief", [True, False])
def test_a_conflict_hides_the_portfolio_everywhere(client, conflict, is_chief):
    portfolio, free = make_submitted(), make_submitted()
    person = make_chief() if is_chief else make_person(is_staff=True)
    for one in (portfolio, free):
        Assignment.objects.create(portfolio=one, reviewer=person, assigned_by=person, due_on=date(2030, 1, 1))
    with_conflict(conflict, portfolio, person)
    client.force_login(person)

    assert list(Portfolio.objects.reviewable_by(person)) == [free]
    assert not eligible_reviewers(Portfolio.objects.get(pk=portfolio.pk)).contains(person)
    for tab in ("waiting", "mine", "returned", "decided"):
        page = client.get(reverse("certification:queue"), {"tab": tab}).content.decode()
        assert portfolio.pk not in page
    assert free.pk in client.get(reverse("certification:queue")).content.decode()
    for name in ("portfolio", "return", "pass", "not_yet", "assign", "unassign"):
        url = reverse(f"certification:{name}", args=[portfolio.pk])
        assert {client.get(url).status_code, client.post(url).status_code} <= {404, 405}
    for name in ("version", "portfolio_pdf"):  # her own she may read as its author, nobody else's
        answer = client.get(reverse(f"certification:{name}", args=[portfolio.pk, 1])).status_code
        assert answer == (200 if conflict == "is her own" else 404)


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_a_conflict_hides_it_in_the_admin_too(client, conflict):
    portfolio, free = make_submitted(), make_submitted()
    chief = make_chief()
    with_conflict(conflict, portfolio, chief)
    client.force_login(chief)

    page = client.get(reverse("admin:certification_portfolio_changelist")).content.decode()

    assert (free.pk in page, portfolio.pk in page) == (True, False)
    change = client.get(reverse("admin:certification_portfolio_change", args=[portfolio.pk]))
    assert change.status_code == 302
    for method in (client.get, client.post):
        assert method(reverse("admin:certification_portfolio_decide", args=[portfolio.pk, "pass"])).status_code == 404
    assert Portfolio.objects.get(pk=portfolio.pk).status == PortfolioStatus.SUBMITTED


def test_people_without_a_part_in_it_read_nothing(client):
    portfolio = make_submitted()
    project = portfolio.project
    strangers = [
        make_teacher(),
        make_teacher(project.school),
        make_principal(project.school),
        make_person(groups=["coordinators"], is_staff=True),
        make_person(groups=["observers"]),
        make_person(groups=["organisers"], is_staff=True),
    ]

    for person in strangers:
        client.force_login(person)
        assert client.get(portfolio.get_absolute_url()).status_code == 404
        assert client.get(reverse("certification:version", args=[portfolio.pk, 1])).status_code == 404
        assert client.get(reverse("certification:queue")).status_code == 404
        assert client.get(reverse("certification:feedback", args=[project.pk])).status_code == 404
        assert client.get(reverse("certification:submit", args=[project.pk])).status_code == 404


def test_a_reviewer_reads_what_is_in_her_hands_and_no_longer():
    portfolio, other = make_submitted(), make_submitted()
    reviewer = make_assignment(portfolio)
    make_assignment(other)
    assert list(Portfolio.objects.reviewable_by(reviewer)) == [portfolio]

    portfolio.assignments.get().end(Ended.TAKEN_BACK)

    assert not Portfolio.objects.readable_by(reviewer).exists()


def test_what_is_being_assembled_is_nobodys_but_the_authors():
    portfolio, chief = make_submitted(), make_chief()
    Portfolio.objects.update(status=PortfolioStatus.ASSEMBLING)

    assert not Portfolio.objects.reviewable_by(chief).exists()
    assert Portfolio.objects.readable_by(portfolio.project.lead).contains(portfolio)


def test_only_chief_reviewers_assign():
    portfolio = make_submitted()
    reviewer = make_assignment(portfolio)

    assert not Portfolio.objects.assignable_by(reviewer).exists()
    assert Portfolio.objects.assignable_by(make_chief()).contains(portfolio)


def test_eligible_people_are_those_without_a_conflict():
    portfolio = make_submitted()
    people = [make_chief(), make_person(), make_teacher(portfolio.project.school), portfolio.project.lead]

    for person in people:
        may_read = Portfolio.objects.without_conflicts_of(person).contains(portfolio)
        assert eligible_reviewers(portfolio).contains(person) == may_read


def test_the_files_of_a_frozen_version_open_to_its_readers_only():
    portfolio = make_submitted()
    upload = make_upload(portfolio.project.lead)
    portfolio.versions.get().uploads.add(upload)
    reviewer, stranger = make_assignment(portfolio), make_person()

    assert Upload.objects.visible_to(reviewer).contains(upload)
    assert not Upload.objects.visible_to(stranger).contains(upload)
    assert not Upload.objects.unused().contains(upload)
