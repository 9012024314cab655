"""Pictures of signatures and marks, at the size in which the paper shows them."""

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps

from uploads.models import Upload


@dataclass(frozen=True)
class Picture:
    content: bytes
    extension: str


@lru_cache(maxsize=64)  # a batch of 500 shows the same few; an upload's file never changes
def for_paper(upload_id, most, is_ink=False):
    """The upload drawn within `most` (width, height in pixels); None when it is gone. is_ink: without its white."""
    upload = Upload.objects.filter(pk=upload_id).first()
    if upload is None or not upload.is_picture or not upload.file.storage.exists(upload.file.name):
        return None
    with upload.file.open("rb") as stored, Image.open(stored) as image:
        image.load()
        return drawn(inked(image) if is_ink and not image.has_transparency_data else image, most)


def inked(image):
    """What a pen wrote on white paper, and the paper gone: the lighter a place, the less of it is seen."""
    paper = ImageOps.autocontrast(ImageOps.grayscale(image), cutoff=(1, 40))  # grey paper becomes white
    ink = image.convert("RGBA")
    ink.putalpha(ImageOps.invert(paper))
    return ink


def drawn(image, most):
    """Without transparency a JPEG, which a PDF holds as it is; with it a PNG of few colours, which stays small."""
    has_alpha = image.has_transparency_data
    image = image.convert("RGBA" if has_alpha else "RGB")
    image.thumbnail(most, Image.Resampling.LANCZOS)
    data = io.BytesIO()
    if has_alpha:
        is_seen = image.getchannel("A").point(lambda value: 255 if value else 0)
        blank = Image.new("RGBA", image.size, (0, 0, 0, 0))  # colours that nobody sees weigh as much as others
        Image.composite(image, blank, is_seen).quantize(64).convert("RGBA").save(data, "PNG", optimize=True)
        return Picture(data.getvalue(), "png")
    image.save(data, "JPEG", quality=85)
    return Picture(data.getvalue(), "jpg")
