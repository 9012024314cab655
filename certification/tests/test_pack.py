"""What a teacher takes along to attestation; the university's own words in it."""

import io
import zipfile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import AuditEntry
from certification.badges import pack as packing
from certification.badges import pack_paper
from certification.checking.statements import check_word, page_url
from certification.models import AttestationWords
from tests.makers import make_person

from . import issuing_makers
from .makers import make_chief, make_submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(settings, tmp_path):
    settings.SIGNING_KEYS_DIR, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "media"
    return make_submitted().project


def text_of(content):
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_one_pdf_has_index_vignette_and_record(client, project):
    client.force_login(project.lead)

    response = client.get(reverse("certification:pack_pdf", args=[project.pk]))

    text = text_of(response.content)
    assert response["Content-Type"] == "application/pdf"
    for part in (
        "Портфолио мазмұны",
        "Қысқа баян",
        "Бір күні сыныпта әңгіме басталды.",
        "3-дәлел",
        project.lead.full_name,
    ):
        assert part in text, part


def test_with_a_certificate_pack_and_zip_hold_it_byte_for_byte(client, settings, tmp_path):
    settings.SIGNING_KEYS_DIR, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "media"
    issuing_makers.make_key()
    certificate = issuing_makers.make_certificate()
    client.force_login(certificate.person)

    response = client.get(reverse("certification:pack_zip", args=[certificate.project_id]))

    archive = zipfile.ZipFile(io.BytesIO(response.content))
    names = archive.namelist()
    with certificate.pdf.open("rb") as stored:
        assert archive.read(next(name for name in names if certificate.code in name)) == stored.read()
    whole = text_of(archive.read(names[0]))
    links = archive.read(names[-1]).decode()
    assert page_url(certificate) in links and check_word(certificate) in links
    assert certificate.code in whole and check_word(certificate) in whole


def test_the_portal_says_nothing_of_attestation_until_the_university_does(client, project):
    client.force_login(project.lead)
    url = reverse("certification:pack_pdf", args=[project.pk])
    before = text_of(client.get(url).content)

    AttestationWords.objects.create(text_kk="Университет бұл сертификатты ұсынады.")

    assert "Университет бұл сертификатты ұсынады." not in before
    assert "Университет бұл сертификатты ұсынады." in text_of(client.get(url).content)


def test_a_chief_reviewer_writes_the_words_in_three_languages(client):
    chief = make_chief()
    client.force_login(chief)
    url = reverse("certification:attestation_words")
    client.get(url)

    client.post(url, {"text_kk": "Қазақша", "text_ru": "По-русски", "text_en": "English", "version": 1})

    words = AttestationWords.objects.get()
    assert (words.text_kk, words.text_ru, words.text_en) == ("Қазақша", "По-русски", "English")
    assert AuditEntry.objects.filter(verb="attestation words changed", actor=chief).count() == 1


def test_two_who_write_the_words_see_both_texts(client):
    AttestationWords.objects.create(text_kk="Алғашқы", version=2)
    client.force_login(make_chief())

    response = client.post(reverse("certification:attestation_words"), {"text_kk": "Екінші", "version": 1})

    assert response.status_code == 409
    assert "Алғашқы" in response.content.decode() and "Екінші" in response.content.decode()


def test_nobody_else_writes_them_or_opens_her_pack(client, project):
    client.force_login(make_person())

    for name, args in (
        ("attestation_words", []),
        ("pack", [project.pk]),
        ("pack_pdf", [project.pk]),
        ("pack_zip", [project.pk]),
    ):
        assert client.get(reverse(f"certification:{name}", args=args)).status_code == 404


def test_rooms_above_put_reports_of_their_own_into_the_zip(project, monkeypatch):
    monkeypatch.setattr(packing, "_FURTHER", [])
    packing.goes_into_packs(lambda of: [packing.Document("Сабақты зерттеу 1", "study.pdf", lambda: b"%PDF study")])

    found = packing.pack_of(project)

    assert "Сабақты зерттеу 1" in pack_paper.contents(found)
    assert [made for name, made in pack_paper.files_of(found) if name.endswith("study.pdf")] == [b"%PDF study"]


def test_the_page_lists_what_is_there_and_costs_few_queries(client, project, django_assert_max_num_queries):
    client.force_login(project.lead)

    with django_assert_max_num_queries(20):
        content = client.get(reverse("certification:pack", args=[project.pk])).content.decode()

    assert "Портфолио мазмұны" in content
    assert "әзірге сертификат берілген жоқ" in content
