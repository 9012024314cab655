"""Letters of this room. Written with the data that causes them; nobody waits for a mail server."""

from outbox.letters import write_to


def session_cancelled(session, by):
    """To everyone who would have come, in their own language."""
    people = {person.pk: person for person in session.community.members().filter(is_active=True)}
    for facilitation in session.community.facilitations.current().select_related("person"):
        people[facilitation.person_id] = facilitation.person
    people.pop(by.pk, None)
    for person in people.values():
        write_to(person, "session_cancelled", path=session.get_absolute_url, session=session)
