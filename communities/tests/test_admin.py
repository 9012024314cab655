import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import COORDINATORS, AuditEntry
from tests.makers import make_community, make_facilitator, make_member, make_person, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    person = make_person(groups=[COORDINATORS], is_staff=True)
    client.force_login(person)
    return person


def test_a_state_changes_by_an_action_that_calls_the_verb(client, coordinator):
    community = make_community()
    address = reverse("admin:communities_community_changelist")

    client.post(address, {"action": "pause", "_selected_action": [community.pk]})

    community.refresh_from_db()
    assert community.status == "paused"
    assert AuditEntry.objects.about(community).get().verb == "community paused"


def test_the_workshop_finds_communities_in_any_script(client, coordinator):
    make_community(name="Жарық сәуле"), make_community(name="Бірге")

    page = client.get(reverse("admin:communities_community_changelist"), {"q": "zharyk"})

    assert [row.name for row in page.context["cl"].result_list] == ["Жарық сәуле"]


def test_a_person_added_in_the_workshop_is_on_record(client, coordinator):
    community, person = make_community(), make_person()
    address = reverse("admin:communities_membership_add")

    client.post(address, {"community": community.pk, "person": person.pk, "since": timezone.localdate()})

    assert community.memberships.get().person == person
    assert AuditEntry.objects.about(community).get().verb == "membership added in the workshop"


@pytest.mark.parametrize("name", ["community", "session", "networkevent", "membership", "facilitation"])
@pytest.mark.parametrize("count", [3, 30])
def test_lists_of_the_workshop_take_a_fixed_number_of_queries(
    client, coordinator, name, count, django_assert_max_num_queries
):
    community = make_community()
    for _ in range(count):
        make_session(community, made_by=make_facilitator(community))
        make_member(community)

    with django_assert_max_num_queries(24):
        assert client.get(reverse(f"admin:communities_{name}_changelist")).status_code == 200


def test_a_log_is_read_but_not_written_in_the_workshop(client, coordinator):
    session = make_session(topic="Мәселе ағашы")
    address = reverse("admin:communities_session_change", args=[session.pk])

    assert client.get(address).status_code == 200
    client.post(address, {"topic": "Басқа", "status": "held"})

    session.refresh_from_db()
    assert (session.topic, session.status) == ("Мәселе ағашы", "planned")
