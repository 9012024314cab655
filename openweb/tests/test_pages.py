"""Public pages from memory: quick for strangers, and never anything of a person."""

import gzip
import threading
import time

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.erasing.acts import erase
from openweb import pages
from programme.tests.makers import make_news
from projects.models import Project
from tests.makers import make_person, make_published_project, make_upload
from uploads.models import Faces

pytestmark = pytest.mark.django_db
LIST = "/kk/projects/"


@pytest.fixture(autouse=True)
def memory(settings):
    settings.PUBLIC_PAGE_SECONDS = 30
    caches["public_pages"].clear()
    yield
    caches["public_pages"].clear()


def questions(client, address, **headers):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers=headers)
    return response, len(queries)


def test_the_second_visitor_is_answered_without_the_database():
    make_published_project(title="Шам жанды")
    first = Client().get(LIST)

    second, asked = questions(Client(), LIST)

    assert asked == 0
    assert (second.content, second.headers) == (first.content, first.headers)
    assert "Шам жанды" in second.content.decode()


def test_half_a_minute_later_it_is_made_anew(settings):
    settings.PUBLIC_PAGE_SECONDS = 0.05
    Client().get(LIST)
    make_published_project(title="Жаңа шам")
    time.sleep(0.06)

    assert "Жаңа шам" in Client().get(LIST).content.decode()


def test_while_one_makes_an_old_page_anew_others_get_it_as_it_was(settings, monkeypatch):
    settings.PUBLIC_PAGE_SECONDS = 0.05
    Client().get(LIST)
    make_published_project(title="Жаңа шам")
    time.sleep(0.06)
    monkeypatch.setattr(type(caches["public_pages"]), "add", lambda *args: False)  # somebody else is at it

    shown, asked = questions(Client(), LIST)

    assert asked == 0
    assert "Жаңа шам" not in shown.content.decode()


def test_each_language_and_each_search_has_its_own():
    make_published_project()
    shown = [Client().get(address).content for address in (LIST, "/ru/projects/", "/en/projects/", f"{LIST}?q=zz")]

    assert len(set(shown)) == 4
    assert '<html lang="ru">' in Client().get("/ru/projects/", headers={"accept-language": "kk"}).content.decode()


def test_headers_let_nobody_keep_it_unasked_and_a_second_visit_costs_a_line():
    first = Client().get(LIST)
    again = Client().get(LIST, headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" in first["Vary"] and "Accept-Encoding" in first["Vary"]
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert "default-src 'none'" in Client().get(LIST)["Content-Security-Policy"]


def test_it_is_kept_compressed_and_plain_for_those_who_ask_so():
    plain = Client().get(LIST)
    for _ in range(2):
        packed = Client().get(LIST, headers={"accept-encoding": "gzip"})

    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Length"] == str(len(packed.content))


def test_a_search_engines_head_is_answered_too():
    Client().get(LIST)

    assert Client().head(LIST).status_code == 200


def test_what_a_person_sees_is_neither_kept_nor_given_to_others(client):
    person = make_person(given_name="Ұлпан")
    client.force_login(person)
    signed_in = client.get(LIST)

    assert person.short_name in signed_in.content.decode()
    assert signed_in["Cache-Control"] == "private, no-store"
    assert person.short_name not in Client().get(LIST).content.decode()
    assert person.short_name in client.get(LIST).content.decode()  # and she never gets the strangers' page


@pytest.mark.parametrize("cookie", ["sessionid", "messages", "anything"])
def test_who_brings_a_cookie_that_says_something_is_not_answered_from_memory(client, cookie):
    Client().get(LIST)
    client.cookies[cookie] = "x"

    _response, asked = questions(client, LIST)

    assert asked > 0


def test_the_language_cookie_says_nothing_about_an_address(client):
    Client().get(LIST)
    client.cookies["django_language"] = "ru"

    response, asked = questions(client, LIST)

    assert asked == 0
    assert '<html lang="kk">' in response.content.decode()


def answer_of(view, **attributes):
    request = RequestFactory().get("/kk/x/")
    for name, value in attributes.items():
        setattr(request, name, value)
    return request, pages.public_page(view)(request)


def test_a_public_view_by_itself_may_be_kept():
    assert pages.may_be_kept(*answer_of(lambda request: HttpResponse("x")))


def cookie(request):
    response = HttpResponse("x")
    response.set_cookie("a", "b")
    return response


def token(request):
    from django.middleware.csrf import get_token

    return HttpResponse(get_token(request))


def message(request):
    from django.contrib import messages
    from django.contrib.messages.storage.fallback import FallbackStorage

    request.session = type("Session", (), {"modified": False, "session_key": None})()
    request._messages = FallbackStorage(request)
    messages.info(request, "Сақталды")
    return HttpResponse("x")


def session(request):
    request.session = type("Session", (), {"modified": True, "session_key": None})()
    return HttpResponse("x")


@pytest.mark.parametrize(
    "view",
    [
        cookie,
        token,
        message,
        session,
        lambda request: HttpResponse("x", status=404),
        lambda request: HttpResponse("x", headers={"Cache-Control": "private"}),
        lambda request: HttpResponse("x", headers={"Cache-Control": "no-store"}),
        lambda request: HttpResponse("x", headers={"Vary": "Accept-Language"}),
    ],
    ids=["cookie", "form token", "message", "session", "missing", "private", "no-store", "varies"],
)
def test_anything_of_a_person_in_the_answer_keeps_it_out(view):
    assert not pages.may_be_kept(*answer_of(view))


def test_a_page_of_somebody_is_not_kept_whatever_its_view_says():
    assert not pages.may_be_kept(*answer_of(lambda request: HttpResponse("x"), user=make_person()))


def test_a_page_whose_view_does_not_call_it_public_is_never_kept():
    for address in (reverse("account_login"), reverse("accounts:join")):
        Client().get(address)
        assert questions(Client(), address)[0].get("ETag") is None


def test_a_form_with_a_token_is_made_for_each_visitor():
    tokens = set()
    for _ in range(2):
        visitor = Client()
        visitor.get(reverse("account_login"))
        tokens.add(visitor.cookies["csrftoken"].value)

    assert len(tokens) == 2


def test_a_foreign_host_is_refused_though_the_page_is_in_memory():
    Client().get(LIST)

    assert Client().get(LIST, headers={"host": "evil.example"}).status_code == 400


def test_a_story_that_its_author_takes_down_is_gone_at_once(django_capture_on_commit_callbacks):
    project = make_published_project(title="Шам жанды")
    story = reverse("projects:story", args=[project.pk])
    assert Client().get(story).status_code == 200 and "Шам жанды" in Client().get(LIST).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        Project.objects.get(pk=project.pk).unpublish(project.lead)

    assert Client().get(story).status_code == 404
    assert "Шам жанды" not in Client().get(LIST).content.decode()


def test_a_picture_whose_consent_is_withdrawn_is_on_no_page_from_then_on(django_capture_on_commit_callbacks):
    project = make_published_project()
    project.cover = make_upload(project.lead, faces=Faces.NOBODY)
    project.save()
    story = reverse("projects:story", args=[project.pk])
    assert project.cover_id in Client().get(story).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        project.cover.withdraw_consent(project.lead)

    assert project.cover_id not in Client().get(story).content.decode()


def test_news_that_are_taken_down_are_gone_at_once(django_capture_on_commit_callbacks):
    item = make_news(title_kk="Біз қосылдық", body_kk="Мәтін", title_ru="", title_en="")
    story, news = reverse("programme:news", args=[item.pk]), reverse("programme:news_list")
    assert "Біз қосылдық" in Client().get(news).content.decode() and Client().get(story).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        item.unpublish(make_person())

    assert Client().get(story).status_code == 404
    assert "Біз қосылдық" not in Client().get(news).content.decode()


def test_the_name_of_a_person_who_is_erased_is_on_no_page_from_then_on(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.ERASED_LIST = tmp_path / "erased.jsonl"
    project = make_published_project(lead=make_person(surname="Ұмытшақова"), name_form="full")
    story = reverse("projects:story", args=[project.pk])
    assert "Ұмытшақова" in Client().get(story).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        erase(project.lead, keep_story=True)

    shown = Client().get(story)
    assert shown.status_code == 200
    assert "Ұмытшақова" not in shown.content.decode()


def test_a_folder_that_cannot_be_written_to_fails_no_act(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "gone"

    pages.forget_public_pages()

    assert pages.generation() == ""


def test_what_many_pages_need_is_asked_once(settings):
    asked = []

    for _ in range(2):
        pages.remembered("a-thing", lambda: asked.append(1) or "thing")
    assert len(asked) == 1

    settings.PUBLIC_PAGE_SECONDS = 0
    assert pages.remembered("a-thing", lambda: "anew") == "anew"


def test_what_many_ask_for_at_once_is_made_once(settings):
    settings.PUBLIC_PAGE_SECONDS = 30
    made, together = [], threading.Barrier(4)

    def ask():
        together.wait()
        pages.remembered("test.once", lambda: made.append(1) or time.sleep(0.05))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 1
