"""Words that only some may read, planted in both circles, and the text of whatever the portal answers (promise C2)."""

import io
import zipfile
from contextlib import suppress

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from accounts.models import User
from certification.models import PortfolioVersion, Review
from communities.models import Community, Reflection, Session
from projects.models import Comment, Project, Visibility
from uploads.models import Upload

from . import makers
from .world import make_circle

CIRCLE = {"lead", "colleague", "facilitator", "external"}
STAFF = {"coordinator"}


def plant(world):
    """{word: roles that may read it}. The other circles' people are no roles: what is theirs only, nobody may read.

    One of them is of the same cohort, one of another.
    """
    another_cohort = makers.make_cohort()
    makers.make_stages(another_cohort)
    return {
        **plant_in(world.own, "own", CIRCLE),
        **plant_in(world.other, "other", set()),
        **plant_in(make_circle(another_cohort), "elsewhere", set()),
    }


def plant_in(circle, name, members):
    """members: the roles who belong to this circle (none for the other one)."""
    words = {}

    def word(of, readers):
        text = f"canary-{of}-{name}"
        words[text] = readers
        return text

    ids, lead = circle.ids, circle.people["lead"]
    own = members & {"lead"}
    community, session = Community.objects.filter(pk=ids["community_id"]), Session.objects.filter(pk=ids["session_id"])
    community.update(norms=word("norms", members | STAFF))
    session.update(topic=word("topic", members | STAFF), summary=word("summary", members | STAFF))
    Project.objects.filter(pk=ids["project_id"]).update(title=word("title", members), concern=word("concern", members))
    Comment.objects.filter(project=ids["project_id"]).update(text=word("comment", members))
    Upload.objects.filter(pk=ids["upload_id"]).update(alt=word("alt", members), name=word("file", members))
    called = own | members & {"facilitator"} | STAFF  # her facilitator prints her slip
    User.objects.filter(pk=lead.pk).update(email=f"{word('email', called)}@example.org")
    secret = makers.make_project(community.get(), lead=lead, visibility=Visibility.ME, title=word("secret", own))
    secret.pause(lead)
    Reflection.objects.create(
        session=session.get(), author=circle.people["facilitator"], text=word("diary", members & {"facilitator"})
    )
    Review.objects.create(
        version_read=PortfolioVersion.objects.get(portfolio=ids["portfolio_id"]),
        reviewer=circle.people["reviewer"],
        rubric=community.get().cohort.rubrics.in_use().get(),
        private_note=word("note", {"chief"} | ({"reviewer"} if members else set())),
    )
    return words


def text_of(response):
    """What a reader can read in an answer: pages, JSON, CSV and calendars as they are, the rest unpacked."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    if data[:4] == b"%PDF":
        with suppress(PyPdfError):  # a file that somebody sent may be anything
            return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return data.decode("utf-8", "replace")
