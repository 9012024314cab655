"""The picture that goes along when somebody sends a page to a friend: 1200 x 630, night, lamp, ornament, and the title.

Drawn with the fonts of the repository when it is first asked for, and kept under a name that holds the version of what
it shows. What is no longer shown, a cover whose consent was withdrawn above all, is another version: the earlier file
is removed when the next one is drawn, or by the sweeper within the hour, and has no address in between.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps

from .shapes import lamp, ornament

WIDE, HIGH = 1200, 630
NIGHT, NIGHT_2, LAMP, WHITE, SOFT = "#10223b", "#18304f", "#ffc24b", "#ffffff", "#cdd8e6"
LEFT, TITLE_TOP, TITLE_HIGH, TITLE_WIDE = 72, 150, 300, 720
PHOTO_WIDE = 420
LARGEST = 200_000  # bytes; a preview on the village line
FOLDER = "share"
DESIGN = 1  # counted up when the drawing changes, so that no earlier one is shown
FONTS = Path(settings.BASE_DIR) / "documents" / "fonts"


@dataclass(frozen=True)
class Drawing:
    """What stands on the picture. lines: at most three, under the title. photo: a stored picture."""

    title: str
    lines: tuple = ()
    photo: FieldFile | None = None

    @property
    def version(self):
        shown = (DESIGN, self.title, *self.lines, self.photo.name if self.photo else "", _("Auyldyq mektep shamy"))
        return hashlib.sha256("\0".join(map(str, shown)).encode()).hexdigest()[:16]


def send(request, name, drawing):
    """The answer with the picture. Whoever kept it asks again after a minute, as for every public picture."""
    etag = f'"{drawing.version}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(kept_or_drawn(name, drawing), content_type="image/png")
    response["ETag"], response["Cache-Control"] = etag, "public, max-age=60"
    return response


def kept_or_drawn(name, drawing):
    path = f"{FOLDER}/{name}.{drawing.version}.png"
    if default_storage.exists(path):
        with default_storage.open(path) as file:
            return file.read()
    png = draw(drawing)
    remove(name)
    with suppress(OSError):  # a full disk: the picture goes out all the same
        default_storage.save(path, ContentFile(png))
    return png


def kept():
    """(name, version) of each picture that is kept."""
    files = default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []
    return [tuple(file.rsplit(".", 2)[:2]) for file in files if file.count(".") == 2]


def remove(name, version=None):
    """Takes the pictures of this name away, or the one of this version."""
    for one, its_version in kept():
        if one == name and version in (None, its_version):
            default_storage.delete(f"{FOLDER}/{one}.{its_version}.png")


# Drawing -------------------------------------------------------------------------------------------------


def draw(drawing):
    """PNG bytes, below LARGEST. Some 0.2 s."""
    picture = ground().copy()
    if drawing.photo:
        put_photo(picture, drawing.photo)
    else:
        picture.paste(great_lamp()[0], (0, 0), great_lamp()[1])
    pen = ImageDraw.Draw(picture)
    pen.text((LEFT + 52, 66), _("Auyldyq mektep shamy"), font=font("Bold", 30), fill=WHITE, anchor="lm")
    size, lines = fit(drawing.title, 640 if drawing.photo else TITLE_WIDE)
    line_high = round(size * 1.22)
    for place, line in enumerate(lines):
        pen.text((LEFT, TITLE_TOP + place * line_high), line, font=font("Bold", size), fill=WHITE)
    bottom = max(TITLE_TOP + len(lines) * line_high + 28, HIGH - 110 - 40 * len(drawing.lines))
    for place, line in enumerate(drawing.lines):
        line = shortened(line, font("Regular", 27), 640 if drawing.photo else TITLE_WIDE + 60)
        pen.text((LEFT, bottom + place * 40), line, font=font("Regular", 27), fill=LAMP if place == 0 else SOFT)
    return as_png(picture)


@cache
def ground():
    """The night with its ornament: the same under every picture."""
    shade = Image.linear_gradient("L").resize((WIDE, HIGH))
    picture = Image.composite(Image.new("RGB", (WIDE, HIGH), NIGHT_2), Image.new("RGB", (WIDE, HIGH), NIGHT), shade)
    small = lamp(40, LAMP)
    picture.paste(small, (LEFT, 42), small)
    line = ornament(WIDE, LAMP)
    picture.paste(line, (0, HIGH - line.height), line)
    return picture


@cache
def great_lamp():
    """(picture, mask) of the lamp and its light, for stories without a photograph."""
    glow = ImageChops.invert(Image.radial_gradient("L")).resize((640, 640)).point(lambda light: max(0, light - 70) // 2)
    mask = Image.new("L", (WIDE, HIGH))
    mask.paste(glow, (690, -30))
    picture = Image.new("RGB", (WIDE, HIGH), LAMP)
    body = lamp(270, LAMP)
    picture.paste(body, (1010 - body.width // 2, 150), body)
    mask.paste(255, (1010 - body.width // 2, 150), body.getchannel("A"))
    return picture, mask


def put_photo(picture, photo):
    with photo.open("rb") as file, Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as opened:
        fitted = ImageOps.fit(opened.convert("RGB"), (PHOTO_WIDE, HIGH - 45))
    fade = Image.linear_gradient("L").rotate(90).resize(fitted.size).point(lambda light: min(255, light * 3))
    picture.paste(fitted, (WIDE - PHOTO_WIDE, 0), fade)


def as_png(picture):
    """All colours where that is light enough, as it is without a photograph; else fewer until it is."""
    for colours in (None, 256, 128, 48):
        data = BytesIO()
        few = picture.quantize(colours, method=Image.Quantize.FASTOCTREE) if colours else picture
        few.save(data, "PNG", compress_level=6)
        if data.tell() <= LARGEST:
            break
    return data.getvalue()


@cache
def font(weight, size):
    return ImageFont.truetype(FONTS / f"NotoSans-{weight}.ttf", size)


def fit(title, wide):
    """(size, lines): the largest letters with which the title fits; a very long one ends in an ellipsis."""
    for size in (62, 56, 50, 45, 40, 36):
        lines = wrap(title, font("Bold", size), wide)
        if len(lines) * size * 1.22 <= TITLE_HIGH:
            return size, balanced(lines, font("Bold", size), wide)
    most = int(TITLE_HIGH / (size * 1.22))
    return size, [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), font("Bold", size), wide)]


def wrap(text, letters, wide):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if letters.getlength(longer) <= wide:
            lines[-1] = longer
        else:
            lines.append(shortened(word, letters, wide))
    return [line for line in lines if line]


def balanced(lines, letters, wide):
    """The same number of lines, as equally long as can be: no word stays behind alone."""
    text, best = " ".join(lines), lines
    for narrower in range(wide, wide // 2, -20):
        tried = wrap(text, letters, narrower)
        if len(tried) > len(lines) or any(line.endswith("…") for line in tried):
            break
        best = tried
    return best


def shortened(text, letters, wide):
    if letters.getlength(text) <= wide:
        return text
    while text and letters.getlength(f"{text}…") > wide:
        text = text[:-1]
    return f"{text.rstrip()}…"
