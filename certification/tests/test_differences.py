from certification import differences, reading
from certification.differences import ADDED, GAP, REMOVED, SAME, Piece, words
from certification.reading import Item, Section, Text


def test_words_are_compared_not_letters():
    pieces = words("Біз топпен оқыдық.", "Біз жұппен оқыдық.")

    assert pieces == [
        Piece(SAME, "Біз "),
        Piece(REMOVED, "топпен "),
        Piece(ADDED, "жұппен "),
        Piece(SAME, "оқыдық."),
    ]


def test_the_pieces_make_up_both_texts():
    before, after = "бір екі\n\nүш  төрт", "бір жаңа\n\nүш төрт бес"

    pieces = words(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == after
    assert "".join(p.text for p in pieces if p.kind != ADDED).split() == before.split()


def test_spaces_alone_are_no_change():
    assert [piece.kind for piece in words("бір екі", "бір\nекі")] == [SAME]


def test_long_unchanged_text_is_left_out_around_a_change():
    long = " ".join(f"сөз{number}" for number in range(200))

    pieces = differences.shortened(words(f"{long} ескі {long}", f"{long} жаңа {long}"))

    assert [piece.kind for piece in pieces] == [GAP, SAME, REMOVED, ADDED, SAME, GAP]
    assert len(pieces[1].text.split()) == differences.AROUND


def test_equal_versions_differ_in_nothing():
    sections = [Section("stage-1", "1-кезең", texts=(Text("Сұрақ", "Жауап"),), items=(Item("Қадам"),))]

    assert differences.compare(sections, sections) == []


def test_rows_are_added_removed_and_rewritten():
    before = [Section("s", "Кеңес", items=(Item("Айгүл", texts=(Text("Не деді", "бірге сабақ өткізейік деді"),)),
                                           Item("Директор")))]  # fmt: skip
    after = [Section("s", "Кеңес", items=(Item("Айгүл", texts=(Text("Не деді", "бірге екі сабақ өткізейік деді"),)),
                                          Item("Ата-аналар")))]  # fmt: skip

    (change,) = differences.compare(before, after)

    assert [item.title for item in change.added] == ["Ата-аналар"]
    assert [item.title for item in change.removed] == ["Директор"]
    assert [row.item.title for row in change.changed] == ["Айгүл"]


def test_evidence_with_an_id_stays_the_same_row_however_it_is_rewritten():
    before = [Section("s", "Дәлел", items=(Item("Сурет", key="a1", upload="u1", name="eski.webp"),))]
    after = [Section("s", "Дәлел", items=(Item("Мүлде басқа атау", key="a1", upload="u2", name="jana.webp"),))]

    (change,) = differences.compare(before, after)

    assert (change.added, change.removed) == ([], [])
    assert change.changed[0].old_file == "eski.webp"


def test_a_section_that_is_gone_is_shown_last():
    gone, kept = Section("a", "Ескі", texts=(Text("Сұрақ", "Жауап"),)), Section("b", "Жаңа", texts=(Text("?", "!"),))

    changes = differences.compare([gone, kept], [kept])

    assert [change.section.key for change in changes] == ["a"]
    assert changes[0].texts[0].pieces == [Piece(REMOVED, "Жауап")]


def test_every_part_of_a_frozen_content_is_read_even_without_a_stage_for_it():
    content = {
        "title": "Тақырып",
        "stages": [],
        "vignette": "Әңгіме",
        "log": [{"on": "2026-10-05", "text": "Күнделік"}],
    }

    found = {section.key: section for section in reading.sections(content)}

    assert set(found) == {"about", "log", "vignette"}
    assert found["log"].items[0].texts[0].text == "Күнделік"
