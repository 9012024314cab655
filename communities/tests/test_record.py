import io
from decimal import Decimal

import pytest
from django.urls import reverse
from pypdf import PdfReader

from communities.record import record_of
from tests.makers import make_community, make_event, make_facilitator, make_member, make_person, make_session

from .sending import ago, ahead

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return make_community()


def attend(person, community, mark="present", **fields):
    fields = {"status": "held", "starts_at": ago(days=3), "made_by": make_person(), **fields}
    session = make_session(community, **fields)
    session.attendance.create(person=person, mark=mark)
    return session


def test_hours_count_where_she_was_present_or_late_and_the_session_was_held(community):
    person = make_member(community)
    attend(person, community, minutes=90)
    attend(person, community, "late", minutes=60)
    attend(person, community, "excused", minutes=90)
    attend(person, community, "absent", minutes=90)
    attend(person, community, minutes=90, status="cancelled", cancel_reason="Боран")
    make_event(community.cohort, minutes=180).participants.add(person)
    make_event(community.cohort, minutes=180, starts_at=ahead(days=3)).participants.add(person)

    record = record_of(person, person)

    assert (len(record.attended), len(record.marks), len(record.events)) == (2, 4, 1)
    assert record.hours == Decimal("5.5")


def test_a_facilitator_sees_of_a_member_only_her_own_communities(client, community):
    person, facilitator = make_member(community), make_facilitator(community)
    elsewhere = make_community()
    make_member(elsewhere, person)
    mine, other = attend(person, community), attend(person, elsewhere, topic="Жасырын")

    assert [mark.session for mark in record_of(person, facilitator).marks] == [mine]
    assert {mark.session for mark in record_of(person, person).marks} == {mine, other}


def test_a_stranger_has_no_record_to_read(client, community):
    person = make_member(community)
    client.force_login(make_member(community))

    assert client.get(reverse("communities:record", args=[person.pk])).status_code == 404
    assert client.get(reverse("communities:record_pdf", args=[person.pk])).status_code == 404
    assert client.get(reverse("communities:my_record")).status_code == 200


@pytest.mark.parametrize(
    "language, title", [("kk", "Қатысу парағы"), ("ru", "Лист участия"), ("en", "Record of Participation")]
)
def test_the_pdf_says_the_same_as_the_page_in_each_language(client, community, language, title):
    person = make_member(community, make_person(surname="Әбілқасымова", given_name="Үміт"))
    attend(person, community, topic="Мәселе ағашы: <b>оқушы</b> #неге *оқымайды*?")
    client.force_login(person)

    response = client.get(f"/{language}/communities/record/{person.pk}/record.pdf")

    reader = PdfReader(io.BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert reader.metadata.title == title
    assert "Әбілқасымова Үміт" in text
    assert "<b>оқушы</b> #неге" in text.replace("\n", " ")


@pytest.mark.parametrize("count", [3, 30])
def test_the_record_takes_a_fixed_number_of_queries(client, community, count, django_assert_max_num_queries):
    person = make_member(community)
    for _ in range(count):
        attend(person, community)
        make_event(community.cohort).participants.add(person)
    client.force_login(person)

    with django_assert_max_num_queries(18):
        client.get(reverse("communities:my_record"))


def test_facilitators_mark_their_own_people_at_a_network_event(client, community):
    person, stranger = make_member(community), make_member(make_community(cohort=community.cohort))
    event = make_event(community.cohort)
    event.participants.add(stranger)
    client.force_login(make_facilitator(community))

    client.post(event.get_absolute_url(), {"came": [person.pk], "was": [stranger.pk]})

    assert set(event.participants.all()) == {person, stranger}
