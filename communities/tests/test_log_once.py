"""Twenty equal posts at the same moment make one record (promise A4), on both databases."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test import Client

from communities.models import Attendance, LogReceipt, Session
from tests.makers import make_community, make_facilitator, make_member, make_session

from .sending import ago, log_address, new_log_address

AT_ONCE = 20


@pytest.fixture
def database_for_threads(transactional_db, tmp_path, monkeypatch):
    """Returns a function to call when the data stands: an SQLite in memory has no locks, so threads get a file."""

    def open_to_threads():
        if connection.vendor != "sqlite":
            return
        path = tmp_path / "threads.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        monkeypatch.setitem(connections.databases["default"], "NAME", str(path))

    return open_to_threads


def in_threads(work):
    """What `work()` returned in each of twenty threads, each with a connection of its own."""

    def run(_number):
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


def asked(question):
    """Asked in a thread, which sees the database that the threads have written."""
    with ThreadPoolExecutor(1) as pool:

        def run():
            try:
                return question()
            finally:
                connections.close_all()

        return pool.submit(run).result()


def sending(client, address, sent):
    """A function that posts it with the sign-in of `client`."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def send():
        browser = Client()
        browser.cookies.load(cookies)
        return browser.post(address, sent).status_code

    return send


def a_log(person, **fields):
    return {
        "client_uuid": str(uuid.uuid4()),
        "version": 1,
        "topic": "Мәселе ағашы",
        "day": ago(days=1).date().isoformat(),
        "time": "10:00",
        "minutes": 90,
        "mode": "in_person",
        "faces": "nobody",
        f"mark_{person.pk}": "present",
        **fields,
    }


@pytest.mark.parametrize("planned", [False, True], ids=["unplanned", "planned"])
def test_twenty_equal_posts_make_one_session(planned, client, database_for_threads):
    community = make_community()
    facilitator, person = make_facilitator(community), make_member(community)
    session = make_session(community, made_by=facilitator, starts_at=ago(days=1)) if planned else None
    address = log_address(session) if planned else new_log_address(community)
    client.force_login(facilitator)
    database_for_threads()

    answers = in_threads(sending(client, address, a_log(person, reflection="Ой")))

    assert set(answers) == {302}
    counts = asked(lambda: (Session.objects.count(), LogReceipt.objects.count(), Attendance.objects.count()))
    assert counts == (1, 1, 1)
