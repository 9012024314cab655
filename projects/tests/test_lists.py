"""Consultations, steps, log and evidence: added once, changed over one's own text only, removed after asking."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import AuditEntry
from projects.models import ActionStep, Comment, Consultation, EvidenceItem, LogEntry, Project, ProjectStatus
from tests.makers import make_member

from .makers import make_consultation, make_evidence, make_picture, make_staged_project, make_step

TODAY = timezone.localdate().isoformat()
FIELDS = {
    "consultations": {"whom": "Әріптес", "on": TODAY, "said": "Келісемін."},
    "steps": {"what": "Топпен оқу", "due_on": TODAY},
    "log": {"on": TODAY, "text": "Бүгін оқыдық."},
    "evidence": {"title": "Мазмұндама", "on": TODAY, "faces": "nobody"},
}
MODELS = {"consultations": Consultation, "steps": ActionStep, "log": LogEntry, "evidence": EvidenceItem}
AT_ONCE = 20


@pytest.fixture
def project(client, db):
    project = make_staged_project()
    client.force_login(project.lead)
    return project


def new(project, kind):
    return reverse("projects:row_new", args=[project.pk, kind])


def picture(colour="navy"):
    data = BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "PNG")
    return SimpleUploadedFile("dapter.png", data.getvalue(), "image/png")


@pytest.mark.parametrize("kind", FIELDS)
def test_the_same_form_sent_twice_makes_one_row(client, project, kind):
    sent = {**FIELDS[kind], "client_uuid": uuid.uuid4()}

    answers = [client.post(new(project, kind), sent).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert MODELS[kind].objects.filter(project=project).count() == 1


def at_once(work):
    """What work() returned in each of twenty threads, each with its own connection."""

    def run(_number):
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


def sending(client, address, sent):
    cookies = client.cookies

    def send():
        browser = Client()
        browser.cookies = cookies
        return browser.post(address, sent).status_code

    return send


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", FIELDS)
def test_twenty_equal_posts_at_once_make_one_row(client, kind):
    project = make_staged_project()
    client.force_login(project.lead)
    sent = {**FIELDS[kind], "client_uuid": str(uuid.uuid4())}

    answers = at_once(sending(client, new(project, kind), sent))

    assert set(answers) == {302}
    assert MODELS[kind].objects.filter(project=project).count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_equal_posts_at_once_begin_one_project(client):
    lead = make_staged_project(status=ProjectStatus.WITHDRAWN).lead
    membership = lead.memberships.get()
    client.force_login(lead)
    sent = {
        "client_uuid": str(uuid.uuid4()),
        "community": membership.community_id,
        "school": membership.community.schools.get().pk,
        "language": "kk",
        "title": "Жаңа жоба",
        "visibility": "community",
    }

    answers = at_once(sending(client, reverse("projects:project_new"), sent))

    assert set(answers) == {302}
    assert Project.objects.filter(lead=lead, title="Жаңа жоба").count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_equal_comments_at_once_are_one(client):
    project = make_staged_project()
    client.force_login(make_member(project.community))
    sent = {"client_uuid": str(uuid.uuid4()), "text": "Қашан?"}

    answers = at_once(sending(client, reverse("projects:comment_new", args=[project.pk, 1]), sent))

    assert set(answers) == {302}
    assert Comment.objects.count() == 1


def test_other_words_under_the_same_id_are_kept_on_the_page_and_asked_about(client, project):
    sent = {**FIELDS["log"], "client_uuid": str(uuid.uuid4())}
    client.post(new(project, "log"), sent)

    response = client.post(new(project, "log"), {**sent, "text": "Басқа сөз"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Басқа сөз" in page and sent["client_uuid"] not in page
    assert LogEntry.objects.get().text == "Бүгін оқыдық."


def test_what_is_kept_as_one_more_is_kept_once(client, project):
    sent = {**FIELDS["log"], "client_uuid": str(uuid.uuid4())}
    client.post(new(project, "log"), sent)
    asked = client.post(new(project, "log"), {**sent, "text": "Басқа сөз"})
    again = {**sent, "text": "Басқа сөз", "client_uuid": asked.context["form"]["client_uuid"].value()}

    answers = [client.post(new(project, "log"), again).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert set(LogEntry.objects.values_list("text", flat=True)) == {"Бүгін оқыдық.", "Басқа сөз"}
    assert LogEntry.objects.count() == 2


def test_another_picture_under_the_same_id_is_asked_about(client, project):
    sent = {**FIELDS["evidence"], "client_uuid": str(uuid.uuid4())}
    first, asked = (client.post(new(project, "evidence"), {**sent, "upload": picture(c)}) for c in ("navy", "red"))

    assert (first.status_code, asked.status_code) == (302, 422)
    assert EvidenceItem.objects.count() == 1


@pytest.mark.parametrize("kind", FIELDS)
def test_who_comes_back_to_a_row_that_is_saved_changes_it(client, project, kind):
    opened = client.get(new(project, kind))
    page = client.get(opened["Location"])
    client.post(opened["Location"], {**FIELDS[kind], "client_uuid": page.context["form"]["client_uuid"].value()})

    back = client.get(opened["Location"])

    row = MODELS[kind].objects.get(project=project)
    assert back["Location"] == reverse("projects:row", args=[project.pk, kind, row.pk])


def test_a_choice_that_may_stay_open_says_so_in_a_word(client, project):
    page = client.get(new(project, "evidence"), follow=True).content.decode()

    assert "---------" not in page
    assert "таңдалмаған</option>" in page


def test_an_error_keeps_what_was_typed(client, project):
    sent = {**FIELDS["consultations"], "on": "", "client_uuid": uuid.uuid4()}

    response = client.post(new(project, "consultations"), sent)

    assert response.status_code == 422
    assert "Келісемін." in response.content.decode()
    assert not Consultation.objects.exists()


def test_a_change_over_somebody_elses_text_shows_both(client, project):
    row = make_consultation(project, said="Сақталған сөз", version=2)
    sent = {**FIELDS["consultations"], "said": "Менің сөзім", "version": 1}

    response = client.post(reverse("projects:row", args=[project.pk, "consultations", row.pk]), sent)

    page = response.content.decode()
    assert response.status_code == 409
    assert "Сақталған сөз" in page and "Менің сөзім" in page
    row.refresh_from_db()
    assert row.said == "Сақталған сөз"


def test_a_row_is_changed(client, project):
    row = make_consultation(project)
    sent = {**FIELDS["consultations"], "said": "Ойланып көрейін.", "version": 1}

    response = client.post(reverse("projects:row", args=[project.pk, "consultations", row.pk]), sent)

    row.refresh_from_db()
    assert (response.status_code, row.said, row.version) == (302, "Ойланып көрейін.", 2)


def test_removing_asks_once_names_what_goes_and_is_in_the_audit_trail(client, project):
    row = make_consultation(project, whom="5-сынып ата-аналары")
    address = reverse("projects:row_remove", args=[project.pk, "consultations", row.pk])

    assert "5-сынып ата-аналары" in client.get(address).content.decode()
    assert Consultation.objects.count() == 1

    client.post(address)
    assert Consultation.objects.count() == 0
    entry = AuditEntry.objects.about(project).get(verb="consultation removed")
    assert entry.changes == {"removed": row.pk}


def test_a_step_is_done_and_not_done(client, project):
    step = make_step(project)

    client.post(reverse("projects:step_done", args=[project.pk, step.pk]))
    step.refresh_from_db()
    assert step.done_on == timezone.localdate()

    client.post(reverse("projects:step_reopen", args=[project.pk, step.pk]))
    step.refresh_from_db()
    assert step.done_on is None


def test_rows_of_another_project_are_not_there(client, project):
    foreign = make_consultation(make_staged_project(community=project.community))

    answers = [
        client.get(reverse(f"projects:{name}", args=[project.pk, "consultations", foreign.pk])).status_code
        for name in ("row", "row_remove")
    ]

    assert answers == [404, 404]


def test_nothing_is_added_to_a_submitted_project(client, project):
    Project.objects.filter(pk=project.pk).update(status=ProjectStatus.SUBMITTED)

    assert client.get(new(project, "log")).status_code == 404


def test_a_form_changes_no_column_that_is_not_on_it(client, project):
    sent = {**FIELDS["evidence"], "client_uuid": uuid.uuid4(), "is_public": "on", "version": 9, "project": "x"}

    client.post(new(project, "evidence"), sent)

    item = EvidenceItem.objects.get()
    assert (item.is_public, item.version, item.project) == (False, 1, project)


# Pictures (D2) ----------------------------------------------------------------------------------------


def test_a_picture_comes_with_who_can_be_recognised(client, project):
    sent = {**FIELDS["evidence"], "faces": "pupils", "upload": picture(), "client_uuid": uuid.uuid4()}

    response = client.post(new(project, "evidence"), sent)

    item = EvidenceItem.objects.get()
    assert (response.status_code, item.upload.faces, item.is_public) == (302, "pupils", False)


def test_a_picture_of_pupils_is_not_for_everyone_without_consent(client, project):
    sent = {
        **FIELDS["evidence"],
        "faces": "pupils",
        "on_story": "on",
        "upload": picture(),
        "client_uuid": uuid.uuid4(),
    }

    response = client.post(new(project, "evidence"), sent)

    assert response.status_code == 422
    assert "has-error" in response.content.decode()
    assert not EvidenceItem.objects.exists()


def test_with_recorded_consent_it_may_be(client, project):
    sent = {
        **FIELDS["evidence"],
        "faces": "pupils",
        "on_story": "on",
        "consent_people": 4,
        "consent_where": "Директор орынбасарының сейфі",
        "upload": picture(),
        "client_uuid": uuid.uuid4(),
    }

    client.post(new(project, "evidence"), sent)

    item = EvidenceItem.objects.get()
    assert item.is_public
    assert item.upload.consents.standing().get().people == 4


def test_changing_evidence_may_take_it_off_the_story(client, project):
    item = make_evidence(project, upload=make_picture(project.lead), is_public=True)
    sent = {**FIELDS["evidence"], "version": 1}

    client.post(reverse("projects:row", args=[project.pk, "evidence", item.pk]), sent)

    item.refresh_from_db()
    assert (item.is_public, item.upload is not None) == (False, True)
