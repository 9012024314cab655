"""The demo's texts, Markdown files beside this module: `texts/projects`, `texts/answers`, `texts/meetings`."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
FULL = {"published", "accepted", "submitted", "resubmitted", "returned"}


@dataclass
class ProjectText:
    """One project as its file tells it. `values` are the lines under the title, the rest are sections."""

    title: str
    circle: str  # the community: name of the file
    values: dict = field(default_factory=dict)
    sections: dict = field(default_factory=dict)

    @property
    def language(self):
        return self.values["language"]

    @property
    def state(self):
        return self.values["state"]

    @property
    def is_full(self):
        return self.state in FULL

    @property
    def reached(self):
        """The stage at which she is; 11 when all ten are behind her."""
        return 11 if self.is_full else int(self.values["reached"])

    @property
    def themes(self):
        return self.values["themes"].split(", ")

    @property
    def methods(self):
        return self.values["methods"].split(", ")

    @property
    def grades(self):
        return [int(grade) for grade in self.values["grades"].split("-")]

    @property
    def pupils(self):
        return [int(count) for count in self.values["pupils"].split()]

    @property
    def board(self):
        return self.values["board"].split(" | ")

    def text(self, name):
        return self.sections.get(name, "")

    def rows(self, name):
        """The list items of a section, each split into its columns."""
        return [row[2:].split(" | ") for row in self.text(name).splitlines() if row.startswith("- ")]

    def items(self, name):
        return [row[2:] for row in self.text(name).splitlines() if row.startswith("- ")]

    @property
    def own_answers(self):
        return dict(line.split(": ", 1) for line in self.text("answers").splitlines() if ": " in line)


@cache
def projects():
    """All projects, by file and in its order."""
    found = []
    for number in range(1, 12):
        circle = f"c{number}"
        for chunk in _parts((TEXTS / "projects" / f"{circle}.md").read_text(encoding="utf-8"), "# "):
            found.append(_project(circle, chunk))
    return tuple(found)


def _parts(text, mark):
    """What follows each line that begins with the mark, title first."""
    parts, current = [], None
    for line in text.splitlines():
        if line.startswith(mark):
            current = [line.removeprefix(mark)]
            parts.append(current)
        elif current is not None:
            current.append(line)
    return ["\n".join(part) for part in parts]


def _project(circle, chunk):
    head, *sections = chunk.split("\n## ")
    title, *values = head.strip().splitlines()
    return ProjectText(
        title=title,
        circle=circle,
        values=dict(line.split(": ", 1) for line in values if ": " in line),
        sections={name.strip(): text.strip() for name, _newline, text in (part.partition("\n") for part in sections)},
    )


@cache
def pools(path):
    """{heading: {mark: [texts]}} of a file of loose sentences; marks are "-", "+" and ">"."""
    found = defaultdict(lambda: defaultdict(list))
    for part in _parts((TEXTS / path).read_text(encoding="utf-8"), "## "):
        heading, *lines = part.splitlines()
        for line in lines:
            if line[:2] in {"- ", "+ ", "> "}:
                found[heading.strip()][line[0]].append(line[2:])
    return found


class Deck:
    """Deals texts so that none comes twice before all have come once."""

    def __init__(self, texts, dice):
        self.texts, self.dice, self.left = list(texts), dice, []

    def deal(self):
        if not self.left:
            self.left = self.texts[:]
            self.dice.shuffle(self.left)
        return self.left.pop()


class Decks:
    """One deck for each heading of each file, kept for the whole story."""

    def __init__(self, dice):
        self.dice, self.decks = dice, {}

    def deal(self, path, heading, mark="-"):
        key = (path, heading, mark)
        if key not in self.decks:
            self.decks[key] = Deck(pools(path)[heading][mark], self.dice)
        return self.decks[key].deal()

    def answer(self, language, key, theme):
        """Two sentences; the same pair never twice."""
        path = f"answers/{language}.md"
        heading = f"{key} · {theme}" if f"{key} · {theme}" in pools(path) else key
        deck = (path, heading, "pairs")
        if deck not in self.decks:
            pool = pools(path)[heading]
            self.decks[deck] = Deck([f"{first} {second}" for first in pool["-"] for second in pool["+"]], self.dice)
        return self.decks[deck].deal()
