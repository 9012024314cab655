"""Where chief reviewers write the paper, and take the papers of a batch away together."""

import io
import zipfile
from base64 import b64decode

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from accounts.erasing.acts import erase
from accounts.models import AuditEntry
from certification.models import Batch, CertificateKind, CertificateStatus, KindLogo, KindPicture, Signatory
from certification.printing import batch_views, paper, samples
from jobs.models import Job, JobStatus
from tests import makers
from uploads.models import Upload

from .issuing_makers import make_chief, make_stored

pytestmark = pytest.mark.django_db
KEY = "teacher-leadership"


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def chief(client):
    person = make_chief()
    client.force_login(person)
    return person


def address(name, *args, key=KEY):
    return reverse(f"certification:{name}", args=[key, *args])


def as_shown(client, url):
    form = client.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, "", False)}


def verbs():
    ours = AuditEntry.objects.filter(verb__regex="certificate|mark|signatory")
    return list(ours.order_by("id").values_list("verb", flat=True))


def kind():
    return CertificateKind.objects.get(key=KEY)


# Texts ----------------------------------------------------------------------------------------------------


def test_a_chief_reviewer_changes_the_texts_and_it_is_on_record(client, chief):
    typed = as_shown(client, address("kind_edit")) | {"body_kk": "Мектебінде өзгеріс бастағаны үшін беріледі."}

    response = client.post(address("kind_edit"), typed)

    assert response.status_code == 302
    assert kind().body_kk == "Мектебінде өзгеріс бастағаны үшін беріледі."
    assert AuditEntry.objects.get(verb="certificate texts changed").changes == {"fields": ["body_kk"]}


def test_two_who_write_at_once_lose_nothing(client, chief):
    typed = as_shown(client, address("kind_edit"))
    client.post(address("kind_edit"), typed | {"heading_kk": "Куәлік"})

    late = client.post(address("kind_edit"), typed | {"heading_kk": "Диплом"})

    assert late.status_code == 409
    assert kind().heading_kk == "Куәлік"
    assert "Диплом" in late.text
    assert "Куәлік" in late.text


@pytest.mark.parametrize(
    "field, text, says",
    [
        ("body_kk", "{shcool} мектебі", "{shcool}"),
        ("body_en", "of {school", "{school}"),
        ("heading_en", "", "Қағаз осы тілде басылады"),
        ("heading_kk", "Ұ" * 61, "60"),
    ],
)
def test_what_cannot_be_printed_is_said_beside_the_field(client, chief, field, text, says):
    typed = as_shown(client, address("kind_edit")) | {field: text}

    response = client.post(address("kind_edit"), typed)

    assert response.status_code == 422
    assert says in " ".join(response.context["form"].errors[field])
    assert kind().version == 1


def test_a_text_that_would_push_the_longest_names_off_the_page_is_refused_beside_it(client, chief):
    long = {
        "body_kk": "Өзгеріс бастады. " * 29,
        "body_en": "Change was led. " * 31,
        "before_name_kk": "Осы куәлік " * 14,
    }
    for number in range(2):
        kind().signatories.create(order=number, post_kk="Бағдарламаның жетекшісі " * 6, post_en="Head " * 30)
    typed = as_shown(client, address("kind_edit")) | long

    response = client.post(address("kind_edit"), typed)

    assert response.status_code == 422
    assert {"body_kk", "body_en"} & set(response.context["form"].errors)
    assert "Өзгеріс бастады." in response.text


def test_a_language_that_is_not_on_the_paper_may_stay_empty(client, chief):
    typed = as_shown(client, address("kind_edit")) | {"layout": "kk"}
    typed.pop("heading_en")

    assert client.post(address("kind_edit"), typed).status_code == 302


def test_certificates_issued_before_keep_their_words(client, chief):
    certificate = make_stored(makers.make_person(), makers.make_cohort(), by=chief)
    before = certificate.printed["heading"]["kk"]

    client.post(address("kind_edit"), as_shown(client, address("kind_edit")) | {"heading_kk": "Куәлік"})

    certificate.refresh_from_db()
    assert certificate.printed["heading"]["kk"] == before


def test_the_list_and_the_desk_ask_a_fixed_number_of_questions(client, chief, django_assert_max_num_queries):
    for _one in range(3):
        KindLogo.objects.create(kind=kind(), name_kk="Серіктес", upload=makers.make_upload(chief))

    with django_assert_max_num_queries(20):
        assert kind().name_kk in client.get(reverse("certification:kind_list")).text
    with django_assert_max_num_queries(20):
        assert client.get(address("kind_edit")).status_code == 200


def test_nobody_else_finds_these_pages(client):
    client.force_login(makers.make_person(groups=["coordinators"], is_staff=True))

    assert client.get(reverse("certification:kind_list")).status_code == 404
    assert client.get(address("kind_edit")).status_code == 404
    assert client.post(address("kind_preview")).status_code == 404


# Preview --------------------------------------------------------------------------------------------------


def picture_in(response):
    return Image.open(io.BytesIO(b64decode(response.context["picture"].partition(",")[2])))


def test_the_preview_shows_what_is_typed_and_saves_nothing(client, chief):
    typed = as_shown(client, address("kind_edit"))
    before = client.get(address("kind_edit")).context["picture"]

    response = client.post(address("kind_preview"), typed | {"heading_kk": "Куәлік"})

    assert response.status_code == 200
    assert picture_in(response).size == (982, 694)
    assert response.context["picture"] != before
    assert 'value="Куәлік"' in response.text
    assert kind().heading_kk == "Сертификат"


def test_with_scripts_only_the_picture_comes_with_what_is_wrong_for_its_field(client, chief):
    typed = as_shown(client, address("kind_edit")) | {"body_kk": "{shcool}", "layout": "ru"}

    response = client.post(address("kind_preview"), typed, headers={"HX-Request": "true"})

    assert "<h1" not in response.text
    assert picture_in(response).width == 982
    assert 'id="said-body_kk" role="status" hx-swap-oob="true">{shcool}' in response.text


def test_a_preview_of_nonsense_still_answers(client, chief):
    assert client.post(address("kind_preview"), {"layout": "xx", "body_kk": "x" * 9000}).status_code == 200


def test_a_specimen_for_the_printer_certifies_nothing(client, chief):
    response = client.get(address("kind_sample", key="school-letter"))

    text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert response["Content-Type"] == "application/pdf"
    assert "ҮЛГІ" in text
    assert samples.SCHOOL["kk"] in text


# Who signs ------------------------------------------------------------------------------------------------


def signature_file():
    data = io.BytesIO()
    picture = Image.new("RGBA", (300, 90), (0, 0, 0, 0))
    picture.paste((10, 20, 120, 255), (20, 30, 280, 50))
    picture.save(data, "PNG")
    return SimpleUploadedFile("signature.png", data.getvalue(), "image/png")


def add_signatory(client, **changes):
    url = client.get(address("signatory_new"), follow=True).redirect_chain[-1][0]
    typed = as_shown(client, url) | {"name_kk": "Ә. Н. Өтегенова", "post_kk": "Бағдарлама жетекшісі", **changes}
    return client.post(url, typed)


def test_a_signatory_is_added_with_a_signature_that_stays_transparent(client, chief):
    response = add_signatory(client, signature=signature_file())

    added = Signatory.objects.get(name_kk="Ә. Н. Өтегенова")
    assert response.status_code == 302
    assert added.order == 2
    assert verbs() == ["signatory added"]
    with Image.open(added.signature.file) as stored:
        assert stored.convert("RGBA").getpixel((5, 5))[3] == 0
        assert stored.convert("RGBA").getpixel((100, 40))[3] == 255


def test_sent_twice_a_signatory_is_added_once(client, chief):
    url = client.get(address("signatory_new"), follow=True).redirect_chain[-1][0]
    typed = as_shown(client, url) | {"post_kk": "Проректор"}

    client.post(url, typed)
    client.post(url, typed)

    assert Signatory.objects.filter(post_kk="Проректор").count() == 1


def test_three_people_sign_at_most(client, chief):
    for _one in range(2):
        Signatory.objects.create(kind=kind(), post_kk="Проректор")

    assert client.get(address("signatory_new")).status_code == 302


def test_signatories_change_places_and_leave(client, chief):
    add_signatory(client)
    added = Signatory.objects.get(name_kk="Ә. Н. Өтегенова")

    client.post(address("signatory_up", added.pk))
    first = kind().signatories.first()
    client.post(
        address("signatory_edit", added.pk),
        as_shown(client, address("signatory_edit", added.pk)) | {"post_kk": "Проректор"},
    )
    client.post(address("signatory_remove", added.pk))

    assert first == added
    assert not Signatory.objects.filter(pk=added.pk).exists()
    assert verbs() == ["signatory added", "signatory changed", "signatory changed", "signatory removed"]


def test_one_moved_up_from_the_top_stays_there(client, chief):
    rector = kind().signatories.get()

    client.post(address("signatory_up", rector.pk))

    assert verbs() == []


def test_marks_are_added_changed_and_removed(client, chief):
    url = client.get(address("logo_new"), follow=True).redirect_chain[-1][0]
    client.post(url, as_shown(client, url) | {"name_kk": "ЮНЕСКО", "upload": signature_file()})
    mark = KindLogo.objects.get()
    shown = as_shown(client, address("logo_edit", mark.pk))
    shown["upload-received"] = mark.upload_id

    client.post(address("logo_edit", mark.pk), shown | {"name_en": "UNESCO"})
    client.post(address("logo_remove", mark.pk))

    assert not KindLogo.objects.exists()
    assert verbs() == ["mark added", "mark changed", "mark removed"]


def test_a_signature_is_opened_by_chief_reviewers_alone_and_outlives_who_sent_it(client, chief):
    add_signatory(client, signature=signature_file())
    upload = Signatory.objects.get(name_kk="Ә. Н. Өтегенова").signature
    other_chief, stranger = make_chief(), makers.make_person(groups=["coordinators"], is_staff=True)

    assert Upload.objects.visible_to(other_chief).contains(upload)
    assert not Upload.objects.visible_to(stranger).contains(upload)
    client.logout()
    assert client.get(upload.get_absolute_url()).status_code == 404

    erase(chief)

    assert KindPicture.objects.filter(upload=upload).exists()
    assert Signatory.objects.get(name_kk="Ә. Н. Өтегенова").signature == upload


def test_a_replaced_signature_stays_for_certificates_that_bear_it(client, chief):
    add_signatory(client, signature=signature_file())
    row = Signatory.objects.get(name_kk="Ә. Н. Өтегенова")
    old = row.signature

    client.post(address("signatory_remove", row.pk))

    assert not Upload.objects.unused().contains(old)


# A batch --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def some_pdf():
    sheet = pypdfium2.PdfDocument.new()
    sheet.new_page(842, 595)
    data = io.BytesIO()
    sheet.save(data)
    return data.getvalue()


@pytest.fixture
def batch(chief, some_pdf):
    """Three certificates with their papers; the second is revoked."""
    cohort = makers.make_cohort()
    made = Batch.objects.create(kind=kind(), cohort=cohort, made_by=chief)
    for name in ("Әлия", "Ғалия", "Үміт"):
        certificate = make_stored(
            makers.make_person(surname="Өтегенова", given_name=name), cohort, by=chief, batch=made
        )
        certificate.pdf.save("paper.pdf", ContentFile(some_pdf), save=False)
        type(certificate).objects.filter(pk=certificate.pk).update(pdf=certificate.pdf.name)
    made.certificates.filter(number=2).update(status=CertificateStatus.REVOKED)
    return made


def body(response):
    return io.BytesIO(b"".join(response.streaming_content))


def test_the_zip_of_a_batch_holds_each_valid_paper_under_number_and_name(client, batch):
    response = client.post(reverse("certification:batch_zip", args=[batch.pk]))

    names = zipfile.ZipFile(body(response)).namelist()
    first, last = batch.certificates.order_by("number").values_list("code", flat=True)[::2]
    assert names == [f"{first} Өтегенова Әлия.pdf", f"{last} Өтегенова Үміт.pdf"]
    assert verbs() == ["certificates packed"]


def test_the_sheet_for_the_printer_has_a_page_for_each(client, batch):
    response = client.post(reverse("certification:batch_sheet", args=[batch.pk]))

    assert len(PdfReader(body(response)).pages) == 2
    assert response["Content-Disposition"].startswith('attachment; filename="certificates-TL-')


@pytest.mark.parametrize("name, ending", [("batch_zip", "zip"), ("batch_sheet", "pdf")])
def test_a_large_batch_is_packed_in_the_background(client, batch, monkeypatch, name, ending):
    monkeypatch.setattr(batch_views, "MOST_AT_ONCE", 1)

    response = client.post(reverse(f"certification:{name}", args=[batch.pk]))

    job = Job.objects.get()
    assert response["Location"] == reverse("jobs:job", args=[job.pk])
    assert (job.status, job.done, job.total) == (JobStatus.DONE, 2, 2)
    assert job.result_called.endswith(ending)
    assert job.result.size > 500


def test_a_batch_of_nothing_says_so(client, chief):
    empty = Batch.objects.create(kind=kind(), cohort=makers.make_cohort(), made_by=chief)

    response = client.post(reverse("certification:batch_zip", args=[empty.pk]))

    assert response["Location"] == reverse("certification:batch", args=[empty.pk])


def test_only_chief_reviewers_take_a_batch_away(client, batch):
    client.force_login(makers.make_person(groups=["coordinators"], is_staff=True))

    assert client.post(reverse("certification:batch_zip", args=[batch.pk])).status_code == 404


def test_a_certificate_is_printed_from_what_was_frozen(chief):
    certificate = make_stored(makers.make_person(surname="Әбдірахманова"), makers.make_cohort(), by=chief)
    CertificateKind.objects.update(heading_kk="Басқаша")

    text = PdfReader(io.BytesIO(paper.certificate_pdf(certificate))).pages[0].extract_text()

    assert "СЕРТИФИКАТ" in text
    assert certificate.token[-6:] in text
    assert "Әбдірахманова" in text
