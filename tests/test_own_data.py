"""You can download everything we hold on you, and be erased (promise D5)."""

import io
import json
import zipfile

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from accounts import mydata
from accounts.erasing import record
from accounts.erasing.acts import erase
from accounts.holdings import holdings, rows_of
from accounts.models import AuditEntry, ErasedPerson, User
from projects.models import Project

from .life import make_life, mark_all

pytestmark = pytest.mark.django_db
HER = {
    "surname": "Канарейкина",
    "given_name": "Жемчужина",
    "patronymic": "Соловьевна",
    "latin_name": "Zhemchuzhina Kanareikina",
    "email": "kanareika@example.org",
    "phone": "+77019998877",
}


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ERASED_LIST = tmp_path / "erased.jsonl"


# Everything held is in the file ------------------------------------------------------------------------------

NOT_HERS = {
    "accounts.Invitation.invited_by": "that she printed a slip is in her acts; the slip is somebody else's",
    "account.EmailAddress.user": "a library's table, kept empty",
    "schools.RosterRow.roster": "rows of a list that she brought are about other people",
    "communities.Attendance.session": "marks of other people in a session that she entered",
    "communities.Reflection.session": "diaries of other people",
    "communities.LogReceipt.session": "the same log, sent by other people",
    "projects.EvidenceItem.upload": "held through its project",
    "projects.Project.cover": "held through its lead",
    "projects.Comment.answers": "what others answered to others",
    "certification.PortfolioVersion.uploads": "held through its portfolio",
    "certification.Decision.decision_list": "the list is the university's",
    "certification.Decision.review": "held through its portfolio",
    "certification.Decision.moderation": "held through its portfolio",
    "certification.Moderation.second": "held through the first reading",
    "certification.Certificate.decision": "held through its holder",
    "certification.Batch.decision_list": "the list is the university's",
    "certification.CriterionMark.settled_in": "held through the review that it belongs to",
    "certification.Rubric.begun_by": "the criteria are the university's; that she wrote them is in her acts",
    "certification.Rubric.put_in_use_by": "the same",
    "conference.Poster.upload": "held through its project",
    "communities.Session.pictures": "the session is the community's",
    "programme.NewsPicture.upload": "news are the programme's",
    "programme.Partner.logo": "the same",
    "certification.Signatory.signature": "the signatures on a paper are the university's",
    "certification.KindLogo.upload": "marks are the partners'",
    "certification.KindPicture.upload": "the same",
    "certification.Certificate.issued_by": "that she issued it is in her acts; the certificate is somebody else's",
    "certification.Certificate.project": "held through its person",
    "certification.Certificate.replaces": "the same",
    "certification.Batch.made_by": "that she issued them is in her acts",
    "certification.Batch.job": "the same",
    "certification.Revocation.asked_by": "what she said of somebody else's certificate; that she did is in her acts",
    "certification.Revocation.confirmed_by": "the same",
    "certification.Revocation.dropped_by": "the same",
    "certification.NameCorrection.answered_by": "the same",
    "insights.Snapshot.made_by": "a report of the programme: figures of nobody in particular",
}


def leads_to_people(model):
    """Columns through which a row of the model belongs to a person, straight or by something held of hers."""
    held = {get_user_model(), *(holding.model for holding in holdings())}
    for column in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if column.is_relation and column.related_model in held:
            yield column


def test_every_model_that_leads_to_a_person_is_in_her_file_or_excused():
    covered = {f"{one.model._meta.label}.{one.path.partition('__')[0]}" for one in holdings()}
    found = {f"{model._meta.label}.{column.name}" for model in apps.get_models() for column in leads_to_people(model)}

    assert sorted(found - covered - set(NOT_HERS)) == []
    assert sorted(set(NOT_HERS) - found) == []


@pytest.fixture
def life(db):
    return make_life(**HER)


def test_her_file_holds_every_word_of_hers_and_nobody_elses(life, client):
    hers, strangers = mark_all(life, "hers"), mark_all(make_life(), "strange")

    client.force_login(life)
    sent = client.post("/kk/accounts/my-data/export/")
    with zipfile.ZipFile(io.BytesIO(b"".join(sent.streaming_content))) as packed:
        held, read = (packed.read(f"my-data.{kind}").decode() for kind in ("json", "html"))
        names = packed.namelist()

    empty = {one.model._meta.label for one in holdings() if not rows_of(one, life)}
    assert empty == set(), "make one of each in tests/life.py, or this proves nothing"
    assert json.loads(held)
    assert [where for word, where in hers.items() if word not in held] == []
    assert [where for word, where in strangers.items() if word in held + read] == []
    assert [value for value in HER.values() if value not in held or value not in read] == []
    assert sum(name.startswith("files/") for name in names) >= 8
    assert AuditEntry.objects.filter(verb="own data exported", actor=life).count() == 1


def test_no_secret_is_in_the_file(life):
    secrets = [life.password, life.invitations.first().code_hash, life.calendar_address.nonce]
    secrets += [one.token for one in life.kept_forms.all()]

    held = json.dumps(mydata.all_of(life), default=str)

    assert [secret for secret in secrets if secret in held] == []


# Erasing -----------------------------------------------------------------------------------------------------

STAYS = {  # docs/personal-data.md says why
    "communities.Session.topic",
    "communities.Session.place",
    "communities.Session.summary",
    "communities.Session.decisions",
    "communities.Session.next_steps",
    "communities.Session.cancel_reason",
    "schools.RosterImport.sheet",
    "schools.RosterImport.other_sheets",
    "schools.RosterImport.columns",
    "schools.RosterImport.fallback",
    "uploads.PictureConsent.where_kept",
    "certification.Certificate.occasion",  # number, rule and fingerprint: what proves a copy that somebody holds
    "certification.Certificate.rule_snapshot",
    "certification.Certificate.pdf_sha256",
}
AS_REVIEWER = {
    "certification.Moderation.reason",
    "certification.Appeal.answer",
    "certification.Review.overall",
    "certification.Review.private_note",
    "certification.CriterionMark.text",
}


def everything_stored():
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(str(value) for value in row)


def as_stored(word):
    return {word, json.dumps(word)[1:-1]}


def left_of(words):
    return {
        (word, table)
        for table, text in everything_stored()
        for word in words
        if any(w in text for w in as_stored(word))
    }


def test_after_erasing_no_word_of_hers_is_left_but_what_must_stay(life, settings, django_capture_on_commit_callbacks):
    hers = mark_all(life, "hers")
    decided = [review.overall for review in life.reviews.all()]
    before = sum(path.is_file() for path in settings.MEDIA_ROOT.rglob("*"))

    with django_capture_on_commit_callbacks(execute=True):
        erase(life)

    left = left_of(set(hers))
    assert {hers[word] for word, _table in left} <= STAYS | AS_REVIEWER
    assert [review.overall for review in life.reviews.all()] == decided  # what she decided stands
    assert left_of(set(HER.values()) | {"Жемчужина Канарейкина"}) == set()
    assert sum(path.is_file() for path in settings.MEDIA_ROOT.rglob("*")) < before
    assert not life.uploads.exists() and not Project.objects.published().exists()
    life.refresh_from_db()
    assert (str(life), life.is_active, life.attendance.count()) == ("дерегі өшірілген адам", False, 1)


def test_her_story_stays_without_her_name_if_she_likes(life, client, django_capture_on_commit_callbacks):
    story = Project.objects.published().get()
    private = story.evidence.get(is_public=False).upload
    address = f"/kk/projects/{story.pk}/"
    before = client.get(address).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        erase(life, keep_story=True)
    page = client.get(address)

    assert "Канарейкина" in before
    assert page.status_code == 200 and "Канарейкина" not in page.content.decode()
    assert life.uploads.filter(pk=story.cover_id).exists() and not life.uploads.filter(pk=private.pk).exists()
    assert not story.entries.exists() and not story.consultations.exists()
    assert left_of(set(HER.values())) == set()


def test_pages_open_after_somebody_was_erased(life, client):
    """Staff and colleagues walk past what is left of her."""
    from tests.crawl import crawl
    from tests.makers import make_person

    community = life.memberships.get().community
    colleague = community.members().exclude(pk=life.pk).first()
    erase(life)

    for person in (colleague, make_person(groups=["coordinators"], is_staff=True), make_person(groups=["university"])):
        client.force_login(person)
        for url, response, _page in crawl(client, "/kk/my/", each=1):
            assert response.status_code < 500, url


def test_after_a_restore_she_is_erased_again(life, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erase(life)
    assert record.read()[life.pk]["keep_story"] is False

    ErasedPerson.objects.all().delete()  # the backup of yesterday
    User.objects.filter(pk=life.pk).update(**HER, erased_at=None, is_active=True)
    call_command("erase_people", "--again")

    assert left_of(set(HER.values())) == set()
    assert ErasedPerson.objects.filter(pk=life.pk).exists()
    assert len(record.read()) == 1


def test_what_a_crash_left_out_of_the_list_is_added(life, settings):
    erase(life)  # no commit, no line in the file
    assert record.read() == {}

    call_command("erase_people")

    assert set(record.read()) == {life.pk}
