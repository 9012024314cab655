"""The sums of `make bench`; the measuring itself is not a test."""

import base64

import pytest

from scripts.benchmark import client, figures, table, weight


def make_measured(**fields):
    fields = {
        "name": "stories",
        "role": "",
        "queries": 5,
        "ms": [6.0, 6.0, 6.0],
        "bare_ms": [4.0, 4.0, 4.0],
        "small_ms": [6.0, 6.0, 6.0],
        "rate": {8: 100.0, 16: 90.0},
        "p95": {8: 40.0, 16: 80.0},
        **fields,
    }
    return figures.Measured(**fields)


def test_percentiles_are_values_that_were_measured():
    assert figures.percentile([5, 1, 4, 2, 3], 50) == 3
    assert figures.percentile(range(1, 101), 95) == 95
    assert figures.percentile([7], 95) == 7


def test_a_page_that_keeps_its_targets_misses_nothing():
    assert make_measured().missed() == []
    assert make_measured(role="teacher", ms=[15.0], small_ms=[15.0]).missed() == []


@pytest.mark.parametrize(
    "fields, said",
    [
        ({"ms": [9.0], "small_ms": [9.0]}, "stories: 2.2 times the bare view (at most 2)"),
        ({"queries": 21}, "stories: 21 queries (at most 20)"),
        ({"small_ms": [3.0]}, "stories: 1.60 times slower with ten times the rows (at most 1.5)"),
        ({"role": "teacher", "ms": [17.0], "small_ms": [17.0]}, "stories: 4.2 times the bare view (at most 4)"),
    ],
)
def test_each_target_that_is_missed_is_named(fields, said):
    assert make_measured(**fields).missed() == [said]


def test_all_pages_together_have_targets_of_their_own():
    assert figures.Mixed(ms=[20.0] * 400, seconds=10, cut=0).missed() == []
    assert len(figures.Mixed(ms=[800.0] * 300, seconds=10, cut=0).missed()) == 2
    assert figures.missed_memory(179) == []
    assert figures.missed_memory(181) == ["a worker holds 181 MB (at most 180)"]


def test_the_table_has_a_cell_for_every_heading():
    cells = table.row(make_measured(first=26_400, second=5_100))

    assert cells == ["stories", "5", "6.0", "6.0", "1.5", "1.00", "100", "40", "90", "80", "26.4", "5.1"]
    assert len(cells) == len(table.HEADINGS)


def make_answer(head, body=b""):
    return {"head": "HTTP/1.1 200 OK\r\n" + head, "body": base64.b64encode(body).decode()}


def test_a_visit_counts_style_sheets_scripts_and_icons_once_and_no_pictures():
    html = """<link rel="icon" href="/static/lamp.svg"><link rel="stylesheet" href="/static/portal.css">
    <link rel="alternate" href="/static/feed.xml"><img src="/static/lamp.svg"><img src="/files/abc/small/">
    <script src="/static/portal.js"></script>"""

    assert weight.companions(html) == ["/static/lamp.svg", "/static/portal.css", "/static/portal.js"]


def test_a_second_visit_asks_again_only_for_what_may_not_be_kept():
    assert weight.is_kept(make_answer("Cache-Control: max-age=315360000, public, immutable"))
    assert not weight.is_kept(make_answer("Cache-Control: no-store, max-age=60"))
    assert not weight.is_kept(make_answer("Content-Type: text/css"))
    assert weight.conditions(make_answer('ETag: "a"\r\nCache-Control: max-age=0')) == {"If-None-Match": '"a"'}
    assert weight.conditions(make_answer('ETag: "a"\r\nCache-Control: private, no-store')) == {}


def test_the_client_knows_when_an_answer_is_whole():
    assert client.length_of(b"HTTP/1.1 200 OK\r\nContent-Length: 12") == 12
    assert client.length_of(b"HTTP/1.1 304 Not Modified\r\nETag: x") == 0
    assert client.length_of(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked") is None
    assert client.is_last(b"HTTP/1.1 200 OK\r\nConnection: close")
