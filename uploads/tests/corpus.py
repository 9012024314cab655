"""Files made on the spot: good ones, and every sort that must be refused. Each maker returns (name, bytes)."""

import io
import struct
import zipfile
import zlib

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, PngImagePlugin

MAKER, PLACE_MARK, AUTHOR = "Qyzylorda Camera Works", "Geo-Aqtau-43.65", "Author-Of-The-Picture"
SECRETS = [mark.encode() for mark in (MAKER, PLACE_MARK, AUTHOR)] + [b"Exif\0\0", b"GPS", b"xpacket", b"ICC_PROFILE"]


def as_file(made):
    name, data = made
    return SimpleUploadedFile(name, data)


# Pictures --------------------------------------------------------------------------------------------


def scene(size=(800, 600), mode="RGB"):
    """Red in the upper left corner, blue in the lower right: which way up it is can be seen."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle([0, 0, width // 2 - 1, height // 2 - 1], fill="red")
    draw.rectangle([width // 2, height // 2, width, height], fill="blue")
    return image.convert(mode)


def exif(orientation=1):
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = MAKER
    tags[0x013B] = AUTHOR
    tags[0x927C] = MAKER.encode()
    place = tags.get_ifd(0x8825)
    place[1], place[2] = "N", (43.0, 39.0, 7.2)
    place[29] = PLACE_MARK
    return tags


def saved(image, kind, **options):
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


TURNS = {  # what a camera stores for a scene that should be seen upright
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def turned(orientation, kind="JPEG", size=(800, 600)):
    image = scene(size)
    if TURNS[orientation] is not None:
        image = image.transpose(TURNS[orientation])
    extension = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[kind]
    return f"photo.{extension}", saved(image, kind, exif=exif(orientation))


def jpeg(name="photo.jpg", size=(800, 600), **options):
    return name, saved(scene(size), "JPEG", **options)


def png(name="photo.png", mode="RGB", **options):
    return name, saved(scene(mode=mode), "PNG", **options)


def webp(name="photo.webp", **options):
    return name, saved(scene(), "WEBP", **options)


def telltale_jpeg():
    """All places where a JPEG can hold a word: EXIF with thumbnail, XMP, comment, colour profile, tail."""
    xmp = f'<?xpacket begin=""?><x>{PLACE_MARK}</x><?xpacket end="w"?>'.encode()
    data = saved(scene(), "JPEG", exif=exif(6), comment=AUTHOR, xmp=xmp, icc_profile=b"\0" * 128 + MAKER.encode())
    return "IMG_2026.jpg", data + PLACE_MARK.encode()


def telltale_png():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", AUTHOR)
    texts.add_itxt("XML:com.adobe.xmp", f"<?xpacket?>{PLACE_MARK}", zip=True)
    return "screen.png", saved(scene(), "PNG", exif=exif(3), pnginfo=texts, icc_profile=b"\0" * 128 + MAKER.encode())


def telltale_webp():
    return "photo.webp", saved(scene(), "WEBP", exif=exif(8), xmp=f"<?xpacket?>{PLACE_MARK}".encode())


def phone_mpo():
    """Newer phones put a second view behind the JPEG."""
    data = io.BytesIO()
    scene().save(data, "MPO", save_all=True, append_images=[scene((400, 300))])
    return "portrait.jpg", data.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def declared_png(width, height, rows=b""):
    """A PNG of a few kilobytes that declares any size."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def huge_flat_png(width=8000, height=5000):
    """Exactly 40 megapixels in a few kilobytes: allowed, so it must also be digestible."""
    packer, row = zlib.compressobj(9), b"\0" + b"\x80" * (width * 3)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return "flat.png", b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def large_webp(width=8000, height=5000, is_moving=False):
    """Exactly 40 megapixels in a few kilobytes."""
    data = io.BytesIO()
    more = {"save_all": True, "append_images": [Image.new("RGB", (width, height), "plum")]} if is_moving else {}
    Image.new("RGB", (width, height), "teal").save(data, "WEBP", method=0, quality=10, **more)
    return "flat.webp", data.getvalue()


def png_text_bomb():
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"0" * 200_000_000))
    data = png()[1]
    return "text.png", data[:33] + bomb + data[33:]


# Documents -------------------------------------------------------------------------------------------

OFFICE_MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}


def office(extension="docx", name=None, extra=None, main=b"<document/>", content_type=None, leave_out=()):
    part, kind = OFFICE_MAIN[extension]
    kind = content_type or f"application/vnd.openxmlformats-officedocument.{kind}.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types><Override PartName="/{part}" ContentType="{kind}"/></Types>'.encode(),
        "_rels/.rels": b"<Relationships/>",
        part: main,
        **(extra or {}),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            if path not in leave_out:
                archive.writestr(path, content)
    return name or f"report.{extension}", data.getvalue()


def zip_bomb():
    return office(extra={"word/media/a.bin": b"\0" * 60_000_000})


def lying_bomb():
    """Says that it unpacks to ten bytes."""
    name, data = zip_bomb()
    size = struct.pack("<I", 60_000_000)
    return name, data.replace(size, struct.pack("<I", 10))


def many_parts():
    return office(extra={f"word/media/{number}.txt": b"x" for number in range(1001)})


def broken_office():
    name, data = office(extra={"word/media/picture.txt": bytes(range(256)) * 40})
    middle = data.index(b"word/media/picture.txt") + 60
    return name, data[:middle] + b"\xff\xff\xff" + data[middle + 3 :]


def laughing_office():
    laughs = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><document>&b;</document>'
    return office(main=laughs)


def locked_office():
    """What Office writes for a file with a password is not a zip at all."""
    return "secret.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000


def office_with_far_template():
    rels = (
        b'<Relationships><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'attachedTemplate" Target="https://example.org/t.dotm" TargetMode="External"/></Relationships>'
    )
    return office(extra={"word/_rels/settings.xml.rels": rels})


def real_pdf(name="poster.pdf"):
    return name, typst.compile(b"= Poster\nText of a page. #pagebreak() Another.")


def pdf(name="paper.pdf", catalogue=b"", extra=b"", trailer=b""):
    """A whole PDF of one page, written by hand so that anything can be put into it."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    ]
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    data += extra
    table = len(data)
    data += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size 4 /Root 1 0 R " + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % table
    return name, data


def packed_objects(content):
    packed = zlib.compress(content)
    head = b"9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return head + packed + b"\nendstream\nendobj\n"


def cut(made, share=0.6):
    name, data = made
    return name, data[: int(len(data) * share)]


def renamed(made, name):
    return name, made[1]


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

ACCEPTED = "accepted"
TABLE = {  # what it is: (maker, verdict)
    "a JPEG": (jpeg, ACCEPTED),
    "a JPEG called .jpeg": (lambda: jpeg("photo.JPEG"), ACCEPTED),
    "a progressive JPEG": (lambda: jpeg(progressive=True), ACCEPTED),
    "a grey JPEG": (lambda: ("grey.jpg", saved(scene(mode="L"), "JPEG")), ACCEPTED),
    "a printer's JPEG (CMYK)": (lambda: ("print.jpg", saved(scene(mode="CMYK"), "JPEG")), ACCEPTED),
    "a phone's JPEG with a second view": (phone_mpo, ACCEPTED),
    "a PNG": (png, ACCEPTED),
    "a PNG with transparency": (lambda: png(mode="RGBA"), ACCEPTED),
    "a PNG with a palette": (lambda: png(mode="P"), ACCEPTED),
    "a black-and-white PNG": (lambda: png(mode="1"), ACCEPTED),
    "a scanner's 16-bit PNG": (lambda: ("scan.png", saved(scene(mode="I;16"), "PNG")), ACCEPTED),
    "a WebP": (webp, ACCEPTED),
    "a moving WebP": (lambda: webp(save_all=True, append_images=[scene()]), ACCEPTED),
    "a picture of two pixels": (lambda: jpeg(size=(2, 2)), ACCEPTED),
    "a very long picture": (lambda: ("strip.png", saved(scene((20000, 3)), "PNG")), ACCEPTED),
    "exactly 40 megapixels": (huge_flat_png, ACCEPTED),
    "a PDF": (pdf, ACCEPTED),
    "a PDF with packed objects": (real_pdf, ACCEPTED),
    "a Word file": (office, ACCEPTED),
    "an Excel file": (lambda: office("xlsx"), ACCEPTED),
    "a PowerPoint file": (lambda: office("pptx"), ACCEPTED),
    "a Word file that names a template at home": (
        lambda: office(
            extra={
                "word/_rels/settings.xml.rels": b'<Relationships><Relationship Type="a/attachedTemplate" '
                b'Target="file:///C:/Normal.dotm" TargetMode="External"/></Relationships>'
            }
        ),
        ACCEPTED,
    ),
    "nothing inside": (lambda: ("empty.jpg", b""), "empty"),
    "an SVG": (lambda: ("drawing.svg", SVG), "wrong_type"),
    "a web page": (lambda: ("page.html", HTML), "wrong_type"),
    "an archive": (lambda: renamed(office(), "all.zip"), "wrong_type"),
    "a video": (lambda: ("film.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 100), "wrong_type"),
    "a GIF": (lambda: ("moving.gif", saved(scene(mode="P"), "GIF")), "wrong_type"),
    "an iPhone's HEIC": (lambda: ("IMG_1.HEIC", b"\0\0\0\x18ftypheic" + b"\0" * 100), "wrong_type"),
    "a Word file with macros, called so": (lambda: office(name="report.docm"), "wrong_type"),
    "an old Word file": (lambda: ("report.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 100), "wrong_type"),
    "a program": (lambda: ("photo.jpg.exe", b"MZ" + b"\0" * 100), "wrong_type"),
    "a name without an ending": (lambda: ("photo", jpeg()[1]), "wrong_type"),
    "an SVG called .png": (lambda: ("drawing.png", SVG), "disguised"),
    "a web page called .jpg": (lambda: ("photo.jpg", HTML), "disguised"),
    "a PNG called .jpg": (lambda: renamed(png(), "photo.jpg"), "disguised"),
    "a JPEG called .webp": (lambda: renamed(jpeg(), "photo.webp"), "disguised"),
    "a GIF called .png": (lambda: ("photo.png", saved(scene(mode="P"), "GIF")), "disguised"),
    "a WAV called .webp": (lambda: ("sound.webp", b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 100), "disguised"),
    "a program called .pdf": (lambda: ("paper.pdf", b"MZ" + b"\0" * 100), "disguised"),
    "a PDF called .docx": (lambda: renamed(pdf(), "report.docx"), "disguised"),
    "an Excel file called .docx": (lambda: office("xlsx", name="report.docx"), "disguised"),
    "a plain archive called .docx": (lambda: office(leave_out=["word/document.xml"]), "disguised"),
    "a web page behind a JPEG's first bytes": (lambda: ("photo.jpg", b"\xff\xd8\xff\xe0" + HTML), "broken"),
    "a web page behind a PDF's first bytes": (lambda: ("paper.pdf", b"%PDF-1.7\n" + HTML), "broken"),
    "a JPEG cut off": (lambda: cut(jpeg()), "broken"),
    "a PNG cut off": (lambda: cut(png()), "broken"),
    "a WebP cut off": (lambda: cut(webp()), "broken"),
    "a PDF cut off": (lambda: cut(pdf()), "broken"),
    "a Word file cut off": (lambda: cut(office()), "broken"),
    "a Word file with a damaged part": (broken_office, "broken"),
    "a Word file that laughs": (laughing_office, "broken"),
    "a Word file that is no XML inside": (lambda: office(main=b"<document>"), "broken"),
    "a Word file with a part outside": (lambda: office(extra={"../../etc/cron.d/x": b"x"}), "broken"),
    "a Word file with a password": (locked_office, "disguised"),
    "a PDF with a password": (lambda: pdf(trailer=b"/Encrypt 8 0 R"), "locked"),
    "more than 10 MB": (lambda: ("photo.jpg", jpeg()[1] + b"\0" * 10 * 1024 * 1024), "too_big"),
    "one pixel more than 40 megapixels": (lambda: ("big.png", declared_png(40_000_001, 1)), "too_many_pixels"),
    "a WebP of more than 40 megapixels": (lambda: large_webp(height=5001), "too_many_pixels"),
    "a picture bomb": (lambda: ("bomb.png", declared_png(60_000, 60_000)), "too_many_pixels"),
    "a picture with a bomb in its text": (png_text_bomb, "broken"),
    "a Word file that swells": (zip_bomb, "bomb"),
    "a Word file that swells and lies": (lying_bomb, "broken"),
    "a Word file of a thousand parts": (many_parts, "bomb"),
    "an Excel file with macros called .xlsx": (lambda: office("xlsx", extra={"xl/vbaProject.bin": b"x"}), "active"),
    "an xlsm called .xlsx": (
        lambda: office("xlsx", content_type="application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "active",
    ),
    "an Excel file with an old macro sheet": (
        lambda: office("xlsx", extra={"xl/macrosheets/sheet1.xml": b"<x/>"}),
        "active",
    ),
    "a Word file with a program inside": (
        lambda: office(extra={"word/embeddings/oleObject1.bin": "\x01Ole10Native".encode("utf-16-le")}),
        "active",
    ),
    "a Word file with a template far away": (office_with_far_template, "active"),
    "a PDF with JavaScript": (lambda: pdf(catalogue=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "active"),
    "a PDF with JavaScript in other letters": (
        lambda: pdf(catalogue=b"/OpenAction << /S /J#61va#53cript >>"),
        "active",
    ),
    "a PDF with JavaScript in packed objects": (
        lambda: pdf(extra=packed_objects(b"1 0 << /S /JavaScript >>")),
        "active",
    ),
    "a PDF that starts a program": (lambda: pdf(catalogue=b"/AA << /O << /S /Launch /F (cmd.exe) >> >>"), "active"),
    "a PDF that carries a file": (lambda: pdf(catalogue=b"/Names << /EmbeddedFiles 7 0 R >>"), "active"),
    "a PDF that swells": (lambda: pdf(extra=packed_objects(b" " * 60_000_000)), "bomb"),
    "a PDF without pages": (lambda: ("paper.pdf", pdf()[1].replace(b"/Type /Page ", b"/Type /Leaf ")), "broken"),
}
