"""PDFs for every room that prints one: Record of Participation, portfolio, and whatever comes next.

`render(template, data, language, pictures)` is the one way to make a PDF. No text of a person becomes code (all of it
arrives as JSON), no font or file of the machine is used, PDF/UA-1 is asked for (a title, headings in order, words for
every picture), and a warning, such as a missing letter, is taken for an error.

A template is a typst file of its own room (`communities/typst/record.typ`). It begins with

    #import "paper.typ": *
    #show: paper.with(data)

and finds what was given to `render` in `data`. Words for people come translated with the data, so that the catalogues
know them: `data = {"title": _("Record of Participation"), "labels": {…}, …}`. `paper` needs `data.title`; `data.footer`
is optional. Helpers of `paper.typ`: `prose(text)` (paragraphs of plain text), `facts(rows)`, `picture(name, alt: "…")`.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from django.core.serializers.json import DjangoJSONEncoder

HERE = Path(__file__).resolve().parent
FONTS = typst.Fonts(
    include_system_fonts=False,
    include_embedded_fonts=False,
    font_paths=[str(HERE / "fonts")],
)


class PdfProblem(Exception):
    """The template, or a letter that the fonts lack: a fault of ours, not of the reader's."""


def render(template, data, language, pictures=None, *, on=None):
    """The PDF's bytes. Some 50 ms a page; call it outside transactions.

    template: path of a .typ file. data: plain data with `title`; dates as text, already in the reader's words.
    language: "kk", "ru" or "en". pictures: {"a.webp": bytes}, shown by `picture("a.webp", alt: "…")`.
    on: an aware datetime that the file gives as the moment of its making; with it the same input makes the same bytes.
    """
    dated = {} if on is None else {"timestamp": int(on.timestamp())}
    return compiled(template, data, language, pictures, format="pdf", pdf_standards=["ua-1"], **dated)


def render_png(template, data, language, pictures=None, *, pixels_an_inch=96):
    """The same as a picture of its only page, for the screen."""
    return compiled(template, data, language, pictures, format="png", ppi=pixels_an_inch)


def compiled(template, data, language, pictures, **form):
    inputs = {"data": json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False), "language": language}
    with TemporaryDirectory(prefix="pdf-") as desk:  # the template can read what lies here, and nothing else
        main = lay_out(Path(desk), template, pictures or {})
        try:
            made, warnings = typst.compile_with_warnings(
                main, root=desk, font_paths=FONTS, ignore_system_fonts=True, sys_inputs=inputs, **form
            )
        except typst.TypstError as error:
            raise PdfProblem(error.diagnostic or error.message) from error
    if warnings:
        raise PdfProblem("; ".join(warning.message for warning in warnings))
    return made


def lay_out(desk, template, pictures):
    main = desk / "main.typ"
    main.write_bytes(Path(template).read_bytes())
    (desk / "paper.typ").write_bytes((HERE / "paper.typ").read_bytes())
    (desk / "pictures").mkdir()
    for name, content in pictures.items():
        (desk / "pictures" / Path(name).name).write_bytes(content)
    return str(main)
