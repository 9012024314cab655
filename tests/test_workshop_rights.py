"""The workshop tells staff what its pages show, and nothing beside it: neither by lookups nor by searches."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.groups import make_groups
from accounts.models import COORDINATORS, ORGANISERS, AuditEntry
from certification.models import ConflictOfInterest
from outbox.letters import write_to
from outbox.models import Message
from projects.models import Visibility
from projects.tests.makers import make_step
from tests.makers import make_person, make_portfolio, make_project

pytestmark = pytest.mark.django_db


def sign_in(client, *groups, **fields):
    person = make_person(groups=groups, is_staff=True, **fields)
    client.force_login(person)
    return person


def answer_to(client, model, **lookups):
    return client.get(reverse(f"admin:{model}_changelist"), lookups).status_code


def test_a_password_cannot_be_guessed_letter_by_letter(client):
    make_person(password="a-lamp-in-the-steppe")
    sign_in(client, ORGANISERS)

    assert answer_to(client, "accounts_user", password__startswith="pbkdf2") == 400


def test_a_code_in_a_mail_cannot_be_guessed_letter_by_letter(client):
    Message.objects.create(to="aigul@example.org", subject="Код", body="Код 123456")
    sign_in(client, COORDINATORS)

    assert answer_to(client, "outbox_message", body__contains="Код 1") == 400


def test_a_private_project_cannot_be_guessed_word_by_word(client):
    make_project(visibility=Visibility.ME, title="Оқылым", concern="директор тыңдамайды")
    sign_in(client, COORDINATORS)

    assert answer_to(client, "projects_project", concern__contains="директор") == 400
    assert answer_to(client, "projects_project", search_text__contains="direktor") == 400
    found = client.get(reverse("admin:projects_project_changelist"), {"q": "тыңдамайды"})
    assert not found.context["cl"].result_list


def test_no_list_answers_questions_about_columns_that_it_does_not_show(client, rf):
    root = sign_in(client, is_superuser=True)
    request = rf.get("/")
    request.user = root
    for model, workshop in admin.site._registry.items():
        if "search_text" in {field.name for field in model._meta.concrete_fields}:
            assert not workshop.lookup_allowed("search_text__contains", "a", request), model


def test_filters_still_answer(client):
    sign_in(client, is_superuser=True)

    for model, workshop in admin.site._registry.items():
        for lookup in lookups_of(workshop):
            assert answer_to(client, model._meta.label_lower.replace(".", "_"), **lookup) == 200, (model, lookup)


def lookups_of(workshop):
    for one in workshop.list_filter:
        if isinstance(one, str):
            yield {f"{one}__isnull": "False"}
        elif isinstance(one, tuple):
            yield {f"{one[0]}__isempty": "1"} if "Empty" in one[1].__name__ else {f"{one[0]}__isnull": "False"}
        else:
            yield {one.parameter_name: "1"}
    if workshop.date_hierarchy:
        yield {f"{workshop.date_hierarchy}__year": "2026"}


def test_a_very_long_search_is_answered(client):
    sign_in(client, is_superuser=True)
    words = {"q": "а " * 1500}

    addresses = [reverse(f"admin:{name}_changelist") for name in ("accounts_user", "projects_project")]
    addresses += [reverse("communities:community_list"), reverse("admin:certification_portfolio_changelist")]
    for address in addresses:
        assert client.get(address, words).status_code == 200, address


def test_a_conflict_of_interest_is_not_turned_to_other_people(client):
    reviewer = sign_in(client, "university")
    colleague, other = make_person(), make_person()
    conflict = ConflictOfInterest.objects.create(reviewer=reviewer, person=colleague, why="туыс")
    typed = {"reviewer": reviewer.pk, "person": other.pk, "why": "туыс"}

    client.post(reverse("admin:certification_conflictofinterest_change", args=[conflict.pk]), typed)

    conflict.refresh_from_db()
    assert conflict.person == colleague


# What is shared with nobody -------------------------------------------------------------------------------


@pytest.fixture
def secret():
    return make_project(visibility=Visibility.ME, title="Құпия тақырып")


@pytest.mark.parametrize("group", [COORDINATORS, "university"])
def test_the_workshop_knows_that_a_project_is_there_but_not_its_words(client, secret, group):
    make_groups()
    sign_in(client, group)
    source = {"app_label": "certification", "model_name": "portfolio", "field_name": "project"}
    lists = reverse("admin:projects_project_changelist")

    pages = [
        client.get(lists),
        client.get(reverse("admin:projects_project_change", args=[secret.pk])),
        client.get(reverse("admin:autocomplete"), source),
    ]
    text = "".join(page.content.decode() for page in pages)

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert secret.lead.surname in text and secret.pk in text
    assert "Құпия" not in text and "\\u049a\\u04b1\\u043f\\u0438\\u044f" not in text
    assert not client.get(lists, {"q": "құпия"}).context["cl"].result_list
    assert client.get(lists, {"title__startswith": "Құ"}).status_code == 400


def test_the_audit_trail_and_the_outbox_hold_no_words_of_a_project(client, secret):
    make_groups()
    sign_in(client, COORDINATORS)
    step = make_step(secret, what="Құпия қадам")
    secret.pause(secret.lead)
    step.mark_done(secret.lead)
    step.remove(secret.lead)
    make_portfolio(secret)
    notifications_of(secret)

    kept = str(list(AuditEntry.objects.values()))
    shown = client.get(reverse("admin:accounts_auditentry_changelist")).content.decode()
    mails = client.get(reverse("admin:outbox_message_changelist")).content.decode()

    assert AuditEntry.objects.about(secret).count() == 3
    assert "Құпия" not in kept + shown + mails
    assert secret.lead.surname in shown


def notifications_of(project):
    write_to(project.lead, "project_comment", comment="…", project=project, stage=None, who=project.lead)
    Message.objects.create(to="a@example.org", subject=f"Портфолио келді: {project.title}", body="…")
