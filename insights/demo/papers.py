"""Who signs the demo's certificates, and the partners' names at the foot in plain letters. Nobody's true signature."""

import math

from PIL import Image, ImageDraw

from certification.models import CertificateKind, KindLogo, KindPicture, Signatory
from uploads.models import Upload

from .drawing import LAMP_DEEP, NIGHT, STEPPE, as_file, font

MARKS = (("UNESCO Almaty", STEPPE), ("HertsCam", NIGHT), ("TeachersLab", LAMP_DEEP))
RECTOR = {"name_kk": "Г. Қ. Үлгілі", "name_ru": "Г. К. Улгили", "name_en": "G. Q. Ulgili"}
HEAD = {
    "name_kk": "Ә. Н. Айғақова",
    "name_ru": "А. Н. Айгакова",
    "name_en": "A. N. Aigaqova",
    "post_kk": "Бағдарлама жетекшісі",
    "post_ru": "Руководитель программы",
    "post_en": "Head of the programme",
}


def dress_papers(owner):
    """Every kind gets two signatories, the first with her signature, and the marks."""
    signed = received(owner, "signature.png", signature(7))
    marks = [(name, received(owner, f"mark-{name}.png", mark(name, colour))) for name, colour in MARKS]
    for kind in CertificateKind.objects.all():
        kind.signatories.filter(order=1).update(signature=signed, **RECTOR)
        Signatory.objects.create(kind=kind, order=2, **HEAD)
        KindPicture.objects.create(kind=kind, upload=signed)
        for number, (name, upload) in enumerate(marks, start=1):
            KindLogo.objects.create(kind=kind, order=number, name_kk=name, upload=upload)
            KindPicture.objects.create(kind=kind, upload=upload)


def received(owner, name, picture):
    return Upload.objects.receive(owner, as_file(name, picture))


def signature(loops):
    """A hand's quick loops on nothing: transparent, as the page asks for."""
    image = Image.new("RGBA", (640, 200), (0, 0, 0, 0))
    points = [
        (40 + 5.2 * step + 26 * math.sin(step / 2.1), 105 - 62 * math.sin(step / loops) * math.exp(-step / 70))
        for step in range(100)
    ]
    draw = ImageDraw.Draw(image)
    draw.line(points, fill=(20, 38, 112, 255), width=7, joint="curve")
    draw.line([(60, 160), (600, 128)], fill=(20, 38, 112, 255), width=4)
    return image


def mark(name, colour):
    width = int(font(60, bold=True).getlength(name)) + 40
    image = Image.new("RGBA", (width, 160), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.text((20, 72), name, font=font(60, bold=True), fill=colour, anchor="lm")
    draw.line((20, 122, width - 20, 122), fill=colour, width=6)
    return image
