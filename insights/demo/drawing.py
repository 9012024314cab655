"""Pictures drawn by code, in the portal's colours: boards, flip charts, villages at night, posters; nobody in them."""

import io
import math
import random
import textwrap
from functools import cache

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

NIGHT, NIGHT_2, LAMP, LAMP_DEEP = "#10223b", "#18304f", "#ffc24b", "#b86e00"
STEPPE, STEPPE_INK, FELT, PAPER = "#0b6b6f", "#07494c", "#fbf8f1", "#ffffff"
INK, MUTED, LINE, GOOD = "#16202c", "#55606e", "#e4ddcf", "#1f7a4d"
SIZE = (960, 640)
FONTS = settings.BASE_DIR / "documents" / "fonts"


@cache
def font(size, bold=False):
    return ImageFont.truetype(str(FONTS / f"NotoSans-{'Bold' if bold else 'Regular'}.ttf"), size)


def as_file(name, image):
    """The picture as a teacher's phone would send it."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/png")


def evidence(lines, kind, seed):
    return {"board": board, "flip": flip_chart, "notebook": notebook, "wall": wall}[kind](lines, seed)


def _canvas(colour, size=SIZE):
    image = Image.new("RGB", size, colour)
    return image, ImageDraw.Draw(image)


def _wrapped(lines, width):
    return [piece for line in lines for piece in (textwrap.wrap(line, width) or [""])]


def board(lines, seed):
    """A green school board with chalk, on a wall, above a shelf."""
    dice = random.Random(seed)  # noqa: S311
    image, draw = _canvas("#e9e1cf")
    draw.rounded_rectangle((56, 44, 904, 536), 10, fill="#7a5a34")
    draw.rectangle((74, 62, 886, 518), fill=STEPPE_INK)
    for _ in range(26):  # traces of the sponge
        x, y = dice.randint(80, 800), dice.randint(70, 500)
        draw.line((x, y, x + dice.randint(30, 80), y + dice.randint(-6, 6)), fill="#0d5356", width=7)
    draw.text((480, 112), lines[0], font=font(42, bold=True), fill=LAMP, anchor="mm")
    draw.line((250, 148, 710, 150), fill="#cfe5dd", width=3)
    y = 200
    for line in _wrapped(lines[1:], 38):
        draw.text((130 + dice.randint(-4, 4), y), line, font=font(36), fill="#f4f8f2")
        y += 66
    draw.rectangle((56, 536, 904, 556), fill="#64482a")
    for x, colour in ((150, PAPER), (200, LAMP), (260, PAPER)):
        draw.rounded_rectangle((x, 528, x + 34, 538), 4, fill=colour)
    draw.rounded_rectangle((760, 518, 850, 540), 5, fill="#3d5a78")
    _floor(draw)
    return image


def _floor(draw):
    draw.rectangle((0, 596, 960, 640), fill="#c9b58f")
    for x in range(-40, 960, 120):
        draw.line((x, 640, x + 50, 596), fill="#b9a37a", width=2)


def flip_chart(lines, seed):
    """A paper sheet on a stand, with marker and sticky notes."""
    dice = random.Random(seed)  # noqa: S311
    image, draw = _canvas("#dfe8e6")
    for x in (300, 660):
        draw.line((480, 40, x + (x - 480) * 0.35, 640), fill="#55606e", width=12)
    draw.rectangle((206, 34, 754, 604), fill="#c6d0cf")
    draw.rectangle((200, 28, 748, 598), fill=PAPER)
    draw.rectangle((200, 28, 748, 50), fill="#3d4f60")
    draw.text(
        (474, 96),
        "\n".join(_wrapped([lines[0]], 24)),
        font=font(34, bold=True),
        fill=STEPPE,
        anchor="mm",
        align="center",
    )
    y = 150
    for number, line in enumerate(lines[1:], start=1):
        for index, piece in enumerate(_wrapped([line], 31)):
            if not index:
                draw.ellipse((226, y + 4, 258, y + 36), fill=LAMP)
                draw.text((242, y + 20), str(number), font=font(20, bold=True), fill=INK, anchor="mm")
            draw.text((276, y), piece, font=font(27), fill=INK)
            y += 40
        y += 14
    for x, colour in ((790, "#ffe08a"), (60, "#bfe3d4"), (800, "#f6c5b4")):
        y = dice.randint(110, 430)
        draw.rectangle((x, y, x + 104, y + 96), fill=colour)
        for row in range(3):
            draw.line((x + 14, y + 26 + row * 22, x + dice.randint(60, 92), y + 26 + row * 22), fill=MUTED, width=4)
    return image


def notebook(lines, seed):
    """A squared exercise book on a desk, with a pencil."""
    image, draw = _canvas("#b98d5b")
    for y in range(0, 640, 80):
        draw.line((0, y, 960, y + 24), fill="#ad8150", width=3)
    draw.rectangle((108, 68, 868, 588), fill="#8f6a40")
    draw.rectangle((96, 56, 856, 576), fill="#fdfdf8")
    for step in range(96, 857, 26):
        draw.line((step, 56, step, 576), fill="#d4e3ee")
    for step in range(56, 577, 26):
        draw.line((96, step, 856, step), fill="#d4e3ee")
    draw.line((176, 56, 176, 576), fill="#d9745f", width=3)
    y = 84
    for index, line in enumerate(_wrapped(lines, 34)):
        draw.text((196, y), line, font=font(32, bold=not index), fill="#23408e")
        y += 52
    dice = random.Random(seed)  # noqa: S311
    for x in range(200, 800, 66):  # a small chart in pencil
        height = dice.randint(20, 90)
        draw.rectangle((x, 548 - height, x + 34, 548), outline="#4a6a4c", width=3)
    draw.line((186, 550, 830, 550), fill="#4a6a4c", width=3)
    draw.polygon([(900, 120), (926, 128), (826, 520), (802, 512)], fill=LAMP)
    draw.polygon([(802, 512), (826, 520), (806, 548)], fill="#e8c9a0")
    return image


def wall(lines, seed):
    """Sheets on a classroom wall, tied with a string."""
    dice = random.Random(seed)  # noqa: S311
    image, draw = _canvas("#e6efe9")
    draw.text((480, 62), "\n".join(_wrapped([lines[0]], 34)), font=font(38, bold=True), fill=STEPPE_INK, anchor="mm")
    draw.arc((-200, -260, 1160, 200), 20, 160, fill=MUTED, width=3)
    papers = (lines[1:] or lines)[:4]
    width = 820 // max(len(papers), 2)
    for index, line in enumerate(papers):
        x, y = 70 + index * (width + 12), 180 + dice.randint(0, 60)
        colour = (PAPER, "#fff2cf", "#dff0e8", "#fbe3d8")[index % 4]
        draw.rectangle((x + 6, y + 8, x + width + 6, y + 308), fill="#cad6cf")
        draw.rectangle((x, y, x + width, y + 300), fill=colour)
        draw.ellipse((x + width / 2 - 9, y - 9, x + width / 2 + 9, y + 9), fill=LAMP_DEEP)
        text = "\n".join(textwrap.wrap(line, max(9, width // 17)))
        draw.multiline_text((x + 18, y + 40), text, font=font(27, bold=True), fill=INK, spacing=10)
        for row in range(3):
            draw.line(
                (x + 18, y + 216 + row * 24, x + width - dice.randint(20, 70), y + 216 + row * 24), fill=LINE, width=6
            )
    _floor(draw)
    return image


# Covers ----------------------------------------------------------------------------------------------


def village(seed, landscape):
    """A school with lit windows under the stars. landscape: "steppe", "sea" or "mountains"."""
    dice = random.Random(seed)  # noqa: S311
    image, draw = _canvas(NIGHT)
    for row in range(0, 420, 4):
        shade = row / 420
        draw.rectangle((0, row, 960, row + 4), fill=(int(16 + 14 * shade), int(34 + 36 * shade), int(59 + 50 * shade)))
    for _ in range(90):
        x, y, size = dice.randint(0, 960), dice.randint(0, 340), dice.choice([1, 1, 2])
        draw.ellipse((x, y, x + size, y + size), fill="#fff3d1")
    x = dice.randint(110, 820)
    draw.ellipse((x, 60, x + 74, 134), fill="#ffe9b8")
    {"steppe": _hills, "sea": _sea, "mountains": _mountains}[landscape](draw, dice)
    _school(draw, dice.randint(240, 520), dice)
    return image


def _hills(draw, dice):
    for base, colour in ((400, "#1f4a56"), (450, "#1a3e4a"), (520, "#132f3c")):
        phase = dice.random() * 6
        points = [(x, base + 26 * math.sin(x / 150 + phase)) for x in range(0, 961, 12)]
        draw.polygon([(0, 640), *points, (960, 640)], fill=colour)


def _sea(draw, dice):
    draw.rectangle((0, 400, 960, 640), fill="#155460")
    for _ in range(70):
        x, y = dice.randint(0, 940), dice.randint(408, 500)
        draw.line((x, y, x + dice.randint(10, 46), y), fill="#3d8088", width=2)
    draw.polygon([(0, 640), (0, 520), (300, 496), (700, 510), (960, 490), (960, 640)], fill="#132f3c")


def _mountains(draw, dice):
    for base, height, colour in ((420, 250, "#2a4a63"), (460, 170, "#1f3d52")):
        x = -120
        while x < 960:
            width, top = dice.randint(180, 320), base - dice.randint(height // 2, height)
            middle = x + width / 2
            draw.polygon([(x - 60, base + 60), (middle, top), (x + width + 60, base + 60)], fill=colour)
            draw.polygon(
                [(middle - 26, top + 34), (middle, top), (middle + 26, top + 34), (middle, top + 22)], fill="#dfe9ef"
            )
            x += width
    draw.polygon([(0, 640), (0, 500), (480, 520), (960, 494), (960, 640)], fill="#132f3c")


def _school(draw, x, dice):
    draw.polygon([(x - 70, 640), (x + 150, 560), (x + 210, 560), (x + 190, 640)], fill="#3a4a4c")
    draw.rectangle((x, 440, x + 330, 570), fill="#efe4cc")
    draw.polygon([(x - 16, 442), (x + 30, 396), (x + 300, 396), (x + 346, 442)], fill="#8a4b2d")
    for column in range(6):
        for row in range(2):
            left, top = x + 22 + column * 50, 456 + row * 54
            is_lit = dice.random() < 0.75
            draw.rectangle((left, top, left + 32, top + 36), fill=LAMP if is_lit else "#5d6f80")
            draw.line((left + 16, top, left + 16, top + 36), fill="#efe4cc", width=3)
    draw.rectangle((x + 150, 520, x + 186, 570), fill="#6b3f22")
    draw.line((x + 360, 570, x + 360, 440), fill="#55606e", width=6)
    for radius, colour in ((46, "#2f4450"), (30, "#6d5c38"), (15, LAMP)):
        draw.ellipse((x + 360 - radius, 432 - radius, x + 360 + radius, 432 + radius), fill=colour)


# Posters ---------------------------------------------------------------------------------------------

POSTER = (900, 1272)


def poster(title, about, blocks, counts, labels, picture):
    """Title on the night, four blocks, a chart and a picture. counts: (words, [(label, number)])."""
    image, draw = _canvas(FELT, POSTER)
    draw.rectangle((0, 0, 900, 330), fill=NIGHT)
    draw.text((50, 40), about, font=font(22, bold=True), fill=LAMP)
    draw.multiline_text(
        (50, 84), "\n".join(textwrap.wrap(title, 30)[:4]), font=font(44, bold=True), fill=PAPER, spacing=8
    )
    for x in range(50, 850, 50):  # a thin line of ram's horns
        draw.arc((x, 304, x + 12, 316), 45, 360, fill=LAMP, width=2)
        draw.arc((x + 12, 304, x + 24, 316), 180, 495, fill=LAMP, width=2)
        draw.line((x + 12, 311, x + 12, 326), fill=LAMP, width=2)
    draw.line((50, 326, 850, 326), fill=LAMP, width=2)
    columns = [(50, 360), (470, 360)]
    for index, (label, text) in enumerate(zip(labels, blocks, strict=False)):
        column = 0 if index < 2 else 1
        x, y = columns[column]
        columns[column] = (x, _block(draw, x, y, index + 1, label, text))
    x, y = columns[1]
    _chart(draw, x, y + 10, *counts)
    image.paste(picture.resize((380, 253)), (columns[1][0], 950))
    draw.rectangle((0, 1222, 900, 1272), fill=NIGHT)
    draw.text((50, 1234), "Ауылдық мектеп шамы", font=font(20), fill=PAPER)
    return image


def _block(draw, x, y, number, label, text):
    draw.ellipse((x, y, x + 38, y + 38), fill=LAMP)
    draw.text((x + 19, y + 19), str(number), font=font(22, bold=True), fill=INK, anchor="mm")
    draw.text((x + 52, y - 2), label, font=font(28, bold=True), fill=STEPPE)
    y += 52
    for line in textwrap.wrap(text, 32)[:12]:
        draw.text((x, y), line, font=font(21), fill=INK)
        y += 31
    return y + 24


def _chart(draw, x, y, words, counts):
    draw.text((x, y), words, font=font(20, bold=True), fill=MUTED)
    y += 36
    draw.rounded_rectangle((x, y, x + 380, y + 40 + 56 * len(counts)), 12, fill=PAPER, outline=LINE, width=2)
    most = max(number for _label, number in counts) or 1
    for index, (label, number) in enumerate(counts):
        top = y + 24 + index * 56
        draw.text((x + 18, top), label, font=font(20), fill=MUTED)
        draw.rounded_rectangle(
            (x + 140, top, x + 140 + 180 * number / most, top + 30), 5, fill=STEPPE if index else MUTED
        )
        draw.text((x + 362, top + 14), str(number), font=font(24, bold=True), fill=INK, anchor="rm")
