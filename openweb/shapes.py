"""The lamp and the ram's horn of static/img, for drawings that cannot read SVG. Pure functions of Pillow."""

from PIL import Image, ImageDraw

FINER = 4  # drawn larger and made small: smooth edges

FLAME = ((14, 1), [((19, 7), (22, 10), (22, 15)), ((22, 19.4), (18.4, 23), (14, 23)), ((9.6, 23), (6, 19.4), (6, 15)),
         ((6, 10), (9, 7), (14, 1))])  # fmt: skip
HEART = ((14, 9), [((16.5, 12), (18, 14), (18, 16.5)), ((18, 18.7), (16.2, 20.5), (14, 20.5)),
         ((11.8, 20.5), (10, 18.7), (10, 16.5)), ((10, 14), (11.5, 12), (14, 9))])  # fmt: skip
FEET = ((6, 26, 22, 26), (8.5, 30.5, 19.5, 30.5))
HORN = ((28, 17.5), [((28, 15), (28, 12.5), (28, 10)), ((28, 7), (25.5, 4.5), (22.5, 4.5)),
        ((20.4, 4.5), (18.7, 6.3), (18.7, 8.5)), ((18.7, 10.5), (20.2, 11.8), (21.8, 11.8)),
        ((23.2, 11.8), (24.2, 10.8), (24.2, 9.6))])  # fmt: skip


def lamp(high, colour):
    """RGBA picture of the lamp, `high` pixels high."""
    scale = high * FINER / 32
    picture = Image.new("RGBA", (round(28 * scale), round(32 * scale)))
    pen = ImageDraw.Draw(picture)
    pen.polygon(points(FLAME, scale), fill=colour)
    pen.polygon(points(HEART, scale), fill="#fff6df")
    for x1, y, x2, _y in FEET:
        box = [(x1 - 1.1) * scale, (y - 1.1) * scale, (x2 + 1.1) * scale, (y + 1.1) * scale]
        pen.rounded_rectangle(box, 1.1 * scale, fill=colour)
    return picture.resize((round(28 * high / 32), high), Image.Resampling.LANCZOS)


def ornament(wide, colour):
    """RGBA strip of horns that closes a picture at its foot."""
    scale = 2 * FINER
    tile = Image.new("RGBA", (56 * scale, 20 * scale))
    pen = ImageDraw.Draw(tile)
    for line in (points(HORN, scale), [(56 * scale - x, y) for x, y in points(HORN, scale)]):
        pen.line(line, fill=colour, width=round(1.4 * scale), joint="curve")
    pen.line([(25 * scale, 14.5 * scale), (31 * scale, 14.5 * scale)], fill=colour, width=round(1.4 * scale))
    pen.line([(0, 18.5 * scale), (56 * scale, 18.5 * scale)], fill="#b98c38", width=round(1.5 * scale))
    tile = tile.resize((112, 40), Image.Resampling.LANCZOS)
    strip = Image.new("RGBA", (wide, 40))
    for left in range(-(112 - wide % 112) // 2, wide, 112):
        strip.paste(tile, (left, 0))
    return strip


def points(path, scale, steps=16):
    """Points of a path of cubic curves: (start, [(control, control, end), …])."""
    here, curves = path
    found = [here]
    for one, two, end in curves:
        for step in range(1, steps + 1):
            t, s = step / steps, 1 - step / steps
            weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            found.append(
                tuple(sum(w * p[axis] for w, p in zip(weights, (here, one, two, end), strict=True)) for axis in (0, 1))
            )
        here = end
    return [(x * scale, y * scale) for x, y in found]
