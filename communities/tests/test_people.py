import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import COORDINATORS, AuditEntry
from communities.models import Community, Facilitation, Membership
from tests.makers import (
    make_cohort,
    make_community,
    make_facilitator,
    make_member,
    make_person,
    make_school,
    make_teacher,
)

pytestmark = pytest.mark.django_db
FORM = "7d9e6679-7425-40de-944b-e07fc1f90ae7"


@pytest.fixture
def community():
    return make_community()


def enter(client, person):
    client.force_login(person)
    return person


def test_a_teacher_of_the_school_is_found_in_any_script_and_added_once(client, community):
    enter(client, make_facilitator(community))
    person = make_teacher(community.schools.first(), surname="Әлиева", given_name="Айгүл")
    make_teacher(surname="Әлиева", given_name="Басқа")  # of another school
    address = reverse("communities:member_add", args=[community.pk])

    found = client.get(address, {"q": "aigul alieva"}).context["page"].object_list
    answers = [client.post(address, {"pick": person.pk}).status_code for _ in range(2)]

    assert list(found) == [person]
    assert answers == [302, 302]
    assert Membership.objects.filter(person=person).count() == 1
    assert AuditEntry.objects.about(community).get().verb == "member added"


def test_a_person_of_another_school_cannot_be_added(client, community):
    enter(client, make_facilitator(community))
    stranger = make_teacher()

    client.post(reverse("communities:member_add", args=[community.pk]), {"pick": stranger.pk})

    assert not Membership.objects.filter(person=stranger).exists()


def test_leaving_is_a_date_and_coming_back_is_a_new_row(client, community):
    enter(client, make_facilitator(community))
    person = make_member(community)

    client.post(reverse("communities:member_end", args=[community.pk, person.pk]))
    client.post(reverse("communities:member_add", args=[community.pk]), {"pick": person.pk})

    rows = list(Membership.objects.filter(person=person).order_by("since").values_list("until", flat=True))
    assert rows == [timezone.localdate(), None]


def test_only_coordinators_change_facilitators(client, community):
    facilitator, person = make_facilitator(community), make_person(surname="Қасымова")
    add = reverse("communities:facilitator_add", args=[community.pk])
    end = reverse("communities:facilitator_end", args=[community.pk, facilitator.pk])
    enter(client, facilitator)
    assert client.post(add, {"pick": person.pk}).status_code == 404

    enter(client, make_person(groups=[COORDINATORS]))
    found = client.get(add, {"q": "касымова"}).context["page"].object_list
    client.post(add, {"pick": person.pk, "role": "external"})
    client.post(end)

    assert list(found) == [person]
    current = Facilitation.objects.current().filter(community=community)
    assert list(current.values_list("person", "kind")) == [(person.pk, "external")]


def test_a_coordinator_forms_a_community_and_gives_it_schools(client):
    enter(client, make_person(groups=[COORDINATORS]))
    cohort, school = make_cohort(), make_school(name_kk="Ақсай орта мектебі")

    sent = {"name": "Бірге оқимыз", "language": "kk", "cohort": cohort.pk, "client_uuid": FORM, "status": "ended"}
    made = client.post(reverse("communities:community_new"), sent)
    community = Community.objects.get()
    client.post(made["Location"], {"pick": school.pk})

    assert community.status == "forming"
    assert list(community.schools.all()) == [school]


def test_a_community_is_formed_once_and_another_name_after_back_is_asked_about(client):
    enter(client, make_person(groups=[COORDINATORS]))
    address = reverse("communities:community_new")
    sent = {"name": "Бірге оқимыз", "language": "kk", "cohort": make_cohort().pk, "client_uuid": FORM}

    answers = [client.post(address, sent).status_code for _ in range(2)]
    asked = client.post(address, sent | {"name": "Жарық сәуле"})

    assert answers == [302, 302]
    assert asked.status_code == 422
    assert asked.context["form"]["name"].value() == "Жарық сәуле"
    assert Community.objects.get().name == "Бірге оқимыз"


def test_the_list_shows_ones_own_and_to_coordinators_all_with_search(client):
    mine, other = make_community(name="Бірге оқимыз"), make_community(name="Жарық сәуле")
    address = reverse("communities:community_list")
    enter(client, make_member(mine))
    assert list(client.get(address).context["page"]) == [mine]

    enter(client, make_person(groups=[COORDINATORS]))

    assert set(client.get(address).context["page"]) == {mine, other}
    assert list(client.get(address, {"q": "ЖАРЫК"}).context["page"]) == [other]
    assert list(client.get(address, {"status": "ended"}).context["page"]) == []


def queries_of(client, address, assert_max, most):
    with assert_max(most):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("count", [3, 30])
def test_list_and_page_take_a_fixed_number_of_queries(client, count, django_assert_max_num_queries):
    enter(client, make_person(groups=[COORDINATORS]))
    communities = [make_community() for _ in range(count)]
    for _ in range(count):
        make_member(communities[0])
        make_facilitator(communities[0])

    queries_of(client, reverse("communities:community_list"), django_assert_max_num_queries, 16)
    queries_of(client, communities[0].get_absolute_url(), django_assert_max_num_queries, 24)
