"""News: written on the portal's own pages, public with its pictures, as a feed and for search engines."""

from datetime import date, timedelta
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import COORDINATORS, AuditEntry
from programme.models import NewsItem, NewsPicture
from programme.sitemaps import NewsMap, TextMap, ToolMap
from safekeeping.states import TransitionError
from tests.makers import make_person, make_upload
from uploads.models import Faces, Upload
from uploads.tests.corpus import as_file, png

from .makers import make_news, make_picture

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def coordinator(client):
    person = make_person(groups=[COORDINATORS], is_staff=True)
    client.force_login(person)
    return person


def texts(**fields):
    names = [f"{name}_{code}" for name in ("title", "body") for code in ("kk", "ru", "en")]
    return {**dict.fromkeys(names, ""), "title_kk": "Кездесу өтті", "body_kk": "Бәрі келді.", **fields}


# Writing --------------------------------------------------------------------------------------------


def test_a_new_item_is_a_draft_and_made_once(client, coordinator):
    data = {**texts(), "client_uuid": str(uuid4())}

    first, second = (client.post(reverse("programme:news_new"), data) for _ in range(2))

    item = NewsItem.objects.get()
    assert first["Location"] == second["Location"] == reverse("programme:news_edit", args=[item.pk])
    assert item.is_draft
    assert AuditEntry.objects.about(item).get().verb == "news added"


def test_without_a_title_nothing_is_saved_and_the_text_stays(client, coordinator):
    response = client.post(reverse("programme:news_new"), {**texts(title_kk=""), "client_uuid": str(uuid4())})

    assert response.status_code == 422
    assert "Бәрі келді." in response.content.decode()


def test_the_database_too_insists_on_a_title():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_news(title_kk="")


def test_two_who_edit_see_both_texts(client, coordinator):
    item = make_news()
    address = reverse("programme:news_edit", args=[item.pk])
    client.post(address, texts(version=1, body_kk="Он үш мұғалім келді."))

    response = client.post(address, texts(version=1, body_kk="Екі ауыл кездесті."))

    page = response.content.decode()
    assert response.status_code == 409
    assert "Он үш мұғалім келді." in page
    assert "Екі ауыл кездесті." in page
    assert NewsItem.objects.get().body_kk == "Он үш мұғалім келді."


def test_an_edit_moves_the_time_of_the_last_change(client, coordinator):
    item = make_news()
    NewsItem.objects.update(changed_at=timezone.now() - timedelta(days=9))

    client.post(reverse("programme:news_edit", args=[item.pk]), texts(version=1, body_ru="Все пришли."))

    assert NewsItem.objects.get().changed_at.date() == timezone.now().date()
    assert AuditEntry.objects.about(item).get().changes == {"fields": ["body_ru"]}


def test_published_today_it_is_public_at_once(client, coordinator):
    item = make_news(published_at=None)

    client.post(reverse("programme:news_publish", args=[item.pk]), {"day": timezone.localdate().isoformat()})

    assert NewsItem.objects.published().get() == item
    assert AuditEntry.objects.about(item).get().verb == "news published"


def test_with_a_day_to_come_it_waits(client, coordinator):
    item, day = make_news(published_at=None), timezone.localdate() + timedelta(days=3)

    client.post(reverse("programme:news_publish", args=[item.pk]), {"day": day.isoformat()})

    item.refresh_from_db()
    assert timezone.localtime(item.published_at).date() == day
    assert not NewsItem.objects.published().exists()


def test_without_a_text_or_a_second_time_nothing_is_published():
    by, now = make_person(), timezone.now()

    for item in (make_news(published_at=None, body_kk=""), make_news()):
        with pytest.raises(TransitionError):
            item.publish(by, at=now)

    assert not AuditEntry.objects.exists()


def test_taken_down_it_is_gone_for_readers(client, coordinator):
    item = make_news()

    client.post(reverse("programme:news_unpublish", args=[item.pk]))
    client.logout()

    assert client.get(item.get_absolute_url()).status_code == 404
    with pytest.raises(TransitionError):
        NewsItem.objects.get().unpublish(coordinator)


def test_the_desk_has_drafts_first_and_says_what_lacks(client, coordinator):
    make_news(title_kk="Жарияланған")
    make_news(title_kk="Бастапқы", published_at=None)

    page = client.get(reverse("programme:news_desk")).content.decode()

    assert page.index("Бастапқы") < page.index("Жарияланған")
    assert "Толық емес тілдер" in page


def test_preview_shows_each_language_and_saves_nothing(client, coordinator):
    page = client.post(reverse("programme:preview"), texts(body_ru="**Все** пришли.")).content.decode()

    assert "<strong>Все</strong> пришли." in page
    assert "Кездесу өтті" in page
    assert not NewsItem.objects.exists()


# Pictures -------------------------------------------------------------------------------------------


def sent_picture(**fields):
    return {
        "client_uuid": str(uuid4()),
        "upload": as_file(png("school.png")),
        "faces": Faces.NOBODY,
        "alt_kk": "Мектеп үйі",
        "alt_ru": "Здание школы",
        "alt_en": "",
        **fields,
    }


def test_the_first_picture_is_the_cover_and_is_described_in_languages(client, coordinator):
    item = make_news()

    client.post(reverse("programme:picture_new", args=[item.pk]), sent_picture())
    client.logout()

    picture = NewsPicture.objects.get()
    assert (picture.number, picture.is_cover, picture.upload.owner) == (1, True, coordinator)
    assert 'alt="Здание школы"' in client.get(f"/ru/news/{item.pk}/").content.decode()


def test_a_picture_needs_its_words(client, coordinator):
    response = client.post(reverse("programme:picture_new", args=[make_news().pk]), sent_picture(alt_kk=""))

    assert response.status_code == 422
    assert not NewsPicture.objects.exists()
    assert Upload.objects.exists()  # the file has been received: it need not be sent again


@pytest.mark.parametrize("faces, is_seen", [(Faces.NOBODY, True), (Faces.ADULTS, False), (Faces.PUPILS, False)])
def test_readers_see_only_pictures_that_consent_allows(client, faces, is_seen):
    picture = make_picture(upload=make_upload(faces=faces), is_cover=True)

    page = client.get(picture.item.get_absolute_url()).content.decode()

    assert (picture.upload.get_absolute_url() in page) == is_seen
    assert (client.get(picture.upload.get_absolute_url()).status_code == 200) == is_seen
    assert (picture.upload.get_small_url() in client.get(reverse("programme:news_list")).content.decode()) == is_seen


def test_a_withdrawn_consent_closes_the_picture_at_once(client):
    upload = make_upload(faces=Faces.ADULTS)
    upload.record_consent(upload.owner, people=2, where_kept="мектеп сейфінде")
    picture = make_picture(upload=upload)
    assert client.get(upload.get_absolute_url()).status_code == 200

    upload.withdraw_consent(upload.owner)

    assert client.get(upload.get_absolute_url()).status_code == 404
    assert upload.get_absolute_url() not in client.get(picture.item.get_absolute_url()).content.decode()


def test_pictures_of_a_draft_are_for_coordinators(client, coordinator):
    picture = make_picture(make_news(published_at=None))
    assert client.get(picture.upload.get_absolute_url()).status_code == 200

    client.logout()

    assert client.get(picture.upload.get_absolute_url()).status_code == 404


def test_a_marker_puts_the_picture_into_the_text(client):
    item = make_news(body_kk="Басы.\n\n[[2]]\n\nСоңы. [[1]] сөз ішінде емес.")
    first, second = make_picture(item, is_cover=True), make_picture(item)

    page = client.get(item.get_absolute_url()).content.decode().partition("<article")[2]

    places = [page.index(words) for words in (first.upload.pk, "Басы.", second.upload.pk, "Соңы. [[1]]")]
    assert places == sorted(places)
    assert page.count(f'src="{second.upload.get_absolute_url()}"') == 1


def test_a_marker_of_a_picture_that_may_not_be_shown_leaves_no_trace(client):
    item = make_news(body_kk="Басы.\n\n[[1]]\n\nСоңы.")
    make_picture(item, upload=make_upload(faces=Faces.PUPILS))

    assert "[[1]]" not in client.get(item.get_absolute_url()).content.decode()


def test_another_cover_and_a_removed_picture(client, coordinator):
    item = make_news()
    first, second = make_picture(item, is_cover=True), make_picture(item)

    client.post(reverse("programme:picture_cover", args=[item.pk, second.pk]))
    client.post(reverse("programme:picture_remove", args=[item.pk, first.pk]))

    assert list(item.pictures.values_list("pk", "is_cover")) == [(second.pk, True)]
    verbs = list(AuditEntry.objects.about(item).order_by("id").values_list("verb", flat=True))
    assert verbs == ["news cover chosen", "news picture removed"]


def test_a_picture_of_another_item_is_not_found(client, coordinator):
    picture = make_picture()

    response = client.post(reverse("programme:picture_remove", args=[make_news().pk, picture.pk]))

    assert response.status_code == 404


# Reading --------------------------------------------------------------------------------------------


def test_the_archive_goes_by_year(client):
    make_news(title_kk="Биылғы")
    make_news(title_kk="Бұрынғы", published_at=timezone.now().replace(year=2024))

    page = client.get(reverse("programme:news_list"), {"year": 2024}).content.decode()

    assert "Бұрынғы" in page
    assert "Биылғы" not in page
    assert "Биылғы" in client.get(reverse("programme:news_list"), {"year": "x"}).content.decode()


def test_a_year_begins_when_kazakhstan_says_so(client):
    make_news(title_kk="Жаңа жыл", published_at=timezone.datetime.fromisoformat("2024-12-31T20:00:00+00:00"))

    assert "Жаңа жыл" in client.get(reverse("programme:news_list"), {"year": 2025}).content.decode()


def test_pages_ask_the_same_number_of_queries(client, django_assert_max_num_queries):
    for _ in range(14):
        make_picture(make_news(), is_cover=True)
    item = NewsItem.objects.first()
    for _ in range(4):
        make_picture(item)

    with django_assert_max_num_queries(4):
        client.get(reverse("programme:news_list"))
    with django_assert_max_num_queries(3):
        client.get(item.get_absolute_url())


def test_the_page_tells_machines_what_it_is(client):
    picture = make_picture(make_news(title_kk='Кездесу "</script>'), is_cover=True)

    page = client.get(picture.item.get_absolute_url()).content.decode()

    facts = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert '"NewsArticle"' in facts
    assert picture.upload.get_absolute_url() in facts
    assert "<" not in facts


def test_a_draft_is_no_news_for_machines(client, coordinator):
    page = client.get(make_news(published_at=None).get_absolute_url()).content.decode()

    assert "ld+json" not in page
    assert "noindex" in page


def test_the_feed_holds_published_news_of_its_language(client):
    make_news(title_ru="Встреча прошла", body_ru="**Все** пришли.\n\n[[1]]")
    make_news(title_kk="Бастапқы", published_at=None)

    response = client.get("/ru/news/feed.xml")

    feed = ElementTree.fromstring(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert [title.text for title in feed.findall(f"{ATOM}entry/{ATOM}title")] == ["Встреча прошла"]
    assert [text.text for text in feed.findall(f"{ATOM}entry/{ATOM}summary")] == [
        "<p><strong>Все</strong> пришли.</p>\n"
    ]
    assert client.get("/ru/news/feed.xml", HTTP_IF_MODIFIED_SINCE=response["Last-Modified"]).status_code == 304


def test_an_empty_feed_is_a_feed(client):
    assert ElementTree.fromstring(client.get("/kk/news/feed.xml").content).tag == f"{ATOM}feed"


def test_the_map_names_what_is_public():
    item = make_news()
    make_news(published_at=None)

    assert [NewsMap().location(one) for one in NewsMap().items()] == [item.get_absolute_url()]
    assert reverse("programme:about") in TextMap().items()
    assert list(ToolMap().items()) == []


def test_a_date_of_the_past_stands_on_its_day(client, coordinator):
    item = make_news(published_at=None)

    client.post(reverse("programme:news_publish", args=[item.pk]), {"day": "2025-03-14"})

    item.refresh_from_db()
    assert timezone.localtime(item.published_at).date() == date(2025, 3, 14)
