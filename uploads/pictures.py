"""Pictures are never stored as they came: they are decoded within limits and drawn anew, without a word about place,
camera or author. What arrives is data of a stranger's machine; what is stored is ours.
"""

import io
import struct
import threading
import zlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from .limits import JPEG, MAIN_SIDE, MOST_PIXELS, PICTURES, PNG, SMALL_SIDE, WEBP, WEBP_QUALITY

PILLOW_NAMES = {"JPEG": JPEG, "MPO": JPEG, "PNG": PNG, "WEBP": WEBP}  # MPO: a phone's JPEG with a second view behind
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
ONE_AT_A_TIME = threading.BoundedSemaphore()  # a decoded picture takes up to 160 MB: never two in a process
STRIP_PIXELS = 2_000_000


@dataclass
class Picture:
    main: bytes  # WebP, longer side at most MAIN_SIDE
    small: bytes  # WebP, longer side at most SMALL_SIDE
    width: int
    height: int


def redraw(file, claimed):
    """A Picture from an open file whose name claims the type; ValidationError in words for anything else."""
    try:
        with ONE_AT_A_TIME:
            image = _decode(file, claimed)
        main = _turned_upright(image)
        small = main.copy()
        small.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
        return Picture(_as_webp(main), _as_webp(small), *main.size)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_many_pixels() from None
    except BROKEN:
        raise ValidationError(
            _("This picture is damaged or cut off. Open it on your phone, save it again and send the new one."),
            code="broken",
        ) from None


def _decode(file, claimed):
    """The picture at a size near MAIN_SIDE. Sizes are looked at before a single pixel is unpacked."""
    image = Image.open(file, formats=[kind.name.upper() for kind in PICTURES])
    found = PILLOW_NAMES[image.format]
    if found is not claimed:
        raise disguised(claimed, found)
    if image.width * image.height > MOST_PIXELS:
        raise too_many_pixels()
    exif = image.getexif().tobytes()  # only its orientation is used, after shrinking
    if found is WEBP:
        image = _webp_near_main_side(file, image.size)
    image.draft("RGB", (MAIN_SIDE, MAIN_SIDE))  # a JPEG decodes straight to about this size
    image.load()
    image.info["exif"] = exif
    return _shrunk(image)


def _webp_near_main_side(file, size):
    """The first picture of a WebP. Pillow would hold several whole copies; libvips lets libwebp decode straight to this
    size: 40 megapixels take 54 MB instead of 630, at most 280 with transparency or without loss (November 2026)."""
    import pyvips  # 13 MB that a process without WebP does not need

    pyvips.cache_set_max(0)  # nothing of one person's picture stays for the next
    file.seek(0)
    options = {"scale": min(1, MAIN_SIDE / max(size)), "access": "sequential", "fail_on": "truncated"}
    try:
        decoded = pyvips.Image.webpload_buffer(file.read(), **options)
        mode = "RGBA" if decoded.bands == 4 else "RGB"
        return Image.frombytes(mode, (decoded.width, decoded.height), decoded.write_to_memory())
    except pyvips.Error as error:
        raise OSError(str(error)) from error


def _shrunk(image):
    """At most MAIN_SIDE on the longer side, in a mode that WebP knows. Works strip by strip: a whole copy of a large
    picture with transparency would need several times its size."""
    factor = max(1, max(image.size) // MAIN_SIDE)
    exif, has_alpha = image.info["exif"], image.has_transparency_data
    mode = "RGBA" if has_alpha else "RGB"
    rows = max(1, STRIP_PIXELS // image.width // factor) * factor
    width, height = -(-image.width // factor), -(-image.height // factor)
    result = Image.new(mode, (width, height))
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        result.paste(_in_8_bits(strip).convert(mode).reduce(factor), (0, top // factor))
    result.thumbnail((MAIN_SIDE, MAIN_SIDE), Image.Resampling.LANCZOS)
    result.info["exif"] = exif
    return result


def _in_8_bits(image):
    """A scanner's 16-bit grey, which a plain conversion would turn white."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image


def _turned_upright(image):
    upright = ImageOps.exif_transpose(image)
    upright.info.clear()
    return upright


def _as_webp(image):
    data = io.BytesIO()
    image.save(data, "WEBP", quality=WEBP_QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return data.getvalue()


def too_many_pixels():
    text = _("This picture has more than %(megapixels)s megapixels. Make it smaller and send it again.")
    return ValidationError(text % {"megapixels": MOST_PIXELS // 1_000_000}, code="too_many_pixels")


def disguised(claimed, found):
    """The name says one thing, the bytes another; found: a FileType or None."""
    if found is None:
        text = _("The name says %(claimed)s, but inside it is something else. Save it again as %(claimed)s.")
        return ValidationError(text % {"claimed": claimed.name}, code="disguised")
    text = _("The name says %(claimed)s, but inside it is %(found)s. Save it again as %(claimed)s.")
    return ValidationError(text % {"claimed": claimed.name, "found": found.name}, code="disguised")
