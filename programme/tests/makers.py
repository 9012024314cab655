"""What only this room's tests need; the rest is in tests/makers.py."""

from django.utils import timezone

from programme.models import JoinRequest, NewsItem, NewsPicture, Partner
from tests.makers import make_district, make_upload
from uploads.models import Faces


def make_news(**fields):
    return NewsItem.objects.create(
        **{"title_kk": "Кездесу өтті", "body_kk": "Бәрі келді.", "published_at": timezone.now(), **fields}
    )


def make_picture(item=None, **fields):
    """A picture that nobody can be recognised in, unless `upload` says otherwise."""
    item = item or make_news()
    if "upload" not in fields:
        fields["upload"] = make_upload(faces=Faces.NOBODY)
    number = item.pictures.count() + 1
    return NewsPicture.objects.create(item=item, **{"number": number, "alt_kk": "Мектеп үйі", **fields})


def make_partner(**fields):
    return Partner.objects.create(**{"name_kk": "TeachersLab", "since": timezone.localdate(), **fields})


def make_request(district=None, **fields):
    return JoinRequest.objects.create(
        district=district or make_district(),
        **{
            "school_name": "Жармыш орта мектебі",
            "writer": "teacher",
            "person_name": "Әлия Нұрланова",
            "phone": "+77011234567",
            "language": "kk",
            "consent_text": "Келісемін.",
            **fields,
        },
    )
