"""The paper by itself: what it says, in which letters, that it fits, and that a phone reads its code."""

import io
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter
from pypdf import PdfReader

from certification.models import CertificateKind, Layout
from certification.printing import paper, pictures, samples
from certification.printing.content import filled, printed, unknown_placeholders
from certification.printing.letters import lacking, printable, refuse_lacking

pytestmark = pytest.mark.django_db
LETTERS = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"
STATEMENT = "1.k2026." + "eyJhbGciOiJFZERTQSJ9" * 8 + "." + "s" * 86
ADDRESS = f"https://shamy.example.kz/v/abcdefghijkmnpqrstuvwxyz23456789#{STATEMENT}"


def make_kind(**fields):
    kind = CertificateKind.objects.get(key="teacher-leadership")
    for name, value in fields.items():
        setattr(kind, name, value)
    kind.save()
    return kind


def content(kind=None, **fields):
    return {**samples.sample(kind or make_kind()), **fields}


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def drawn(pdf, pixels_an_inch=150):
    return pypdfium2.PdfDocument(pdf)[0].render(scale=pixels_an_inch / 72).to_pil().convert("RGB")


# What it says ---------------------------------------------------------------------------------------------


def test_it_is_one_landscape_a4_page_with_title_and_language_for_screen_readers():
    pdf = PdfReader(io.BytesIO(paper.paper_pdf(content(), ADDRESS)))

    [page] = pdf.pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [297, 210]
    assert pdf.trailer["/Root"]["/Lang"] == "kk"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Үлгіқызы Айгүл" in pdf.metadata.title
    assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()


def test_kazakh_letters_can_be_copied_out_of_each_of_its_fonts():
    texts = {"name": {"kk": LETTERS, "en": "Aigul"}, "body": {"kk": f"{LETTERS} бәрі", "en": "All"}}

    said = text_of(paper.paper_pdf(content(**texts), ADDRESS))

    assert said.count(LETTERS) == 2


def test_it_prints_all_that_was_frozen():
    said = content(make_kind(layout=Layout.KK_RU))

    text = text_of(paper.paper_pdf(said, ADDRESS))

    for field in ("subheading", "before_name", "name", "body", "issuer"):
        for words in said[field].values():
            assert words in text
    assert said["heading"]["kk"].upper() in text
    assert said["code"] in text
    assert samples.TITLE in text
    assert said["signatories"][0]["post"]["kk"] in text


def test_the_day_stands_in_words_of_each_language_with_the_place():
    text = text_of(paper.paper_pdf(content(issued_on="2026-11-28"), ADDRESS))

    assert "28 қараша 2026 ж., Алматы" in text
    assert "28 November 2026, Almaty" in text


def test_a_paper_in_one_language_says_nothing_in_another():
    text = text_of(paper.paper_pdf(content(make_kind(layout=Layout.RU)), ADDRESS))

    assert "Улгикызы Айгуль" in text
    assert "Aigul" not in text
    assert "Үлгіқызы" not in text


def test_the_same_certificate_gives_the_same_bytes():
    assert paper.paper_pdf(content(), ADDRESS) == paper.paper_pdf(content(), ADDRESS)


def test_the_main_language_comes_first_in_whatever_order_the_database_gives_the_keys():
    one = {"name": {"en": "G. Q.", "kk": "Г. Қ."}, "post": {"en": "Rector", "kk": "Ректор"}, "signature": ""}

    text = text_of(paper.paper_pdf(content(signatories=[one]), ADDRESS))

    assert text.index("Г. Қ.") < text.index("G. Q.")
    assert text.index("Ректор") < text.index("Rector")


def test_a_paper_is_small_enough_to_be_sent():
    assert len(paper.paper_pdf(content(), ADDRESS)) < 150_000


def test_text_of_people_never_runs_as_code():
    name = {"kk": '#read("/etc/passwd") *x*', "en": "$x$"}

    assert name["kk"] in text_of(paper.paper_pdf(content(name=name), ADDRESS))


def test_a_letter_to_a_school_is_written_to_the_school():
    kind = CertificateKind.objects.get(key="school-letter")

    text = text_of(paper.paper_pdf(samples.sample(kind), ADDRESS))

    assert kind.heading_kk.upper() in text
    assert samples.SCHOOL["kk"] in text
    assert samples.TITLE not in text


def test_a_specimen_says_so_across_the_page():
    assert "ҮЛГІ" in text_of(paper.paper_pdf(content(), ADDRESS, "ҮЛГІ"))
    assert "ҮЛГІ" not in text_of(paper.paper_pdf(content(), ADDRESS))


# What is frozen -------------------------------------------------------------------------------------------


def test_placeholders_are_filled_in_each_language_and_only_once():
    school = {"kk": "Ақжол {cohort} мектебі", "ru": "школа"}

    assert filled("{school}, {sessions}", {"school": school, "sessions": 8}, "kk") == "Ақжол {cohort} мектебі, 8"
    assert filled("Слово {school}", {}, "ru") == "Слово"
    assert unknown_placeholders("{school} {shcool}") == ["shcool"]


def test_a_title_stands_alone_unless_the_text_holds_it():
    alone = samples.sample(make_kind())["title"]
    within = samples.sample(make_kind(body_kk="«{project}» жобасы үшін"))

    assert alone == {"text": samples.TITLE, "language": "kk"}
    assert within["title"] is None
    assert within["body"]["kk"] == f"«{samples.TITLE}» жобасы үшін"


def test_what_was_not_written_in_a_language_of_the_paper_is_printed_as_it_stands_in_another():
    said = printed(
        make_kind(issuer_en=""),
        names={"kk": "Айгүл", "en": "Aigul"},
        facts={},
        code="TL-2026-000001",
        issued_on=date(2026, 11, 28),
        layout=Layout.KK_EN,
    )

    assert said["issuer"]["en"] == said["issuer"]["kk"]
    assert list(said["name"]) == ["kk", "en"]


def test_every_letter_that_is_called_printable_is_in_both_fonts():
    letters = "".join(chr(code) for code in range(0x20, 0x2300) if not lacking(chr(code)) and not chr(code).isspace())
    pieces = [letters[begin : begin + 90] for begin in range(0, len(letters), 90)]

    for piece in pieces:
        assert paper.paper_pdf(content(name={"kk": piece, "en": "A"}, body={"kk": piece, "en": "A"}), ADDRESS)


def test_what_no_font_can_print_is_left_out_of_names_and_titles_and_refused_in_texts():
    assert printable("Оқу 📚 және  жазу") == "Оқу және жазу"
    assert lacking("Үй 🌾🌾\n漢") == ["🌾", "漢"]
    with pytest.raises(ValidationError):
        refuse_lacking("Сертификат 🎉")


# That it fits ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", [Layout.KK_RU, Layout.KK_EN, Layout.RU_EN])
@pytest.mark.parametrize("key", ["teacher-leadership", "facilitator", "presenter", "participant", "school-letter"])
def test_every_kind_fits_in_two_languages_with_the_longest_names(key, layout):
    kind = CertificateKind.objects.get(key=key)
    kind.layout = layout

    assert samples.fits(samples.longest(kind))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.integers(1, 500), name=st.integers(1, 200), title=st.integers(1, 200), heading=st.integers(1, 60),
    before=st.integers(0, 160), layout=st.sampled_from(Layout.values),
)  # fmt: skip
def test_whatever_the_lengths_it_fits_on_one_page_or_is_refused(body, name, title, heading, before, layout):
    def text(length):
        return ("Нұрмұхамедқызы Өміржанова өзгеріс " * 20)[:length].strip()

    kind = CertificateKind.objects.get(key="teacher-leadership")
    kind.layout = layout
    for code in ("kk", "ru", "en"):
        setattr(kind, f"body_{code}", text(body) + code)
        setattr(kind, f"heading_{code}", text(heading))
        setattr(kind, f"before_name_{code}", text(before))
    said = {**samples.sample(kind), "title": {"text": text(title), "language": "kk"}}
    said["name"] = {code: text(name) for code in said["languages"]}

    try:
        pdf = paper.paper_pdf(said, ADDRESS)
    except paper.TooLong:
        assert not samples.fits(samples.longest(kind))  # the page where it was written has said so
        return
    [page] = PdfReader(io.BytesIO(pdf)).pages
    assert_letters_within_the_frame(page)
    assert text(name).split()[-1] in page.extract_text()


def assert_letters_within_the_frame(page):
    """Nothing is cut: each piece of text begins within the frame, and none is smaller than promised."""
    seen = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: seen.append((text, cm, tm, size)))
    for text, cm, tm, _size in seen:
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            assert 11 * 72 / 25.4 <= x <= 286 * 72 / 25.4, text
            assert 11 * 72 / 25.4 <= y <= 199 * 72 / 25.4, text


def test_what_is_too_long_is_refused_and_the_field_is_named():
    kind = make_kind(body_kk="Өзгеріс " * 62, body_en="Change " * 71, before_name_kk="Осы " * 40)
    for number in range(2):
        kind.signatories.create(order=number, post_kk="Бағдарламаның жетекшісі " * 6, post_en="Head " * 30)

    assert samples.too_long(kind)[0] in ("body_kk", "body_en")


# The code -------------------------------------------------------------------------------------------------


def askew(picture):
    """As a phone sees a printed page: turned, from one side, a little out of focus, in poor light."""
    turned = picture.rotate(7, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=(120, 110, 100))
    width, height = turned.size
    leaning = turned.transform(
        (width, height),
        Image.Transform.QUAD,
        (-0.03 * width, -0.02 * height, 0.02 * width, height, width, 1.03 * height, 1.04 * width, 0.05 * height),
        resample=Image.Resampling.BICUBIC,
        fillcolor=(120, 110, 100),
    )
    return leaning.filter(ImageFilter.GaussianBlur(1.2)).point(lambda value: 20 + value * 0.82)


def test_a_photograph_of_the_printed_page_is_read_askew_and_leads_to_the_check_page():
    photo = askew(drawn(paper.paper_pdf(content(), ADDRESS), pixels_an_inch=220))

    [code] = zxingcpp.read_barcodes(photo, formats=zxingcpp.BarcodeFormat.QRCode)

    assert code.text == ADDRESS


def test_the_squares_of_the_code_are_large_enough_for_any_phone():
    said = paper.qr({}, ADDRESS + "x" * 200)

    modules = said["quiet"] / paper.QUIET_MODULES
    assert modules >= 0.4
    assert said["width"] <= 45


# Pictures -------------------------------------------------------------------------------------------------


def signed(monkeypatch, picture):
    made = pictures.drawn(picture, paper.SIGNATURE)
    monkeypatch.setattr(paper, "for_paper", lambda *given: made)
    one = {"name": {"kk": "Г. Қ.", "en": "G. Q."}, "post": {"kk": "Ректор", "en": "Rector"}, "signature": "abc"}
    return drawn(paper.paper_pdf(content(signatories=[one]), ADDRESS))


def stroke(mode, paper_colour):
    picture = Image.new(mode, (640, 200), paper_colour)
    ImageDraw.Draw(picture).line([(40, 150), (320, 40), (600, 150)], fill=(10, 20, 160), width=14)
    return picture


def blue(page):
    return sum(1 for red, _green, value in page.get_flattened_data() if value > 110 and red < 60)


def white_where_the_signature_is(page):
    box = page.crop((page.width * 62 // 100, page.height * 70 // 100, page.width * 88 // 100, page.height * 74 // 100))
    return sum(1 for colour in box.get_flattened_data() if colour == (255, 255, 255))


def test_a_transparent_signature_stands_on_the_paper_without_a_box(monkeypatch):
    page = signed(monkeypatch, stroke("RGBA", (0, 0, 0, 0)))

    assert blue(page) > 300
    assert white_where_the_signature_is(page) < 50


def test_the_white_of_a_photographed_signature_is_taken_away(monkeypatch):
    page = signed(monkeypatch, pictures.inked(stroke("RGB", (225, 222, 215))))

    assert blue(page) > 300
    assert white_where_the_signature_is(page) < 50
