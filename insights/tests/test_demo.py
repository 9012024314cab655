"""The demo programme: its shape, that it is the same each time, and that its texts are what they say they are."""

import hashlib
import re
from collections import Counter
from datetime import date
from time import process_time

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count
from django.test import override_settings
from django.urls import reverse

from accounts.models import AuditEntry, User
from accounts.verbs import WORDS
from certification.models import Portfolio, PortfolioVersion, Review
from communities.models import Community, Session
from conference.models import Conference, Poster
from insights.demo import accounts, reading
from insights.demo.building import build
from programme.models import JoinRequest, NewsItem, Partner
from projects.models import Comment, Project, StageEntry, Vignette
from schools.models import School

DAY = date(2026, 11, 23)
KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)


def content_hash():
    """Of all that people read, with ids and times."""
    told = [
        User.objects.order_by("pk").values_list("pk", "surname", "given_name", "email", "phone", "joined_at"),
        Session.objects.order_by("pk").values_list("pk", "starts_at", "status", "summary", "next_steps"),
        Project.objects.order_by("pk").values_list("pk", "title", "status", "created_at", "lead"),
        StageEntry.objects.order_by("project", "stage__number").values_list("project", "answers", "done_at"),
        Comment.objects.order_by("pk").values_list("pk", "text", "written_at", "settled_at"),
        PortfolioVersion.objects.order_by("portfolio", "number").values_list("portfolio", "sha256", "frozen_at"),
        Review.objects.order_by("pk").values_list("pk", "outcome", "overall", "decided_at"),
        Poster.objects.order_by("pk").values_list("pk", "abstract", "status", "number"),
        AuditEntry.objects.exclude(verb__startswith="signing key")  # a key is never the same
        .order_by("at", "verb", "actor_name", "label")
        .values_list("at", "verb", "actor_name", "label"),
    ]
    return hashlib.sha256(repr([list(rows) for rows in told]).encode()).hexdigest()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo of one day, built once for all tests of this file. Yields (hash of a first building, CPU seconds)."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), DEMO=True)
    with django_db_blocker.unblock(), media, transaction.atomic():
        with transaction.atomic():
            build(DAY)
            first = content_hash()
            transaction.set_rollback(True)
        begun = process_time()
        build(DAY)
        yield first, process_time() - begun
        transaction.set_rollback(True)


def counts(queryset, field="status"):
    return dict(queryset.order_by().values_list(field).annotate(Count("pk")))


def test_the_same_day_gives_the_same_demo(demo):
    first, _seconds = demo

    assert content_hash() == first


def test_it_is_built_in_less_than_a_minute(demo):
    assert demo[1] < 60


def test_it_has_the_shape_of_the_pilot(demo):
    assert School.objects.count() == 11
    assert School.objects.values("district__region").distinct().count() == 3
    assert 85 <= User.objects.count() <= 100
    assert counts(Community.objects.all()) == {"ended": 6, "active": 4, "paused": 1, "forming": 1}
    assert Session.objects.count() == 150
    assert set(counts(Session.objects.all())) == {"held", "planned", "cancelled"}
    assert Partner.objects.count() == 5
    assert (NewsItem.objects.published().count(), JoinRequest.objects.waiting().count()) == (3, 2)


def test_projects_are_at_every_state_and_mostly_in_kazakh(demo):
    projects = Project.objects.all()

    assert projects.count() == 60
    assert counts(projects) == {
        "drafting": 11,
        "in_progress": 11,
        "submitted": 6,
        "returned": 3,
        "accepted": 1,
        "published": 22,
        "paused": 4,
        "withdrawn": 2,
    }
    assert counts(projects, "language") == {"kk": 42, "ru": 12, "en": 6}


def test_some_accepted_portfolios_have_several_versions(demo):
    passed = Portfolio.objects.filter(status="passed").annotate(number=Count("versions"))

    assert passed.filter(number__gt=1).count() >= 5


def test_the_conferences_have_posters(demo):
    over, coming = Conference.objects.order_by("starts_on")

    assert (over.status, over.posters.shown().count()) == ("over", 20)
    assert (coming.status, coming.posters.filter(status="submitted").count()) == ("call_open", 1)


def test_every_text_is_in_the_language_that_it_says(demo):
    wrong = []
    for project in Project.objects.exclude(concern=""):
        vignette = Vignette.objects.filter(project=project).first()
        text = " ".join([project.title, project.concern, project.changed_me, vignette.text if vignette else ""])
        kazakh, cyrillic = len(KAZAKH.findall(text)) / len(text), len(re.findall("[а-яё]", text)) / len(text)
        is_true = {"kk": kazakh > 0.04, "ru": cyrillic > 0.5 and kazakh < 0.005, "en": cyrillic < 0.01}
        wrong += [] if is_true[project.language] else [project.title]

    assert wrong == []


def test_answers_are_never_empty_and_rarely_the_same(demo):
    answers = [text for entry in StageEntry.objects.all() for text in entry.answers.values()]

    assert all(text.strip() for text in answers)
    repeated = [text for text, times in Counter(answers).items() if times > 1]
    assert len(repeated) < len(answers) / 20


def test_paragraphs_of_stories_are_not_cloned():
    paragraphs = Counter(
        paragraph
        for text in reading.projects()
        for paragraph in text.text("vignette").split("\n")
        if len(paragraph) > 60
    )

    assert [paragraph for paragraph, times in paragraphs.items() if times > 1] == []


def test_fourteen_published_stories_are_long(demo):
    stories = Vignette.objects.filter(project__status="published")

    assert sum(story.word_count >= 250 for story in stories) >= 14


@pytest.mark.parametrize("role, login", accounts.ACCOUNTS)
def test_something_waits_for_every_role(demo, client, role, login):
    person = User.objects.get(email=login)
    assert person.check_password(accounts.PASSWORD)
    client.force_login(person)

    response = client.get(reverse("insights:my"))

    assert response.status_code == 200
    waiting = {
        "teacher": "Рецензенттің хатын оқыдым",
        "facilitator": "Ізденіс",
        "external facilitator": "Ізденіс",
        "principal": "Миялы",
        "reviewer": "Зат пен сан",
        "chief reviewer": "Урок, на котором слышно всех",
        "organiser": "Reading aloud to a puppet",
        "coordinator": "Ізденіс",
        "observer": "11",
    }
    assert waiting[role] in response.content.decode()


def test_the_facilitator_has_one_session_to_log_and_one_to_come(demo):
    own = Session.objects.run_by(User.objects.get(email="facilitator@shamy.example"))

    assert (own.unlogged().count(), own.unlogged().first().plan.number) == (1, 11)
    assert own.coming().first().plan.number == 12


def test_the_demo_is_refused_where_it_is_off(db):
    with override_settings(DEMO=False), pytest.raises(CommandError):
        call_command("demo")


def test_a_portal_with_people_keeps_them(db):
    User.objects.create_user("somebody@example.org")

    with override_settings(DEMO=True), pytest.raises(CommandError):
        call_command("demo")
    with override_settings(DEMO=True):
        call_command("demo", if_empty=True)

    assert User.objects.count() == 1


def test_the_accounts_are_printed_without_building(db, capsys):
    with override_settings(DEMO=True):
        call_command("demo", accounts=True)

    assert all(login in capsys.readouterr().out for _role, login in accounts.ACCOUNTS[:1])
    assert User.objects.count() == 0


def test_every_act_of_the_audit_trail_has_words_in_the_readers_language(demo):
    told = set(AuditEntry.objects.order_by().values_list("verb", flat=True).distinct())

    assert sorted(told - set(WORDS)) == []
