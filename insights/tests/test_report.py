"""The report of a snapshot: a PDF for a ministry's table, in three languages, checked against the portal."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import COORDINATORS, OBSERVERS, AuditEntry
from insights.models import Report, SnapshotStatus
from insights.report import sweeping
from insights.report.making import make_reports, report_pdf
from insights.report.sweeping import sweep
from insights.scope import Scope
from insights.snapshots.freezing import freeze
from insights.snapshots.frozen import Frozen
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return makers.make_person(groups=[COORDINATORS])


@pytest.fixture
def snapshot(coordinator):
    """Six teachers with a project each in Mangystau, two in Atyrau."""
    cohort = makers.make_cohort(name_kk="Әділ ғасыр: қызу іздеңіз, өң, ұғым, үлгі, һәм ізгілік", name_en="First cohort")
    makers.make_stages(cohort)
    for number, name in ((6, "Маңғыстау облысы"), (2, "Атырау облысы")):
        region = makers.make_region(name_kk=name, name_en=name)
        school = makers.make_school(district=makers.make_district(region=region), latitude=43.6, longitude=52.9)
        community = makers.make_community(cohort=cohort, schools=[school])
        for _number in range(number):
            makers.make_project(community, lead=makers.make_member(community), girls_reached=10, boys_reached=8)
    content = freeze(Scope(cohort=cohort), hide=True)
    return makers.make_snapshot(cohort, made_by=coordinator, content=content, status=SnapshotStatus.KEPT)


def read(pdf):
    return PdfReader(BytesIO(pdf))


def words(pdf):
    return " ".join("\n".join(page.extract_text() for page in read(pdf).pages).split())


@pytest.mark.parametrize(
    "language, title, hidden",
    [
        ("kk", "Бағдарлама сандармен", "бес адамнан аз"),
        ("ru", "Программа в цифрах", "меньше пяти людей"),
        ("en", "The programme in figures", "fewer than five people"),
    ],
)
def test_it_says_in_each_language_what_the_snapshot_says(snapshot, language, title, hidden):
    pdf = report_pdf(snapshot, language)

    told, frozen = words(pdf), Frozen(snapshot.content, language)
    assert title in told
    assert hidden in told
    assert [one.name for one in frozen.definitions.values() if one.name not in told] == []
    assert "144" in told  # pupils: eight projects of eighteen
    assert 8 <= len(read(pdf).pages) <= 16


def test_it_can_be_read_aloud(snapshot):
    catalogue = read(report_pdf(snapshot, "en")).trailer["/Root"]

    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_object().get_data()


def test_letters_of_kazakh_are_letters(snapshot):
    told = words(report_pdf(snapshot, "kk"))

    assert [letter for letter in "әғқңөұүһі" if letter not in told] == []
    assert snapshot.cohort.name_kk in told


def test_what_is_hidden_is_a_star_and_no_number(snapshot):
    lines = [line for page in read(report_pdf(snapshot, "kk")).pages for line in page.extract_text().splitlines()]

    rows = [line for line in lines if line.startswith("Атырау облысы")]
    assert rows
    assert any("*" in row for row in rows)
    assert [row for row in rows if " 2 " in f"{row} "] == []


def test_making_it_again_takes_the_place_of_the_earlier_one(snapshot, coordinator, django_capture_on_commit_callbacks):
    make_reports(snapshot, by=coordinator)
    before = set(Report.objects.values_list("file", flat=True))

    with django_capture_on_commit_callbacks(execute=True):
        make_reports(snapshot, by=coordinator)

    after = set(Report.objects.values_list("file", flat=True))
    assert (len(before), len(after), before & after) == (3, 3, set())
    assert [name for name in before if default_storage.exists(name)] == []
    assert AuditEntry.objects.filter(verb="report made").count() == 2


def test_a_funder_checks_two_figures_of_the_report_against_the_lists(client, snapshot, coordinator):
    """A coordinator makes and publishes; an observer takes the PDF in English and compares it with the portal."""
    client.force_login(coordinator)
    job = client.post(reverse("insights:report_make", args=[snapshot.pk]))["Location"]
    assert client.get(job)["Location"] == snapshot.get_absolute_url()
    client.post(reverse("insights:snapshot_publish", args=[snapshot.pk]))
    observer = makers.make_person(groups=[OBSERVERS])
    client.force_login(observer)

    page = client.get("/en/insights/snapshots/").content.decode()
    address = f"/en/insights/snapshots/{snapshot.pk}/report-en.pdf"
    assert f'href="{address}"' in page
    told = words(b"".join(client.get(address)))
    figures = {one.name: cell for one, cell in Frozen(snapshot.content, "en").totals}
    board = client.get(f"/en/insights/work/?cohort={snapshot.cohort_id}").content.decode()

    assert "Taking part: 2 village schools, 2 regions, 8 teachers, 2 professional communities." in told
    assert (figures["Teachers"].value, figures["Pupils reached"].value) == (8, 144)
    assert "144" in board


def test_whoever_may_not_see_the_snapshot_gets_no_report(client, coordinator):
    snapshot = makers.make_snapshot(made_by=coordinator, status=SnapshotStatus.KEPT)
    makers.make_report(snapshot)
    address = reverse("insights:report_pdf", args=[snapshot.pk, "ru"])

    answers = []
    for person in (makers.make_person(groups=[OBSERVERS]), makers.make_teacher(), coordinator):
        client.force_login(person)
        answers.append(client.get(address).status_code)

    assert answers == [404, 404, 200]  # it is not published


def test_the_proxy_sends_the_file_where_it_can(client, coordinator, settings):
    settings.UPLOADS_INTERNAL_PREFIX = "/internal-files/"
    report = makers.make_report(makers.make_snapshot(made_by=coordinator))
    client.force_login(coordinator)

    response = client.get(report.get_absolute_url())

    assert response["X-Accel-Redirect"] == f"/internal-files/{report.file.name}"
    assert response["Cache-Control"] == "private, no-store"


def test_the_sweeper_takes_files_that_no_report_has(monkeypatch, coordinator):
    kept = makers.make_report(makers.make_snapshot(made_by=coordinator)).file.name
    lost = default_storage.save("reports/lost.pdf", ContentFile(b"%PDF-1.7"))
    young = sweep()
    monkeypatch.setattr(sweeping, "ROWLESS_FOR", timedelta(0))

    sweep()

    assert young.startswith("0 ")
    assert (default_storage.exists(kept), default_storage.exists(lost)) == (True, False)
