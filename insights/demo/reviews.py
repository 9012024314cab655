"""The university at work: portfolios submitted, returned, submitted again, accepted; and some that wait today."""

from datetime import timedelta

from certification import review as university
from certification.criteria import copies, make_criteria, source_for
from certification.models import AssessmentRules, Assignment, ConflictOfInterest, Reviewer
from certification.review_form import earlier_marks
from certification.rubrics import acts as rubrics
from projects.models import StageEntry
from uploads.models import Faces, Upload

from . import drawing
from .cast import HOME
from .gatherings import CLOSED_CIRCLES
from .judging import SecondReadings
from .reading import pools

LANDSCAPE = dict.fromkeys(("kegen", "narynkol", "uzynagash", "shelek"), "mountains") | {"akkistau": "sea"}
RETURNED_FIRST = 3  # every third accepted portfolio came back once
TALK = "meetings/talk.md"
LEVELS = {  # outcome -> levels where nothing was said, and where there is a comment
    "pass": ((2, 3, 3), (2,)),
    "return": ((2, 3), (1, 1, 0)),
    "not_yet": ((1, 2), (0, 1)),
}


NEW_CRITERION = {
    "part": "",
    "name_kk": "Жалғасы",
    "name_ru": "Продолжение",
    "name_en": "What goes on",
    "hint_kk": "Жоба біткен соң да іс мектепте жалғаса ма?",
    "hint_ru": "Продолжится ли дело в школе, когда проект закончится?",
}
NEW_LEVELS = (
    "Жобадан кейін не болатыны айтылмаған.",
    "Жалғастыру ниеті бар, бірақ кім, қалай екені жазылмаған.",
    "Келесі қадам, оны кім істейтіні белгілі.",
    "Іс мектептің тұрақты жұмысына айналған.",
)


class Reviews:
    def __init__(self, story, cast, gatherings, decks):
        self.story, self.cast, self.decks, self.dice = story, cast, decks, story.dice
        for cohort in (gatherings.closed, gatherings.running):
            self._put_criteria_in_use(cohort)
            AssessmentRules.objects.create(cohort=cohort, moderation_percent=0)  # the demo draws its own sample
        self.gatherings, self.read = gatherings, 0
        self.second_readings = SecondReadings(story, cast)
        self._gather_readers()

    def _gather_readers(self):
        """Who reads what, and one who has said whose work she does not read."""
        for number, person in enumerate(self.cast.reviewers):
            Reviewer.objects.create(person=person, reads_en=number < 2, since=self.gatherings.closed.starts_on)
        near = ConflictOfInterest(reviewer=self.cast.reviewers[0], person=self.cast.leads["c1"][1], kind="kinship")
        near.declare(by=near.reviewer)

    def _put_criteria_in_use(self, cohort):
        """The second cohort begins with the rubric of the first."""
        self.story.go_to(cohort.starts_on)
        rubric = rubrics.begin_next(cohort, self.cast.chief, source_for(cohort))
        rubrics.put_in_use(rubric, self.cast.chief, rubric.version)

    def _begin_next_rubric(self):
        """A draft with one criterion more, half written: two of its texts wait for a translation."""
        self.story.go_to(self.story.today - timedelta(days=2))
        draft = rubrics.begin_next(self.gatherings.running, self.cast.chief)
        scale = copies()[0].scale
        for level, description in zip(scale, NEW_LEVELS, strict=True):
            level.description_kk, level.description_ru, level.description_en = description, "", ""
        rubrics.add_criterion(draft, self.cast.chief, NEW_CRITERION, scale)

    def take(self, walked):
        for text, project in walked:
            if text.is_full:
                self._take(text, project)
        self._begin_next_rubric()

    def _take(self, text, project):
        self.criteria = {one.number: one for one in make_criteria(project.community.cohort)}
        self._submission_day(text, project)
        act = {
            "published": self._accept,
            "accepted": self._accept,
            "returned": self._return,
            "submitted": self._leave_waiting,
            "resubmitted": self._return_and_wait,
        }[text.state]
        act(text, project)
        if text.state == "published":
            self.story.later(days=self.dice.randint(2, 9))
            project.cover = self._cover(text, project)
            project.save(update_fields=["cover"])
            project.publish(project.lead)

    def _cover(self, text, project):
        """Her own picture from the lesson, or the village at night."""
        if self.dice.random() < 0.5:
            return project.evidence.exclude(upload=None).first().upload
        image = drawing.village(project.title, LANDSCAPE.get(HOME[text.circle], "steppe"))
        alt = {"kk": "Түнгі ауыл, мектептің терезелері жарық", "ru": "Ночное село, в школе горят окна"}
        return Upload.objects.receive(
            project.lead,
            drawing.as_file("village.png", image),
            faces=Faces.NOBODY,
            alt=alt.get(text.language, "A village at night, the school’s windows are lit"),
        )

    def _submission_day(self, text, project):
        """Closed cohort: in its last weeks. Running cohort: so that something is fresh, due, and overdue today."""
        cohort = project.community.cohort
        day = cohort.starts_on + timedelta(days=380 + self.dice.randint(0, 12))
        if text.circle not in CLOSED_CIRCLES:
            ago = {"submitted": 13, "returned": 12, "resubmitted": 14}.get(text.state, 15)
            day = self.story.today - timedelta(days=ago)
            if text.values.get("waiting") == "queue":
                day = self.story.today - timedelta(days=4)
        self.story.go_to(day)

    def _submit(self, project, note=""):
        project.refresh_from_db()
        return university.submit(project, project.lead, note)

    def _hand_out(self, project, reviewer, days):
        self.story.later(hours=20)
        due_on = self.story.now().date() + timedelta(days=days)
        Assignment.objects.give(project.portfolio, reviewer, self.cast.chief, due_on)

    def _reviewer(self):
        """The others in turn; the demo's reviewer keeps what waits for her today."""
        self.read += 1
        return self.cast.reviewers[1 + self.read % 3]

    def _accept(self, text, project):
        self._submit(project)
        reviewer = self._reviewer()
        self._hand_out(project, reviewer, 21)
        if text.circle in CLOSED_CIRCLES and self.read % RETURNED_FIRST == 0 and text.language != "en":
            self._decide_return(text, project, reviewer)
            self._mend(text, project)
            self._submit(project)
        self.story.later(days=self.dice.randint(3, 8))
        review = university.begin_review(project.portfolio, reviewer)
        review.overall = self.decks.deal(TALK, f"pass {text.language} overall")
        review.save(update_fields=["overall"])
        self._comment(review, text, "pass", (2, 4), how_many=1)
        review.tick_off([mark.pk for mark in earlier_marks(review.version_read, reviewer)])
        twice = text.circle in CLOSED_CIRCLES and self.second_readings.is_due(text)
        if twice:
            self.second_readings.ask(project)
        university.pass_(review, reviewer)
        if twice:
            self.second_readings.take(text, project, review)
        project.refresh_from_db()

    def _return(self, text, project):
        self._submit(project)
        reviewer = self._reviewer()
        self._hand_out(project, reviewer, 21)
        self._decide_return(text, project, reviewer)

    def _decide_return(self, text, project, reviewer):
        self.story.later(days=self.dice.randint(4, 8))
        review = university.begin_review(project.portfolio, reviewer)
        word = text.values.get("outcome", "return")
        review.overall = self.decks.deal(TALK, f"{word} {text.language} overall")
        review.save(update_fields=["overall"])
        self._comment(review, text, word, (1, 2, 3, 4, 5, 6), how_many=3 if text.values.get("outcome") else 2)
        act = university.not_yet if word == "not_yet" else university.return_
        act(review, reviewer)
        project.refresh_from_db()

    def _comment(self, review, text, word, numbers, how_many):
        known = [number for number in numbers if f"{word} {text.language} {number}" in pools(TALK)]
        chosen = sorted(self.dice.sample(known, k=min(how_many, len(known))))
        self._mark(
            review, word, {number: self.decks.deal(TALK, f"{word} {text.language} {number}") for number in chosen}
        )

    def _mark(self, review, word, comments):
        """A level by each criterion, lower where something is to be changed; the comments where there are any."""
        usual, where_commented = LEVELS[word]
        for number, criterion in self.criteria.items():
            levels = {level.number: level for level in criterion.levels.all()}
            wanted = where_commented if number in comments else usual
            review.mark(criterion, levels[self.dice.choice(wanted)].pk, comments.get(number, ""))

    def _mend(self, text, project):
        """The author adds to what she wrote at the stage of evidence."""
        self.story.later(days=self.dice.randint(2, 4))
        stage = project.community.cohort.stages.get(number=7)
        entry = StageEntry.objects.to_write(project, stage)
        more = self.decks.deal(TALK, f"edited {text.language}")
        entry.write({"what_evidence_says": f"{entry.answers['what_evidence_says']}\n\n{more}"}, entry.version)

    def _return_and_wait(self, text, project):
        """The second version lies with the reviewer who read the first."""
        self._submit(project)
        self._hand_out(project, self.cast.reviewers[0], 20)
        self._decide_return(text, project, self.cast.reviewers[0])
        self._mend(text, project)
        self._submit(project, "Сұрақтарыңызға жауап бердім: екінші дәлелді және «Дәлел жинау» кезеңін қараңыз.")

    def _leave_waiting(self, text, project):
        self._submit(project)
        if text.values.get("waiting") == "queue":
            return
        if text.circle == "c8":
            self._hand_out(project, self.cast.reviewers[0], 15)  # due in three days
        else:
            self._hand_out(project, self.cast.reviewers[2], 9)  # overdue since three days
            self.story.later(days=3)
            university.begin_review(project.portfolio, self.cast.reviewers[2])
