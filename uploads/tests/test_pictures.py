"""No place, camera or author in any stored byte (promise D3), and every picture the right way up."""

import io

import pytest
from PIL import Image

from tests.makers import make_person
from uploads.limits import JPEG, MAIN_SIDE, SMALL_SIDE
from uploads.models import Upload
from uploads.names import safe_name
from uploads.pictures import redraw

from . import corpus
from .corpus import SECRETS, as_file, turned


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def receive(made):
    return Upload.objects.receive(make_person(), as_file(made))


def renditions(upload):
    return [Image.open(stored.open()) for stored in (upload.file, upload.small)]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_picture_stands_upright_however_the_camera_was_held(kind, orientation):
    upload = receive(turned(orientation, kind))

    for image in renditions(upload):
        width, height = image.size
        red = image.convert("RGB").getpixel((width // 4, height // 4))
        blue = image.convert("RGB").getpixel((width * 3 // 4, height * 3 // 4))
        assert width > height
        assert red[0] > 200 and red[2] < 60
        assert blue[2] > 200 and blue[0] < 60
        assert image.getexif() == {}


@pytest.mark.django_db
@pytest.mark.parametrize("maker", [corpus.telltale_jpeg, corpus.telltale_png, corpus.telltale_webp])
def test_no_stored_byte_tells_where_by_whom_or_with_what_it_was_taken(maker, tmp_path):
    name, data = maker()
    assert any(secret in data for secret in SECRETS)

    receive((name, data))

    stored = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(stored) == 2
    assert [secret for data in stored for secret in SECRETS if secret in data] == []


@pytest.mark.django_db
def test_a_large_photo_becomes_two_small_ones():
    upload = receive(corpus.jpeg(size=(4000, 3000)))

    main, small = renditions(upload)
    assert (main.format, main.size) == ("WEBP", (MAIN_SIDE, 1200))
    assert (small.format, small.size) == ("WEBP", (SMALL_SIDE, 360))
    assert (upload.width, upload.height) == main.size
    assert upload.size == upload.file.size < 200_000


@pytest.mark.django_db
def test_a_tall_photo_turned_on_its_side_keeps_its_shape():
    upload = receive(turned(6, size=(3000, 4000)))

    assert [image.size for image in renditions(upload)] == [(1200, 1600), (360, 480)]


def test_a_small_picture_is_not_blown_up():
    picture = redraw(io.BytesIO(corpus.jpeg(size=(300, 200))[1]), JPEG)

    assert (picture.width, picture.height) == (300, 200)


@pytest.mark.django_db
def test_transparency_stays():
    upload = receive(corpus.png(mode="RGBA"))

    assert renditions(upload)[0].mode in ("RGB", "RGBA")
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert renditions(receive(("clear.png", corpus.saved(clear, "PNG"))))[0].getpixel((5, 5))[3] == 0


@pytest.mark.django_db
def test_a_scan_in_16_bit_grey_is_not_washed_out():
    grey = Image.new("I;16", (60, 40), 128 * 256)

    upload = receive(("scan.png", corpus.saved(grey, "PNG")))

    assert 120 <= renditions(upload)[0].convert("L").getpixel((5, 5)) <= 136


@pytest.mark.parametrize(
    "name, safe",
    [
        ("Сурет.jpg", "Сурет.jpg"),
        ("Әже мен Құлыншақ, ІІ тоқсан.jpg", "Әже мен Құлыншақ, ІІ тоқсан.jpg"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\Aigul\\photo.jpg", "photo.jpg"),
        ("photo\u202egpj.exe.jpg", "photogpj.exe.jpg"),
        ("a\0b\r\nSet-Cookie: x.jpg", "ab Set-Cookie_ x.jpg"),
        ("  many    spaces .jpg", "many spaces.jpg"),
        ("...jpg", "file.jpg"),
        (".jpg", "file.jpg"),
        ("CON.jpg", "file-CON.jpg"),
        ('a"b;c%d.jpg', "a_b_c_d.jpg"),
        ("Ә" * 300 + ".jpg", "Ә" * 116 + ".jpg"),
        ("и\u0306ога.jpg", "йога.jpg"),
    ],
)
def test_odd_names_become_safe_and_keep_their_letters(name, safe):
    assert safe_name(name, "jpg") == safe
