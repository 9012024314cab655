"""No letter tells anybody a word of a circle that is not hers (promise C2)."""

import pytest
from django.utils import timezone

from accounts import consent
from accounts.models import UNIVERSITY, ErasureRequest, User
from certification import review
from certification.criteria import make_rubric
from certification.models import Assignment, Outcome
from certification.tests import judged
from certification.tests.makers import make_ready_project
from communities.models import FacilitatorKind
from conference.models import ConferenceStatus, PosterStatus
from outbox.models import Message
from projects.models import Comment
from uploads.models import Faces

from . import makers

pytestmark = pytest.mark.django_db


class Circle:
    """One school that lives through what letters are written about. `words`: word -> who may read it in a letter."""

    def __init__(self, name, cohort, staff):
        self.name, self.staff, self.words = name, staff, {}
        self.community = makers.make_community(cohort=cohort, schools=[makers.make_school()])
        self.lead, self.colleague = makers.make_member(self.community), makers.make_member(self.community)
        self.facilitator = makers.make_facilitator(self.community)
        self.external = makers.make_facilitator(self.community, kind=FacilitatorKind.EXTERNAL)
        self.reviewer, self.busy = makers.make_person(), makers.make_person()
        self.members = {self.lead, self.colleague, self.facilitator, self.external}

    def word(self, of, readers):
        text = f"canary-{of}-{self.name}"
        self.words[text] = {person.email for person in readers}
        return text

    def live(self):
        self.talk()
        self.cancel_a_session()
        self.have_a_portfolio_read()
        self.send_a_poster()
        self.go()

    def talk(self):
        title = self.word("title", self.members)
        project = makers.make_project(self.community, lead=self.lead, title=title)
        stage = project.community.cohort.stages.get(number=1)
        said = Comment.objects.say(project, stage, self.colleague, self.word("comment", self.members))
        Comment.objects.answer(said, self.lead, self.word("answer", self.members))
        project.withdraw(self.lead)

    def cancel_a_session(self):
        session = makers.make_session(self.community, made_by=self.facilitator, topic=self.word("topic", self.members))
        session.cancel(self.facilitator, self.word("reason", self.members))

    def have_a_portfolio_read(self):
        readers = {self.lead, self.reviewer, self.busy, self.staff["chief"]}
        project = make_ready_project(self.community, lead=self.lead, title=self.word("portfolio", readers))
        portfolio = review.submit(project, self.lead).portfolio
        due = timezone.localdate() + timezone.timedelta(days=9)
        Assignment.objects.give(portfolio, self.busy, self.staff["chief"], due).decline(
            self.word("declined", {self.staff["chief"]})
        )
        Assignment.objects.give(portfolio, self.reviewer, self.staff["chief"], due)
        judged.read(
            portfolio,
            self.reviewer,
            Outcome.RETURN,
            overall=self.word("overall", {self.lead}),
            comment=self.word("mark", {self.lead}),
            note=self.word("note", {self.staff["chief"]}),
        )

    def send_a_poster(self):
        conference = makers.make_conference(cohort=self.community.cohort, status=ConferenceStatus.CALL_OPEN)
        story = makers.make_published_project(community=self.community, lead=self.colleague)
        upload = makers.make_upload(self.colleague, faces=Faces.NOBODY)
        poster = makers.make_poster(
            conference, story, upload=upload, abstract=self.word("abstract", ()), status=PosterStatus.SUBMITTED
        )
        poster.decline(self.staff["organiser"], self.word("refusal", {self.colleague}))

    def go(self):
        for person in (self.lead, self.external):
            User.objects.filter(pk=person.pk).update(
                surname=self.word(f"name{person.pk}", {*self.members, self.staff["coordinator"]})
            )
            person.refresh_from_db()
        ErasureRequest.objects.ask(self.lead)
        consent.withdraw(self.external)


@pytest.fixture
def circles():
    staff = {
        "chief": makers.make_person(groups=[UNIVERSITY], is_staff=True),
        "organiser": makers.make_person(groups=["organisers"], is_staff=True),
        "coordinator": makers.make_person(groups=["coordinators"], is_staff=True),
    }
    cohort, another = makers.make_cohort(sessions_needed=0), makers.make_cohort(sessions_needed=0)
    for one in (cohort, another):
        makers.make_stages(one)
        make_rubric(one)
    return [Circle("own", cohort, staff), Circle("neighbours", cohort, staff), Circle("elsewhere", another, staff)]


def test_a_letter_holds_no_word_of_a_circle_that_is_not_its_readers(circles):
    for circle in circles:
        circle.live()
    words = {word: readers for circle in circles for word, readers in circle.words.items()}
    letters = list(Message.objects.all())

    told = {(word, one.to) for one in letters for word in words if word in one.subject + one.body}
    assert {(word, to) for word, to in told if to not in words[word]} == set()
    assert {word.split("-")[1] for word, _to in told} >= {"title", "topic", "reason", "portfolio", "declined"}
    assert len(letters) >= 3 * 10
