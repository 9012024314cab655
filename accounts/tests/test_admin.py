"""The workshop's list of people: nobody gives herself a role (C3), nobody rewrites history (B12)."""

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError
from django.urls import reverse

from accounts.groups import make_groups
from accounts.models import AuditEntry, User
from tests.makers import make_person, make_school, make_teacher

pytestmark = pytest.mark.django_db
CHANGE = "admin:accounts_user_change"


@pytest.fixture
def coordinator(client):
    make_groups()
    person = make_person(groups=["coordinators"], is_staff=True)
    client.force_login(person)
    return person


def as_typed(person, **more):
    fields = {
        name: getattr(person, name) or "" for name in ("surname", "given_name", "latin_name", "language", "email")
    }
    return {**fields, "is_active": "on", **more}


@pytest.mark.parametrize("words", ["әбдіқадыр", "абдикадыр", "Abdiqadyr", "8 701 234 56 78"])
def test_people_are_found_in_any_script_and_by_phone(client, coordinator, words):
    person = make_person(surname="Әбдіқадыр", phone="+77012345678")
    make_person(surname="Басқа")

    page = client.get(reverse("admin:accounts_user_changelist"), {"q": words})

    assert list(page.context["cl"].result_list) == [person]


def test_a_coordinator_gives_a_group_and_the_trail_tells(client, coordinator):
    person = make_person()
    observers = Group.objects.get(name="observers")

    client.post(reverse(CHANGE, args=[person.pk]), as_typed(person, groups=[observers.pk]))

    assert list(person.groups.all()) == [observers]
    assert AuditEntry.objects.about(person).get(verb="person changed").changes["groups"] == [[], ["observers"]]


@pytest.mark.parametrize("whom", ["herself", "staff", "superuser", "coordinator"])
def test_a_coordinator_changes_neither_herself_nor_staff(client, coordinator, whom):
    person = {
        "herself": lambda: coordinator,
        "staff": lambda: make_person(is_staff=True),
        "superuser": lambda: make_person(is_superuser=True),
        "coordinator": lambda: make_person(groups=["coordinators"]),
    }[whom]()

    answer = client.post(reverse(CHANGE, args=[person.pk]), as_typed(person, email="mine@example.org"))

    assert answer.status_code == 403
    assert not User.objects.filter(email="mine@example.org").exists()


def test_a_coordinator_makes_neither_superusers_nor_coordinators(client, coordinator):
    person = make_person()
    group = Group.objects.get(name="coordinators")

    client.post(reverse(CHANGE, args=[person.pk]), as_typed(person, is_superuser="on"))
    client.post(reverse(CHANGE, args=[person.pk]), as_typed(person, groups=[group.pk]))
    person.refresh_from_db()

    assert not person.is_superuser
    assert not person.groups.exists()


def test_no_password_hash_is_shown(client):
    root = make_person(is_staff=True, is_superuser=True)
    person = make_person(password="a-lamp-in-the-steppe")
    client.force_login(root)

    page = client.get(reverse(CHANGE, args=[person.pk])).content.decode()

    assert person.password not in page
    assert "pbkdf2" not in page


def test_slips_are_printed_from_the_list(client, coordinator):
    person = make_person(claimed_at=None)
    ticked = {"action": "print_slips", "_selected_action": [person.pk]}

    page = client.post(reverse("admin:accounts_user_changelist"), ticked)

    assert [slip.person for slip in page.context["slips"]] == [person]


@pytest.mark.parametrize("model", ["auditentry", "consenttext", "consent", "invitation"])
def test_histories_are_read_only_even_for_a_superuser(client, model):
    client.force_login(make_person(is_staff=True, is_superuser=True))

    assert client.get(reverse(f"admin:accounts_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:accounts_{model}_add")).status_code == 403


def test_the_audit_trail_is_only_ever_added_to():
    entry = AuditEntry.objects.record(None, "tested", make_person())

    for act in (entry.save, entry.delete, AuditEntry.objects.all().delete, lambda: AuditEntry.objects.update(verb="x")):
        with pytest.raises((PermissionError, DatabaseError)):
            act()


def test_every_group_exists_after_migrate_and_observers_change_nothing():
    names = set(Group.objects.values_list("name", flat=True))
    observers = Group.objects.get(name="observers")

    assert {"coordinators", "university", "organisers", "observers"} <= names
    assert not observers.permissions.exists()


# Rights are given from above, contacts are not for everybody ----------------------------------------------


@pytest.mark.parametrize(("group", "given"), [("coordinators", False), ("university", False), ("organisers", True)])
def test_wide_groups_are_given_by_a_superuser_only(client, coordinator, group, given):
    person = make_person()
    typed = as_typed(person, groups=[Group.objects.get(name=group).pk])

    client.post(reverse(CHANGE, args=[person.pk]), typed)
    by_coordinator = person.groups.exists()
    client.force_login(make_person(is_staff=True, is_superuser=True))
    client.post(reverse(CHANGE, args=[person.pk]), typed)

    assert by_coordinator == given
    assert [one.name for one in person.groups.all()] == [group]


def test_a_coordinator_touches_no_account_of_the_university(client, coordinator):
    chief = make_person(groups=["university"], is_active=False)

    answer = client.post(reverse(CHANGE, args=[chief.pk]), as_typed(chief, email="mine@example.org"))

    assert answer.status_code == 403
    assert not User.objects.invitable_by(coordinator).contains(make_person(groups=["university"]))


def test_nobody_changes_her_own_groups(client):
    root = make_person(is_staff=True, is_superuser=True)
    client.force_login(root)

    answer = client.post(reverse(CHANGE, args=[root.pk]), as_typed(root, groups=[Group.objects.first().pk]))

    assert answer.status_code == 403
    assert not root.groups.exists()


@pytest.mark.parametrize("group", ["organisers", "university"])
def test_only_coordinators_see_contacts_in_the_workshop(client, group):
    make_groups()
    client.force_login(make_person(groups=[group], is_staff=True))
    teacher = make_teacher(make_school(name_kk="Ақжар мектебі"), email="secret@example.org", phone="+77012345678")
    addresses = [reverse("admin:accounts_user_changelist"), reverse(CHANGE, args=[teacher.pk])]

    pages = "".join(client.get(address).content.decode() for address in addresses)
    found = client.get(addresses[0], {"q": "8 701 234 56 78"}).context["cl"].result_list
    guessed = [client.get(addresses[0], {f"{name}__startswith": "s"}).status_code for name in ("email", "phone")]

    assert teacher.surname in pages and "Ақжар мектебі" in pages
    assert "secret@example.org" not in pages and "2345678" not in pages
    assert list(found) == []
    assert guessed == [400, 400]
