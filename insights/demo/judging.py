"""Portfolios that were read twice: most readers agree, one pair was settled, two are open today; an appeal."""

from datetime import timedelta

from certification import review as university
from certification.deciding import appeals
from certification.models import AssessmentRules, Decision, Moderation, Outcome, Reading, eligible_reviewers
from certification.moderating import acts as moderating

EVERY = 4  # of the accepted portfolios of the closed cohort
AGREED = "Өз тәжірибеңізден шыққан мәселе, анық қадамдар, дәлеліңіз сенімді. Ісіңіз жемісті болсын!"
DIFFERENT = "Ойыңыз жақсы, бірақ екінші критерийдің дәлелі көрінбейді. Тағы бір сабақты бақылап, жазбасын қосыңыз."
WHY = "Екі рецензия тек дәлелдер бойынша екі түрлі. Бақылау парақтары жеткілікті деп есептеймін."
APPEAL = (
    "Екінші дәлелімді рецензент байқамаған сияқты: бақылау парағы «Дәлел жинау» кезеңінде тіркелген. "
    "Қайта қарауыңызды сұраймын."
)


def keep_rules(gatherings):
    """The rules that people find, once the story's own sample is drawn."""
    AssessmentRules.objects.filter(cohort=gatherings.closed).update(moderation_percent=20)


class SecondReadings:
    def __init__(self, story, cast):
        self.story, self.cast, self.read = story, cast, 0

    def is_due(self, text):
        """Accepted and not yet published in the closed cohort: it is open today. Of the others every fourth."""
        self.read += 1
        return text.state == "accepted" or self.read % EVERY == 0

    def ask(self, project):
        moderating.ask_for(project.portfolio, self.cast.chief)

    def take(self, text, project, first):
        """What becomes of a first reading that was drawn."""
        project.refresh_from_db()
        moderation = Moderation.objects.with_portfolio().get(first=first)
        is_open = text.state == "accepted"
        if is_open and not Moderation.objects.differing().exists():
            self.story.go_to(self.story.today - timedelta(days=6))
            self._read(moderation, self._other(moderation), differs=True)
        elif is_open:
            self._give(moderation, self.cast.reviewers[0], self.story.today + timedelta(days=9))
        elif self.read == EVERY:
            self._read(moderation, self._other(moderation), differs=True)
            self.story.later(days=2)
            found = Moderation.objects.with_portfolio().get(pk=moderation.pk)
            moderating.settle(found, self.cast.chief, Outcome.PASS, WHY)
        else:
            self._read(moderation, self._other(moderation))
        project.refresh_from_db()

    def _other(self, moderation):
        people = eligible_reviewers(moderation.portfolio, Reading.SECOND)
        return people.filter(pk__in=[person.pk for person in self.cast.reviewers[1:]]).order_by("sort_key").first()

    def _give(self, moderation, reader, due_on):
        moderating.give(moderation, reader, self.cast.chief, due_on)

    def _read(self, moderation, reader, differs=False):
        self._give(moderation, reader, self.story.now().date() + timedelta(days=14))
        self.story.later(days=4)
        reading = university.begin_review(moderation.portfolio, reader)
        reading.overall = DIFFERENT if differs else AGREED
        reading.save(update_fields=["overall"])
        for mark in moderation.first.marks.select_related("criterion"):
            lower = differs and mark.criterion.number in (2, 4)
            level = mark.criterion.levels.get(number=1).pk if lower else mark.level_id
            reading.mark(mark.criterion, level, "")
        act = university.not_yet if differs else university.pass_
        act(reading, reader)


def close(story):
    """After the list is signed: one teacher does not agree, and her appeal waits."""
    decision = Decision.objects.signed().filter(outcome=Outcome.NOT_YET).with_portfolio().first()
    if decision:
        story.go_to(decision.decision_list.appeal_until - timedelta(days=3))
        appeals.appeal(decision, decision.portfolio.project.lead, APPEAL)
