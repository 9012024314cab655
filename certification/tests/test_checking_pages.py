"""Checking a certificate as a stranger: by the QR, by the number, by the file."""

import io
from types import SimpleNamespace

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from certification.checking import files, statements
from certification.checking.statements import check_word, page_url
from certification.issuing import acts
from certification.issuing.forgetting import forget_certificates
from certification.models import Certificate, CertificateStatus, Revocation, RevocationReason

from . import issuing_makers as makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_folders(settings, tmp_path):
    settings.SIGNING_KEYS_DIR, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "media"
    cache.clear()


@pytest.fixture
def given(own_folders):
    makers.make_key()
    return makers.make_certificate()


@pytest.fixture
def unpapered(monkeypatch, own_folders):
    """A certificate whose paper is not drawn: quicker, where the paper does not matter."""
    makers.make_key()
    monkeypatch.setattr(acts, "make_paper", lambda certificate: None)
    return makers.make_certificate()


def open_page(client, certificate, **query):
    return client.get(reverse("check_certificate", args=[certificate.token]), query)


def revoke(certificate, reason=RevocationReason.MISTAKE):
    Certificate.objects.filter(pk=certificate.pk).update(status=CertificateStatus.REVOKED)
    asked, confirmed = makers.make_chief(), makers.make_chief()
    return Revocation.objects.create(
        certificate=certificate,
        reason=reason,
        note="Тек университет үшін",
        asked_by=asked,
        confirmed_by=confirmed,
        confirmed_at=timezone.now(),
    )


# By the QR --------------------------------------------------------------------------------------------------


def test_the_page_behind_the_qr_shows_every_printed_line_in_every_language_of_the_paper(client, unpapered):
    content = open_page(client, unpapered).content.decode()

    said = unpapered.printed
    for line in ("heading", "subheading", "before_name", "name", "body", "issuer", "place"):
        assert [text for text in said[line].values() if text not in unescaped(content)] == [], line
    for one in said["signatories"]:
        assert all(post in unescaped(content) for post in one["post"].values())
    assert unpapered.code in content


def unescaped(content):
    from html import unescape

    return unescape(content)


def test_a_valid_certificate_says_so_and_names_its_issuer(client, unpapered):
    content = open_page(client, unpapered, language="en").content.decode()

    assert "This certificate is valid." in content
    assert f"Issued by: {unpapered.printed['issuer'][unpapered.main_language]}" in unescaped(content)


@pytest.mark.parametrize(
    "language, says", [("kk", "Бұл сертификат жарамды"), ("ru", "Этот сертификат действителен"), ("en", "is valid")]
)
def test_it_speaks_three_languages_at_one_address(client, unpapered, language, says):
    response = open_page(client, unpapered, language=language)

    assert says in response.content.decode()
    assert response["Content-Language"] == language


def test_it_speaks_the_browsers_language_unless_asked(client, unpapered):
    url = reverse("check_certificate", args=[unpapered.token])

    response = client.get(url, headers={"accept-language": "ru-RU,ru;q=0.9"})

    assert response["Content-Language"] == "ru"


def test_a_revoked_one_says_why_in_words_and_keeps_the_note_to_itself(client, unpapered):
    revoke(unpapered, RevocationReason.MISCONDUCT)

    content = open_page(client, unpapered, language="en").content.decode()

    assert "This certificate was revoked and is not valid." in content
    assert "Reason: the work was not her own." in content
    assert "Тек университет үшін" not in content
    assert unpapered.printed["name"][unpapered.main_language] in content


def test_a_replaced_one_names_the_number_that_took_its_place(client, unpapered):
    new = acts.replace(unpapered, makers.make_chief(), "Әріп қате")

    content = open_page(client, unpapered, language="en").content.decode()

    assert "This certificate was replaced and is no longer valid." in content
    assert new.code in content
    assert new.token not in content


def test_of_an_erased_holder_number_and_state_are_told_and_no_name(client, unpapered):
    name = unpapered.name_on_paper
    forget_certificates(SimpleNamespace(person=unpapered.person))

    content = open_page(client, unpapered, language="en").content.decode()

    assert unpapered.code in content and "This certificate is valid." in content
    assert "asked us to erase her data" in content
    assert name not in content


def test_visitors_get_no_cookie_and_nobody_keeps_or_finds_the_page(unpapered):
    client = Client(enforce_csrf_checks=True)

    shown = open_page(client, unpapered)
    typed = type_number(client, unpapered.code, "wrong1")
    sent = client.post(reverse("check_file"), {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})

    for response in (shown, typed, sent):
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "no-referrer"
    assert (typed.status_code, sent.status_code) == (422, 200)


def test_nothing_on_the_page_comes_from_elsewhere(client, unpapered):
    content = open_page(client, unpapered).content.decode()

    assert "//" not in "".join(part.split('"')[0] for part in content.split('src="')[1:])


def test_an_address_that_was_never_given_answers_as_a_wrong_number_does(client, unpapered):
    wrong_address = client.get(reverse("check_certificate", args=["2" * 32]), {"language": "en"})
    wrong_number = type_number(client, "TL-2026-999999", "abcdef", language="en")

    sentence = "There is no certificate with this number and these letters."
    assert wrong_address.status_code == 404
    assert sentence in wrong_address.content.decode()
    assert sentence in wrong_number.content.decode()


def test_the_page_costs_a_fixed_number_of_queries(client, unpapered, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        open_page(client, unpapered)


# By the number ----------------------------------------------------------------------------------------------


def type_number(client, number, word, language=None):
    query = f"?language={language}" if language else ""
    return client.post(reverse("check") + query, {"number": number, "word": word})


def test_number_and_check_letters_lead_to_the_certificate(client, unpapered):
    response = type_number(client, unpapered.code, check_word(unpapered), language="ru")

    assert response["Location"] == f"{reverse('check_certificate', args=[unpapered.token])}?language=ru"


def test_the_number_is_understood_as_people_type_it(client, unpapered):
    typed = f"№ {unpapered.code.replace('T', 'т').replace('-', ' – ')}".lower()

    assert type_number(client, typed, f" {check_word(unpapered).upper()} ").status_code == 302


def test_the_number_alone_shows_nothing(client, unpapered):
    for word in ("", "abcdef", unpapered.token[:6]):
        response = type_number(client, unpapered.code, word)

        assert response.status_code == 422
        assert unpapered.name_on_paper not in response.content.decode()


def test_a_number_never_given_and_wrong_letters_answer_the_same_with_the_same_work(client, unpapered):
    answers, questions = [], []
    for number in (unpapered.code, "TL-1999-000001"):
        with CaptureQueriesContext(connection) as asked:
            answers.append(type_number(client, number, "abcdef").content.decode().replace(number, "…"))
        questions.append(sum("certification_" in question["sql"] for question in asked))

    assert answers[0] == answers[1]
    assert questions == [1, 1]


def test_guessing_is_limited_for_an_address_even_with_the_right_letters(client, unpapered):
    for _ in range(20):
        type_number(client, unpapered.code, "abcdef")

    response = type_number(client, unpapered.code, check_word(unpapered), language="en")

    assert response.status_code == 422
    assert "Too many attempts." in response.content.decode()
    assert open_page(client, unpapered).status_code == 200  # the QR still opens


def test_right_numbers_are_not_counted(client, unpapered):
    answers = {type_number(client, unpapered.code, check_word(unpapered)).status_code for _ in range(22)}

    assert answers == {302}


# By the file ------------------------------------------------------------------------------------------------


def send_file(client, content, language="en"):
    url = f"{reverse('check_file')}?language={language}"
    return client.post(url, {"file": SimpleUploadedFile("certificate.pdf", content, "application/pdf")})


def bytes_of(certificate):
    with certificate.pdf.open("rb") as stored:
        return stored.read()


FORGED_NAME = "Somebody Else"


def forged(content):
    """As a forger does it: a white box over the true name, another name written upon it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    page = writer.pages[0]
    helvetica = {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")}
    helvetica[NameObject("/BaseFont")] = NameObject("/Helvetica-Bold")
    fonts = page["/Resources"].get_object()["/Font"].get_object()
    fonts[NameObject("/Forged")] = writer._add_object(DictionaryObject(helvetica))
    drawn = DecodedStreamObject()
    drawn.set_data(f"q 1 1 1 rg 100 270 640 70 re f 0 g BT /Forged 32 Tf 280 290 Td ({FORGED_NAME}) Tj ET Q".encode())
    first = page["/Contents"].get_object()
    parts = first if isinstance(first, ArrayObject) else [page.raw_get("/Contents")]
    page[NameObject("/Contents")] = ArrayObject([*parts, writer._add_object(drawn)])
    changed = io.BytesIO()
    writer.write(changed)
    return changed.getvalue()


def qr_of(content):
    """What a phone reads from the page."""
    picture = pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil()
    return zxingcpp.read_barcodes(picture)[0].text


def test_the_issued_file_is_known_to_the_byte(client, given):
    content = send_file(client, bytes_of(given)).content.decode()

    assert "The file is genuine" in content
    assert given.name_on_paper in content


def test_a_forger_who_edits_the_name_in_the_pdf_is_found_out_by_its_bytes(client, given):
    paper = forged(bytes_of(given))

    content = send_file(client, paper).content.decode()

    assert FORGED_NAME in PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    assert "The file was changed" in content
    assert given.code in content
    assert given.name_on_paper in content
    assert FORGED_NAME not in content


def test_the_same_forger_is_found_out_by_the_signed_words_in_the_qr(client, given):
    address, _hash, statement = qr_of(forged(bytes_of(given))).partition("#")

    told = statements.read(statement)
    page = client.get(address.removeprefix(settings.SITE_URL)).content.decode()

    assert told.names == given.printed["name"]
    assert FORGED_NAME not in told.names.values()
    assert FORGED_NAME not in page and given.name_on_paper in page


@pytest.mark.parametrize(
    "written",
    [
        lambda address: f"({address})",
        lambda address: "(" + address.replace("/", "\\057") + ")",
        lambda address: f"<{address.encode().hex()}>",
        lambda _address: "<< >> stream\n{}endstream",
    ],
)
def test_the_address_in_a_file_is_found_however_a_program_writes_it(written):
    import zlib

    token = "k7" * 16
    address = f"https://portal.example/v/{token}#1.2026"
    stream = zlib.compress(address.encode())
    content = written(address).encode().replace(b"{}", stream)

    assert list(dict.fromkeys(files.tokens_in(content))) == [token]


def test_a_file_with_one_more_byte_is_another_file(client, given):
    assert "The file was changed" in send_file(client, bytes_of(given) + b"\n").content.decode()


def test_a_file_that_has_nothing_of_ours_is_said_to_be_strange(client, given):
    content = send_file(client, b"%PDF-1.7 something else").content.decode()

    assert "We did not issue this file" in content
    assert given.name_on_paper not in content


def test_a_file_made_to_keep_us_busy_gets_no_further():
    import zlib

    bomb = zlib.compress(b"\0" * 50_000_000)
    many = b"stream\n" + bomb + b"endstream\n"

    parts = list(files.inflated(many * 30))

    assert sum(map(len, parts)) <= files.MOST_INFLATED


def test_a_file_too_large_for_a_certificate_is_refused_in_words(client, own_folders):
    response = send_file(client, b"x" * (2 * 1024 * 1024 + 1))

    assert response.status_code == 422
    assert "larger than any certificate" in response.content.decode()


def test_the_revoked_file_is_genuine_and_not_valid(client, given):
    revoke(given)

    content = send_file(client, bytes_of(given)).content.decode()

    assert "The file is genuine" in content
    assert "is not valid" in content


# Without a line ---------------------------------------------------------------------------------------------


def test_the_worker_keeps_the_page_in_three_languages_and_changes_with_the_keys(client, own_folders):
    first = makers.make_key()
    before = client.get(reverse("check_worker"))
    makers.make_key()
    after = client.get(reverse("check_worker"))

    assert before["Content-Type"].startswith("text/javascript")
    assert [f"/v/offline/?language={code}" in before.content.decode() for code in ("kk", "ru", "en")] == [True] * 3
    assert before.content != after.content
    assert first.public_key in client.get(reverse("check_offline")).content.decode()


def test_a_stolen_key_is_on_no_phone_any_more(client, own_folders):
    key = makers.make_key()
    type(key).objects.update(distrusted_at=timezone.now())

    assert key.public_key not in client.get(reverse("check_offline")).content.decode()


def test_the_address_in_text_has_no_statement(unpapered):
    assert page_url(unpapered).endswith(f"/v/{unpapered.token}")
