"""Drawing the picture of a sent link: letters, long titles, weight."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import override
from PIL import Image, ImageFont

from openweb import pictures
from openweb.pictures import Drawing, fit, font


def test_every_kazakh_letter_has_its_own_shape():
    letters = font("Bold", 40)
    missing = letters.getmask("\ufffe").getbbox(), letters.getlength("\ufffe")

    shapes = [(letters.getmask(letter).getbbox(), letters.getlength(letter)) for letter in "ӘәҒғҚқҢңӨөҰұҮүҺһІі№«»"]

    assert missing not in shapes


@pytest.mark.parametrize(
    "title", ["Шам", "Оқылым сауаттылығын топтық жұмыс арқылы арттыру", "сөз " * 50, "ұ" * 200, "", "Ә" * 30 + " жаңа"]
)
def test_a_title_of_any_length_stands_in_its_place(title):
    size, lines = fit(title, pictures.TITLE_WIDE)

    assert all(font("Bold", size).getlength(line) <= pictures.TITLE_WIDE for line in lines)
    assert len(lines) * size * 1.22 <= pictures.TITLE_HIGH + size


def test_a_title_is_broken_into_lines_of_like_length():
    _size, lines = fit("Біздің ауылдың балалары кітап оқитын болды", pictures.TITLE_WIDE)

    assert min(map(len, lines)) > 8


def noise():
    """The worst photograph there can be for a PNG."""
    data = BytesIO()
    Image.merge("RGB", [Image.effect_noise((900, 700), 90) for _ in range(3)]).save(data, "JPEG")
    return ContentFile(data.getvalue(), name="noise.jpg")


def test_with_the_worst_photograph_it_is_still_light():
    png = pictures.draw(Drawing("Шам", ("Ақсай мектебі",), noise()))

    assert Image.open(BytesIO(png)).size == (1200, 630)
    assert len(png) <= pictures.LARGEST


def test_each_language_has_a_picture_of_the_portal(client):
    shown = {code: client.get(f"/picture-{code}.png") for code in ("kk", "ru", "en")}

    assert {response.status_code for response in shown.values()} == {200}
    assert len({response.content for response in shown.values()}) == 3
    assert client.get("/picture-de.png").status_code == 404


def test_the_version_tells_what_is_shown():
    with override("kk"):
        versions = {Drawing("а").version, Drawing("б").version, Drawing("а", ("в",)).version}
        assert len(versions | {Drawing("а", photo=noise()).version}) == 4
        assert Drawing("а").version in versions


def test_a_full_disk_keeps_nothing_and_shows_the_picture(monkeypatch):
    def full(*args, **kwargs):
        raise OSError("no space left")

    monkeypatch.setattr(default_storage, "save", full)

    assert pictures.kept_or_drawn("nowhere", Drawing("Шам")).startswith(b"\x89PNG")


def test_the_fonts_are_those_of_the_repository():
    assert isinstance(font("Regular", 20), ImageFont.FreeTypeFont)
    assert str(font("Regular", 20).path).startswith(str(pictures.FONTS))
