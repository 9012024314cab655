import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from documents.pdf import PdfProblem, render

LETTER = """#import "paper.typ": *
#show: paper.with(data)
= #data.title
#prose(data.text)
"""


def make_template(path, text=LETTER):
    path.write_text(text, encoding="utf-8")
    return path


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_kazakh_letters_can_be_copied_out_of_the_pdf(tmp_path):
    letters = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"

    pdf = render(make_template(tmp_path / "a.typ"), {"title": "Қатысу парағы", "text": letters}, "kk")

    assert letters in text_of(pdf)
    assert PdfReader(io.BytesIO(pdf)).metadata.title == "Қатысу парағы"


def test_text_of_people_never_runs_as_code(tmp_path):
    text = '#read("/etc/passwd") *not bold* $x$ = no heading'

    pdf = render(make_template(tmp_path / "a.typ"), {"title": "T", "text": text}, "en")

    assert text in text_of(pdf)


def test_a_picture_needs_words_for_those_who_cannot_see_it(tmp_path):
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn, "WEBP")
    with_words = LETTER + '#picture("a.webp", alt: "A flip-chart")'
    without = LETTER + '#image("pictures/a.webp")'
    data, pictures = {"title": "T", "text": ""}, {"a.webp": drawn.getvalue()}

    assert render(make_template(tmp_path / "a.typ", with_words), data, "en", pictures)
    with pytest.raises(PdfProblem):
        render(make_template(tmp_path / "b.typ", without), data, "en", pictures)


def test_a_missing_font_is_an_error(tmp_path):
    with pytest.raises(PdfProblem):
        render(
            make_template(tmp_path / "a.typ", LETTER + '#text(font: "Nowhere")[x]'), {"title": "T", "text": ""}, "en"
        )


def test_the_fonts_of_the_repository_come_with_their_licence():
    fonts = Path(__file__).resolve().parent.parent / "fonts"

    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text()
