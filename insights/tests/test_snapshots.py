"""Snapshots never change, tell funders nothing of few people, and can be compared and taken out."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from accounts.models import COORDINATORS, OBSERVERS, AuditEntry
from insights.indicators import INDICATORS
from insights.models import Snapshot, SnapshotStatus
from insights.scope import Scope
from insights.snapshots.freezing import freeze
from insights.snapshots.frozen import Frozen, beside
from safekeeping.states import TransitionError
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """Two regions: five teachers with projects in the first, two in the second."""
    cohort = makers.make_cohort()
    makers.make_stages(cohort)
    for number, name in ((5, "Маңғыстау облысы"), (2, "Атырау облысы")):
        region = makers.make_region(name_kk=name, name_en=name[:4] + " Region")
        school = makers.make_school(district=makers.make_district(region=region))
        community = makers.make_community(cohort=cohort, schools=[school])
        for _number in range(number):
            makers.make_project(community, lead=makers.make_member(community))
    return cohort


@pytest.fixture
def coordinator():
    return makers.make_person(groups=[COORDINATORS])


@pytest.fixture
def observer():
    return makers.make_person(groups=[OBSERVERS])


def make_true_snapshot(cohort, by, hide=True, **fields):
    content = freeze(Scope(cohort=cohort), hide)
    return makers.make_snapshot(cohort, made_by=by, content=content, hides_few=hide, **fields)


def change(snapshot, key, **words):
    """A content in which one definition says something else."""
    content = json.loads(json.dumps(snapshot.content))
    next(one for one in content["indicators"] if one["key"] == key).update(words)
    return content


class TestFreezing:
    def test_it_keeps_every_figure_with_its_words_in_three_languages(self, cohort):
        frozen = Frozen(freeze(Scope(cohort=cohort), hide=False), "ru")

        assert frozen.total("projects").value == 7
        with override("ru"):
            assert frozen.definitions["projects"].name == str(INDICATORS["projects"].name)
        assert [cells[0].value for _part, cells in frozen.table("region", ["teachers"])] in ([2, 5], [5, 2])

    def test_for_funders_nothing_tells_of_fewer_than_five(self, cohort):
        frozen = Frozen(freeze(Scope(cohort=cohort), hide=True), "kk")

        rows = {part.name: cells[0] for part, cells in frozen.table("region", ["teachers"])}
        assert frozen.total("teachers").value == 7
        assert rows["Атырау облысы"].hidden
        assert rows["Маңғыстау облысы"].hidden  # or the two would be the difference
        assert frozen.has_hidden

    def test_the_sex_of_the_authors_of_stories_is_not_told_to_funders(self, cohort):
        assert Frozen(freeze(Scope(cohort=cohort), hide=True), "kk").cells("stories", "sex") == []

    def test_the_number_of_queries_does_not_grow_with_the_rows(self, cohort, django_assert_max_num_queries):
        with django_assert_max_num_queries(150):
            freeze(Scope(cohort=cohort), hide=True)

    def test_later_work_changes_nothing_in_it(self, cohort, coordinator):
        snapshot = make_true_snapshot(cohort, coordinator, hide=False, status=SnapshotStatus.KEPT)
        makers.make_project(cohort.communities.first(), lead=cohort.communities.first().members().first())

        again = Snapshot.objects.get(pk=snapshot.pk)

        assert Frozen(again.content).total("projects").value == 7

    def test_asking_makes_a_job_that_leads_to_the_snapshot_once(self, client, cohort, coordinator):
        client.force_login(coordinator)
        address = client.get(reverse("insights:snapshot_new"), follow=True).request["PATH_INFO"]
        form = client.get(address, follow=True).context["form"]
        typed = {
            "name": "UNESCO",
            "cohort": cohort.pk,
            "readers": "funders",
            "client_uuid": form["client_uuid"].value(),
        }

        first, again = client.post(address, typed), client.post(address, typed)

        snapshot = Snapshot.objects.get()
        assert first["Location"] == again["Location"]
        assert client.get(first["Location"])["Location"] == snapshot.get_absolute_url()
        assert (snapshot.name, snapshot.hides_few, snapshot.status) == ("UNESCO", True, SnapshotStatus.KEPT)
        assert AuditEntry.objects.filter(verb="figures frozen", object_id=snapshot.pk).count() == 1

    def test_what_is_missing_comes_back_with_the_form(self, client, cohort, coordinator):
        client.force_login(coordinator)

        response = client.post(reverse("insights:snapshot_new"), {"cohort": cohort.pk, "readers": "funders"})

        assert response.status_code == 422
        assert not Snapshot.objects.exists()


class TestNeverChanges:
    @pytest.mark.parametrize("column, value", [("name", "x"), ("content", {}), ("hides_few", False)])
    def test_the_database_refuses_to_change_it(self, column, value):
        snapshot = makers.make_snapshot(status=SnapshotStatus.KEPT)

        with pytest.raises(DatabaseError), transaction.atomic():
            Snapshot.objects.filter(pk=snapshot.pk).update(**{column: value})

    def test_the_database_refuses_to_delete_it(self):
        snapshot = makers.make_snapshot()

        with pytest.raises(DatabaseError), transaction.atomic():
            Snapshot.objects.filter(pk=snapshot.pk).delete()


class TestPublishing:
    def test_observers_find_it_from_then_on_and_no_more_when_it_is_taken_back(self, client, coordinator, observer):
        snapshot = makers.make_snapshot(status=SnapshotStatus.KEPT)
        seen = []
        for verb in (None, "publish", "withdraw", "publish"):
            client.force_login(coordinator)
            if verb:
                client.post(reverse(f"insights:snapshot_{verb}", args=[snapshot.pk]))
            client.force_login(observer)
            seen.append(client.get(snapshot.get_absolute_url()).status_code)

        assert seen == [404, 200, 404, 200]
        assert list(AuditEntry.objects.filter(object_id=snapshot.pk).order_by("id").values_list("verb", flat=True)) == [
            "snapshot published",
            "snapshot taken back",
            "snapshot published",
        ]

    def test_what_tells_of_few_people_is_never_published(self, coordinator):
        snapshot = makers.make_snapshot(status=SnapshotStatus.KEPT, hides_few=False)

        with pytest.raises(TransitionError):
            snapshot.publish(coordinator)
        with pytest.raises(DatabaseError), transaction.atomic():
            Snapshot.objects.filter(pk=snapshot.pk).update(status=SnapshotStatus.PUBLISHED)

    def test_twice_says_so(self, client, coordinator):
        snapshot = makers.make_snapshot()
        client.force_login(coordinator)

        response = client.post(reverse("insights:snapshot_publish", args=[snapshot.pk]), follow=True)

        assert [message.level_tag for message in response.context["messages"]] == ["error"]


class TestComparing:
    def test_differences_are_told(self, cohort, coordinator):
        first = make_true_snapshot(cohort, coordinator, hide=False, status=SnapshotStatus.KEPT)
        makers.make_member(cohort.communities.first())
        second = make_true_snapshot(cohort, coordinator, hide=False, status=SnapshotStatus.KEPT)

        rows = {row.definition.key: row for row in beside(Frozen(first.content), Frozen(second.content))}

        assert rows["teachers"].difference == 1
        assert rows["projects"].difference == 0

    def test_a_figure_defined_otherwise_has_no_difference_and_is_named(self, client, cohort, coordinator):
        first = make_true_snapshot(cohort, coordinator)
        changed = change(first, "projects", counts={"kk": "Басқаша", "ru": "Иначе", "en": "Otherwise"})
        second = makers.make_snapshot(cohort, made_by=coordinator, content=changed, definitions=2)
        client.force_login(coordinator)

        response = client.get(reverse("insights:snapshot_compare"), {"a": first.pk, "b": second.pk})

        assert [row.definition.key for row in response.context["changed"]] == ["projects"]
        assert all(row.difference is None for row in response.context["changed"])

    def test_observers_compare_published_ones_only(self, client, observer):
        published, kept = makers.make_snapshot(), makers.make_snapshot(status=SnapshotStatus.KEPT)
        client.force_login(observer)

        response = client.get(reverse("insights:snapshot_compare"), {"a": published.pk, "b": kept.pk})

        assert "b" in response.context["form"].errors
        assert "rows" not in response.context


class TestFiles:
    def test_csv_xlsx_and_json_say_the_same(self, client, cohort, observer, coordinator):
        snapshot = make_true_snapshot(cohort, coordinator)
        client.force_login(observer)

        def file(kind):
            return client.get(reverse("insights:snapshot_file", args=[snapshot.pk, kind])).content

        rows = list(csv.reader(StringIO(file("csv").decode("utf-8-sig")), delimiter=";"))
        sheet = load_workbook(BytesIO(file("xlsx")), read_only=True).worksheets[0]
        book = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert rows == book
        assert json.loads(file("json")) == snapshot.content
        assert ["teachers", "7", "0"] in [[row[0], row[5], row[9]] for row in rows if not row[2]]

    def test_a_hidden_figure_leaves_no_number(self, client, cohort, observer, coordinator):
        snapshot = make_true_snapshot(cohort, coordinator)
        client.force_login(observer)

        text = client.get(reverse("insights:snapshot_file", args=[snapshot.pk, "csv"])).content.decode("utf-8-sig")

        hidden = [row for row in csv.reader(StringIO(text), delimiter=";") if row[9] == "1"]
        assert hidden
        assert {(row[5], row[7], row[8]) for row in hidden} == {("", "", "")}

    def test_no_cell_is_a_formula(self, client, cohort, observer, coordinator):
        snapshot = make_true_snapshot(cohort, coordinator)
        content = change(snapshot, "projects", name={"kk": "=1+1", "ru": "=1+1", "en": "=1+1"})
        bad = makers.make_snapshot(cohort, made_by=coordinator, content=content)
        client.force_login(observer)

        text = client.get(reverse("insights:snapshot_file", args=[bad.pk, "csv"])).content.decode("utf-8-sig")

        cells = [cell for row in csv.reader(StringIO(text), delimiter=";") for cell in row]
        assert "'=1+1" in cells
        assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []

    def test_there_is_no_other_type(self, client, observer):
        client.force_login(observer)

        assert (
            client.get(reverse("insights:snapshot_file", args=[makers.make_snapshot().pk, "html"])).status_code == 404
        )


def test_pages_of_snapshots_need_a_fixed_number_of_queries(client, cohort, coordinator, django_assert_max_num_queries):
    snapshots = [make_true_snapshot(cohort, coordinator) for _number in range(2)]
    client.force_login(coordinator)

    for address in (reverse("insights:snapshot_list"), snapshots[0].get_absolute_url()):
        with django_assert_max_num_queries(14):
            assert client.get(address).status_code == 200
