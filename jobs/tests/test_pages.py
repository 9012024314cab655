from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobs.models import Job, JobStatus
from jobs.starting import start
from tests.makers import make_person

from .test_jobs import a_running_one, make_job

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def owner(client):
    person = make_person()
    client.force_login(person)
    return person


def test_a_finished_job_offers_its_file_as_a_download(client, owner):
    job = start(owner, "test.count", to=7)

    page = client.get(reverse("jobs:job", args=[job.pk]))
    file = client.get(reverse("jobs:job_file", args=[job.pk]))

    assert reverse("jobs:job_file", args=[job.pk]) in page.content.decode()
    assert b"".join(file.streaming_content) == b"7"
    assert file["Content-Disposition"].startswith("attachment;")
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "name, method", [("job", "get"), ("job_file", "get"), ("job_stop", "post"), ("job_again", "post")]
)
def test_somebody_elses_job_is_not_there(client, owner, name, method):
    job = start(make_person(), "test.count", to=7)

    assert getattr(client, method)(reverse(f"jobs:{name}", args=[job.pk])).status_code == 404
    assert job.pk not in client.get(reverse("jobs:job_list")).content.decode()


def test_a_result_is_not_given_to_who_has_lost_the_right(client, owner):
    job = start(owner, "test.count", to=7)
    type(owner).objects.filter(pk=owner.pk).update(surname="Бөгде")

    assert client.get(reverse("jobs:job_file", args=[job.pk])).status_code == 404


def test_a_job_under_way_tells_how_far_it_is_and_refreshes_itself_without_scripts(client, owner):
    job = a_running_one(owner=owner, done=450, total=900)

    page = client.get(reverse("jobs:job", args=[job.pk])).content.decode()

    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'value="450" max="900"' in page
    assert 'role="status"' in page


def test_only_a_new_sentence_is_sent_to_the_screen_reader(client, owner):
    job = a_running_one(owner=owner, done=450, total=900)
    url = reverse("jobs:job", args=[job.pk])

    first = client.get(url, headers=HTMX).content.decode()
    again = client.get(f"{url}?said=running5", headers=HTMX).content.decode()

    assert "hx-swap-oob" in first
    assert "hx-swap-oob" not in again
    assert "<html" not in again


def test_a_job_that_ended_meanwhile_reloads_the_page(client, owner):
    job = start(owner, "test.count", to=7)

    assert client.get(reverse("jobs:job", args=[job.pk]), headers=HTMX)["HX-Refresh"] == "true"


def test_work_that_makes_a_page_leads_there(client, owner):
    job = start(owner, "test.page")

    assert client.get(reverse("jobs:job", args=[job.pk]))["Location"] == "/kk/my/"


def test_a_waiting_job_is_stopped_from_its_page(client, owner):
    job = make_job(owner)

    client.post(reverse("jobs:job_stop", args=[job.pk]))
    client.post(reverse("jobs:job_stop", args=[job.pk]))

    assert Job.objects.get().status == JobStatus.STOPPED


def test_a_failed_job_says_why_and_can_be_tried_again(client, owner):
    job = make_job(owner, status=JobStatus.FAILED, note="Дискіде орын жоқ.", finished_at=timezone.now())
    assert "Дискіде орын жоқ." in client.get(reverse("jobs:job", args=[job.pk])).content.decode()

    client.post(reverse("jobs:job_again", args=[job.pk]))

    assert Job.objects.get().status == JobStatus.DONE


def test_what_is_under_way_and_what_was_ready_today_stands_on_my_page(client, owner):
    running = a_running_one(owner=owner)
    make_job(owner, status=JobStatus.DONE, finished_at=timezone.now() - timedelta(days=2))

    page = client.get(reverse("insights:my")).content.decode()

    assert reverse("jobs:job", args=[running.pk]) in page
    assert page.count("/kk/jobs/") == 2  # this one, and all of them


def test_the_list_asks_a_fixed_number_of_questions(client, owner, django_assert_max_num_queries):
    for _number in range(12):
        make_job(owner)

    with django_assert_max_num_queries(12):
        client.get(reverse("jobs:job_list"))
