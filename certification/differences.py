"""What changed between two versions of a portfolio, word by word. Pure functions over certification.reading.

A text is compared by words; the spaces and line ends between them go with the word before.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\S+\s*")
AROUND = 12  # words of unchanged text kept on each side of a change
ALIKE = 0.5  # share of equal words from which two rows count as one row that was rewritten

SAME, ADDED, REMOVED, GAP = "same", "added", "removed", "gap"


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str = ""


@dataclass(frozen=True)
class TextChange:
    label: str
    pieces: list


@dataclass(frozen=True)
class ItemChange:
    item: object  # as it is now
    texts: list
    old_file: str = ""  # name of a file that another one has replaced


@dataclass(frozen=True)
class SectionChange:
    section: object
    texts: list
    added: list
    removed: list
    changed: list

    def __bool__(self):
        return bool(self.texts or self.added or self.removed or self.changed)


def words(before, after):
    """[Piece], whose same and removed texts make up `before`, same and added ones `after`."""
    old, new = WORD.findall(before), WORD.findall(after)
    plain_old, plain_new = [word.strip() for word in old], [word.strip() for word in new]
    pieces = []
    for act, a, b, c, d in SequenceMatcher(None, plain_old, plain_new, autojunk=False).get_opcodes():
        if act == "equal":
            pieces.append(Piece(SAME, "".join(new[c:d])))
            continue
        if b > a:
            pieces.append(Piece(REMOVED, "".join(old[a:b])))
        if d > c:
            pieces.append(Piece(ADDED, "".join(new[c:d])))
    return pieces


def shortened(pieces):
    """Long unchanged runs keep a few words beside each change; a GAP stands for the rest."""
    short = []
    for place, piece in enumerate(pieces):
        run = WORD.findall(piece.text)
        first, last = place == 0, place == len(pieces) - 1
        keep_start, keep_end = (0 if first else AROUND), (0 if last else AROUND)
        if piece.kind != SAME or len(run) <= keep_start + keep_end + AROUND:
            short.append(piece)
            continue
        if keep_start:
            short.append(Piece(SAME, "".join(run[:keep_start])))
        short.append(Piece(GAP))
        if keep_end:
            short.append(Piece(SAME, "".join(run[-keep_end:])))
    return short


def compare(before, after):
    """[SectionChange] of the sections that differ, in the order of `after`; sections that are gone come last.

    before, after: lists of reading.Section. Cost grows with the square of the length of a changed text.
    """
    old = {section.key: section for section in before}
    changes = [compare_section(old.pop(section.key, None), section) for section in after]
    changes += [SectionChange(gone, _texts(gone.texts, ()), [], list(gone.items), []) for gone in old.values()]
    return [change for change in changes if change]


def compare_section(before, after):
    if before is None:
        return SectionChange(after, _texts((), after.texts), list(after.items), [], [])
    pairs, added, removed = match(before.items, after.items)
    changed = [compare_item(old, new) for old, new in pairs if old != new]
    texts = _facts(before.facts, after.facts) + _texts(before.texts, after.texts)
    return SectionChange(after, texts, added, removed, changed)


def compare_item(before, after):
    title = [TextChange("", words(before.title, after.title))] if before.title != after.title else []
    texts = title + _facts(before.facts, after.facts) + _texts(before.texts, after.texts)
    return ItemChange(after, texts, before.name if before.upload != after.upload else "")


def match(before, after):
    """(pairs, added, removed): rows are the same by key, else when equal, else when most of their words are."""
    left, pairs, new = list(before), [], []
    for item in after:
        twin = _twin(left, item)
        if twin is None:
            new.append(item)
        else:
            left.remove(twin)
            pairs.append((twin, item))
    added = []
    for item in new:
        twin = _alike(left, item)
        if twin is None:
            added.append(item)
        else:
            left.remove(twin)
            pairs.append((twin, item))
    return pairs, added, left


def _twin(candidates, item):
    if item.key:
        return next((other for other in candidates if other.key == item.key), None)
    return next((other for other in candidates if other == item), None)


def _alike(candidates, item):
    if item.key:
        return None
    own = item.all_words.split()
    rated = [
        (SequenceMatcher(None, other.all_words.split(), own, autojunk=False).ratio(), other) for other in candidates
    ]
    ratio, best = max(rated, key=lambda pair: pair[0], default=(0, None))
    return best if ratio >= ALIKE else None


def _texts(before, after):
    """Texts have the same label in both versions; a question that was reworded counts as gone and new."""
    old, new = {text.label: text.text for text in before}, {text.label: text.text for text in after}
    return _labelled(old, new)


def _facts(before, after):
    return _labelled(dict(before), dict(after))


def _labelled(old, new):
    labels = [*new, *(label for label in old if label not in new)]
    return [
        TextChange(label, shortened(words(old.get(label, ""), new.get(label, ""))))
        for label in labels
        if old.get(label, "") != new.get(label, "")
    ]
