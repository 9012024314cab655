"""Building the demo: the same for the same day, in one transaction."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation

from accounts.consent import publish_texts
from accounts.groups import make_groups
from accounts.models import ErasureRequest, Invitation, User
from certification.moderating.drawing import rolled_by
from outbox.models import Message, MessageStatus
from projects.models import Comment, ProjectStatus
from schools.places import load

from .cast import DEMO_CIRCLE, Cast
from .certificates import Certificates
from .gatherings import Gatherings
from .journeys import Journeys
from .judging import close, keep_rules
from .lists import take_a_list
from .papers import dress_papers
from .press import Press
from .reading import Decks
from .records import keep_figures
from .reviews import Reviews
from .shows import Shows
from .telling import Story, told_by


class NeverDraws:
    """The dice of second readings: the story itself says which portfolios are read twice."""

    @staticmethod
    def randrange(sides):
        return sides - 1


def is_there():
    """Whether this portal holds any people: the demo never mixes with them."""
    return User.objects.exists()


@transaction.atomic
def build(today=None):
    load()
    make_groups()
    publish_texts()
    with told_by(Story(today or timezone.localdate())) as story, rolled_by(NeverDraws), translation.override("kk"):
        decks = Decks(story.dice)
        cast = Cast(story).gather()
        dress_papers(cast.chief)
        gatherings = Gatherings(story, cast, decks).hold()
        walked = Journeys(story, cast, gatherings, decks).walk()
        Reviews(story, cast, gatherings, decks).take(walked)
        Shows(story, cast, gatherings).open(walked)
        Press(story, cast).print()
        keep_rules(gatherings)
        Certificates(story, cast, gatherings).give()
        close(story)
        _leave_something_waiting(story, cast, walked)
        keep_figures(story, cast)
        take_a_list(cast)
        _post(story)


def _leave_something_waiting(story, cast, walked):
    """For the teacher a fresh comment; for the newcomers slips; for nobody an empty page."""
    teacher = cast.leads[DEMO_CIRCLE][0]
    project = next(project for _text, project in walked if project.lead == teacher)
    stage = project.community.cohort.stages.get(number=7)
    story.go_to(story.today - timedelta(days=1), 19)
    Comment.objects.say(
        project,
        stage,
        cast.facilitators[DEMO_CIRCLE],
        "Рецензенттің хатын оқыдым, көңіліңіз түспесін: екі жерін ғана ашып жазу керек. Үш оқушымен сөйлескен "
        "жазбаңыз дәптеріңізде тұр ғой, соны осы жерге қоса салыңызшы. Бейсенбіде бірге қарайық.",
    )
    story.go_to(story.today - timedelta(days=3))
    for person in cast.newcomers:
        Invitation.objects.issue(person, cast.facilitators["c12"])
    story.go_to(story.today - timedelta(days=2), 20)
    runs_one = set(cast.facilitators.values())
    ErasureRequest.objects.ask(
        next(one.lead for _text, one in walked if one.status == ProjectStatus.PUBLISHED and one.lead not in runs_one),
        keep_story=True,
    )


def _post(story):
    """The story's letters have been sent; two came back, so that coordinators see what that looks like."""
    Message.objects.update(status=MessageStatus.SENT, sent_at=F("created_at"), tries=1)
    lost = Message.objects.order_by("-created_at", "-pk")[:2]
    for message in lost:
        message.status, message.sent_at, message.tries = MessageStatus.FAILED, None, 6
        message.error = "SMTPRecipientsRefused: 550 mailbox full"
        message.save()
