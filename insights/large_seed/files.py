"""Rows of files: some pictures are drawn once, and every row points at one of them."""

import hashlib

from insights.demo import drawing
from uploads.models import Faces, Upload

KINDS = ("board", "flip", "notebook", "wall")
LINES = ("Жұптасып оқу", "Біреуі оқиды", "Екіншісі сұрайды", "Сосын ауысады")
SHARED = ("kind", "content_type", "width", "height", "size")
TITLE, ABOUT = "Екеулеп оқу: баланың даусын естідім", "Орта мектеп · Бастауыш сынып"


class Files:
    """Deals unsaved Uploads; store() them."""

    def __init__(self, ground, owner):
        self.ground, self.dealt = ground, 0
        self.evidence = [self._drawn(owner, f"{kind}.png", drawing.evidence(LINES, kind, seed=kind)) for kind in KINDS]
        self.cover = [self._drawn(owner, "village.png", drawing.village(TITLE, "steppe"))]
        self.poster = [self._drawn(owner, "poster.png", self._poster())]

    def deal(self, drawn, owner, alt):
        """A row of its own for the owner, of the next of these pictures."""
        self.dealt += 1
        shown = drawn[self.dealt % len(drawn)]
        return Upload(
            owner=owner,
            name=shown.name,
            file=shown.file.name,
            small=shown.small.name,
            faces=Faces.NOBODY if self.dealt % 20 else Faces.PUPILS,
            alt=alt[:250],
            sha256=hashlib.sha256(str(self.dealt).encode()).hexdigest(),
            created_at=self.ground.at(self.ground.days_ago(1, 300)),
            **{name: getattr(shown, name) for name in SHARED},
        )

    def _drawn(self, owner, name, image):
        return Upload.objects.receive(owner, drawing.as_file(name, image), faces=Faces.NOBODY, alt=LINES[0])

    def _poster(self):
        picture = drawing.evidence(LINES, "board", seed="poster")
        counts = ("Оқушылар", [("қыздар", 11), ("ұлдар", 13)])
        return drawing.poster(TITLE, ABOUT, [*LINES], counts, LINES, picture)
