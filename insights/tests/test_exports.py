"""Lists as files: each role gets its own, nobody else's rows, no cell that a spreadsheet would run."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from accounts.models import COORDINATORS, OBSERVERS, ORGANISERS, UNIVERSITY, AuditEntry, User
from certification.models import Review
from communities.models import Attendance, Facilitation, Mark, Session, SessionStatus
from conference.models import PosterStatus
from documents.sheets import DANGEROUS, csv_pieces, write
from insights.exports import sheets, views
from insights.exports.kinds import EXPORTS
from insights.indicators import ALL
from insights.scope import Scope
from jobs.models import Job, JobStatus
from projects.models import EvidenceItem, Project, Visibility
from schools.models import School
from schools.rosters import mending
from tests import makers

pytestmark = pytest.mark.django_db
EVIL = "=HYPERLINK(0)"


def make_circle(cohort, mark):
    """A school with its community; every name and text in it bears the mark."""
    school = makers.make_school(name_kk=f"{mark} мектебі")
    community = makers.make_community(cohort=cohort, schools=[school], name=f"{mark} қауымдастығы")
    person = {"surname": f"{mark} Сейітова", "given_name": mark, "email": f"{mark.strip('=()').lower()}@example.org"}
    lead = makers.make_member(community, makers.make_teacher(school, **person))
    facilitator = makers.make_facilitator(community, person=makers.make_person(surname=f"{mark} Фасилитатор"))
    session = makers.make_session(
        community, made_by=facilitator, topic=f"{mark} тақырыбы", status=SessionStatus.HELD, logged_at=timezone.now()
    )
    Attendance.objects.create(session=session, person=lead, mark=Mark.PRESENT)
    project = makers.make_project(community, lead=lead, title=f"{mark} жобасы", visibility=Visibility.FACILITATOR)
    EvidenceItem.objects.create(project=project, title=f"{mark} дәлелі", said="ҚҰПИЯ сөз", on=timezone.localdate())
    portfolio = makers.make_portfolio(project, submitted_at=timezone.now())
    makers.make_assignment(portfolio)
    read = {"version_read": portfolio.versions.get(), "rubric": makers.make_rubric(cohort)}
    Review.objects.create(**read, reviewer=makers.make_person(), overall="ҚҰПИЯ пікір")
    conference = makers.make_conference(cohort=cohort, name_kk=f"{mark} конференциясы")
    published = makers.make_published_project(community=community, lead=lead, title=f"{mark} хикаясы")
    makers.make_poster(conference, published, status=PosterStatus.SUBMITTED)
    return facilitator


@pytest.fixture
def cohort():
    return makers.make_cohort()


@pytest.fixture
def own(cohort):
    return make_circle(cohort, "МЕНІҢ")


@pytest.fixture
def foreign(cohort):
    return make_circle(cohort, "БӨТЕН")


def staff(*groups):
    return makers.make_person(groups=groups)


def text_of(key, reader, **choice):
    sheet = sheets.sheet_for(reader, key, choice)
    return b"".join(csv_pieces(sheet.headings, sheet.lines)).decode()


def keys_of(user):
    return {one.key for one in sheets.open_to(user)}


# Who may have what -----------------------------------------------------------------------------------------


def test_each_role_has_its_own_exports(own):
    circle = {"communities", "members", "sessions", "attendance", "projects", "evidence"}
    principal = makers.make_principal(School.objects.get())

    assert keys_of(staff(COORDINATORS)) == {"figures", "people", "schools", "facilitators", "posters", *circle}
    assert keys_of(staff(UNIVERSITY)) == {"portfolios", "reviews"}
    assert keys_of(staff(ORGANISERS)) == {"posters"}
    assert keys_of(staff(OBSERVERS)) == {"figures"}
    assert keys_of(own) == circle
    assert keys_of(principal) == {"figures"}
    assert keys_of(makers.make_person()) == set()


@pytest.mark.parametrize("key", ["communities", "members", "sessions", "attendance", "projects", "evidence"])
def test_a_facilitator_gets_her_own_community_and_no_contacts(own, foreign, key):
    text = text_of(key, own)

    assert "МЕНІҢ" in text
    assert "БӨТЕН" not in text
    assert "@example.org" not in text


def test_a_project_that_its_author_keeps_is_not_in_the_facilitators_list(own):
    Project.objects.filter(title="МЕНІҢ жобасы").update(visibility=Visibility.ME)

    assert "МЕНІҢ жобасы" not in text_of("projects", own)
    assert "МЕНІҢ дәлелі" not in text_of("evidence", own)


def test_a_coordinator_reads_whose_a_project_is_and_not_its_title(own):
    coordinator = staff(COORDINATORS)

    projects, evidence = text_of("projects", coordinator), text_of("evidence", coordinator)

    assert "МЕНІҢ Сейітова" in projects
    assert "МЕНІҢ жобасы" not in projects
    assert "МЕНІҢ дәлелі" not in evidence


def test_contacts_are_for_coordinators(own):
    coordinator = staff(COORDINATORS)

    assert "@example.org" in text_of("people", coordinator)
    assert "@example.org" in text_of("members", coordinator)


@pytest.mark.parametrize("groups", [[UNIVERSITY], [ORGANISERS]])
def test_no_words_and_no_contacts_go_to_the_university_or_organisers(own, groups):
    reader = staff(*groups)

    for key in keys_of(reader):
        text = text_of(key, reader)
        assert "МЕНІҢ" in text
        assert "ҚҰПИЯ" not in text
        assert "@example.org" not in text


def test_a_chief_reviewer_of_the_same_school_gets_no_portfolio_of_it(own):
    chief = staff(UNIVERSITY)
    makers.Teacher.objects.create(person=chief, school=School.objects.get())

    assert "МЕНІҢ" not in text_of("portfolios", chief) + text_of("reviews", chief)


@pytest.mark.parametrize("role", ["observer", "principal"])
def test_figures_without_names_for_observers_and_principals(own, role):
    reader = staff(OBSERVERS) if role == "observer" else makers.make_principal(School.objects.get())

    text = text_of("figures", reader)

    assert "МЕНІҢ Сейітова" not in text
    assert "@example.org" not in text
    assert sheets.named("rows-teachers", reader) is None
    assert sheets.named("people", reader) is None


def test_the_rows_behind_each_figure_are_for_coordinators(own):
    coordinator = staff(COORDINATORS)
    with override("en"):
        for indicator in ALL:
            sheet = sheets.sheet_for(coordinator, f"rows-{indicator.key}", {"cohort": "all"})
            assert len(list(sheet.lines)) == sheet.count == indicator.rows(Scope()).count()


def test_a_list_is_narrowed_to_a_cohort_and_a_region(own, cohort):
    other = makers.make_cohort()
    make_circle(other, "БАСҚА")
    region = School.objects.get(name_kk="БАСҚА мектебі").district.region

    for key, export in EXPORTS.items():
        reader = staff(UNIVERSITY) if key in ("portfolios", "reviews") else staff(COORDINATORS)
        for choice in ({"cohort": other.pk}, {"region": region.pk}):
            text = text_of(key, reader, **choice)
            assert "БАСҚА" in text, (key, choice)
            assert "МЕНІҢ" not in text, (key, choice)
        assert export.about


# Harmless (promise C7) --------------------------------------------------------------------------------------


def every_export():
    """(key, headings, lines) of all that anybody can take out as a spreadsheet."""
    coordinator, chief = staff(COORDINATORS), staff(UNIVERSITY)
    for key in (*keys_of(coordinator), *(f"rows-{one.key}" for one in ALL)):
        sheet = sheets.sheet_for(coordinator, key, {"cohort": "all"} if key.startswith(("rows", "figures")) else {})
        yield key, sheet.headings, sheet.lines
    for key in keys_of(chief):
        sheet = sheets.sheet_for(chief, key, {})
        yield key, sheet.headings, sheet.lines


def test_no_export_holds_a_cell_that_a_spreadsheet_would_run(cohort):
    facilitator = make_circle(cohort, EVIL)
    Session.objects.update(topic="@SUM(1)")
    seen = 0

    for key, headings, lines in every_export():
        rows = [list(line) for line in lines]
        table = list(csv.reader(StringIO(b"".join(csv_pieces(headings, rows)).decode()), delimiter=";"))
        wild = [cell for row in table for cell in row if cell.startswith(DANGEROUS) and not _is_number(cell)]
        seen += sum(EVIL in cell for row in table for cell in row)
        assert wild == [], key
    assert seen > 30
    assert facilitator.surname.startswith(EVIL)


def _is_number(text):
    try:
        return float(text) is not None
    except ValueError:
        return False


def test_no_workbook_holds_a_formula(cohort):
    make_circle(cohort, EVIL)
    sheet = sheets.sheet_for(staff(COORDINATORS), "members", {})
    file = BytesIO()

    write("xlsx", file, sheet.headings, sheet.lines, "Тізім")

    cells = [cell for row in load_workbook(file).active for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert any(str(cell.value).startswith(f"'{EVIL}") for cell in cells)


def test_the_rows_to_mend_of_a_roster_are_harmless_too():
    from schools.tests.makers import make_roster

    roster = make_roster(makers.make_school())
    roster.rows.update(cells=[EVIL], verdict="error")

    assert not [cell for line in mending.lines(roster) for cell in line if str(cell).startswith(DANGEROUS)]


# Pages --------------------------------------------------------------------------------------------------------


def send(client, key, file_type="csv", **fields):
    page = client.get(reverse("insights:export", args=[key]), fields)
    client_uuid = page.context["file"].initial["client_uuid"]
    sent = {"client_uuid": client_uuid, "file_type": file_type, **fields}
    return sent, client.post(reverse("insights:export", args=[key]), sent)


def test_a_short_list_comes_at_once_and_the_trail_says_who_took_it(client, own, cohort):
    client.force_login(own)

    _sent, answer = send(client, "members", cohort=cohort.pk)

    assert answer["Content-Disposition"] == f'attachment; filename="members-{timezone.localdate()}.csv"'
    assert "МЕНІҢ Сейітова" in answer.content.decode()
    entry = AuditEntry.objects.get(verb="list exported")
    assert entry.actor == own
    assert entry.changes["export"] == "members"
    assert entry.changes["choice"] == {"cohort": cohort.pk}


def test_a_workbook_opens(client, own):
    client.force_login(own)

    _sent, answer = send(client, "sessions", "xlsx")

    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[1][:2] == ("МЕНІҢ қауымдастығы", "МЕНІҢ тақырыбы")


def test_a_long_list_is_made_in_the_background_once(client, own, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 1)
    client.force_login(own)

    sent, answer = send(client, "members")
    again = client.post(reverse("insights:export", args=["members"]), sent)

    job = Job.objects.get()
    assert job.status == JobStatus.DONE
    assert answer["Location"] == again["Location"] == reverse("jobs:job", args=[job.pk])
    assert AuditEntry.objects.filter(verb="list exported").count() == 1
    file = client.get(reverse("jobs:job_file", args=[job.pk]))
    assert "МЕНІҢ Сейітова" in b"".join(file.streaming_content).decode()
    assert str(job.title) == "Тізім: Қауымдастық мүшелері"


def test_who_has_left_the_community_does_not_get_the_list_made_before(client, own, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 1)
    client.force_login(own)
    send(client, "members")
    job = Job.objects.get()
    Facilitation.objects.filter(person=own).update(until=timezone.localdate())

    assert client.get(reverse("jobs:job_file", args=[job.pk])).status_code == 404


def test_what_one_may_not_have_is_not_there(client, own):
    client.force_login(own)

    for key in ("people", "portfolios", "posters", "figures", "rows-teachers", "nothing"):
        url = reverse("insights:export", args=[key])
        assert client.get(url).status_code == 404
        assert client.post(url, {"file_type": "csv"}).status_code == 404
    client.force_login(makers.make_person())
    assert client.get(reverse("insights:export_list")).status_code == 404


def test_looking_at_an_export_takes_nothing_out(client, own):
    client.force_login(own)

    page = client.get(reverse("insights:export", args=["members"]))

    assert "МЕНІҢ Сейітова" not in page.content.decode()
    assert not AuditEntry.objects.filter(verb="list exported").exists()


@pytest.mark.parametrize("key", EXPORTS)
def test_a_list_asks_a_fixed_number_of_questions(key, own, cohort):
    def questions():
        reader = User.objects.get(pk=person.pk)
        with CaptureQueriesContext(connection) as asked:
            list(sheets.sheet_for(reader, key, {}).lines)
        return len(asked)

    person = staff(UNIVERSITY) if key in ("portfolios", "reviews") else staff(COORDINATORS)
    before = questions()
    for number in range(3):
        make_circle(cohort, f"Тағы{number}")

    assert questions() == before <= 14


def test_the_part_of_a_figure_is_taken_as_it_is_read(client, own):
    client.force_login(staff(COORDINATORS))
    page = client.get(reverse("insights:rows", args=["projects"]), {"cohort": "all", "by": "state", "part": "accepted"})

    link = reverse("insights:export", args=["rows-projects"])

    assert f"{link}?cohort=all&amp;by=state&amp;part=accepted" in page.content.decode()
    _sent, answer = send(client, "rows-projects", cohort="all", by="state", part="accepted")
    assert len(answer.content.splitlines()) == 1 + Project.objects.filter(status="accepted").count()
