"""Sixty projects, each led through the stages that its text has reached, by the verbs that teachers use."""

from datetime import timedelta

from programme.models import ResearchMethod, StagePart, Subject, Theme
from projects.models import (
    ActionStep,
    Comment,
    Consultation,
    EvidenceItem,
    LogEntry,
    NameForm,
    Project,
    StageEntry,
    Vignette,
    Visibility,
)
from uploads.models import Faces, Upload

from . import drawing, reading
from .cast import DEMO_CIRCLE, HOME
from .gatherings import CLOSED_CIRCLES

WRITTEN_BY = 290  # days after the start: by then a full project of the running cohort has all its texts
PACE = (0.03, 0.09, 0.17, 0.26, 0.4, 0.6, 0.74, 0.86, 0.94, 1.0)
KINDS = ("board", "notebook", "flip", "wall")


class Journeys:
    def __init__(self, story, cast, gatherings, decks):
        self.story, self.cast, self.gatherings, self.decks = story, cast, gatherings, decks
        self.dice = story.dice
        self.themes = Theme.objects.in_bulk(field_name="key")
        self.methods = ResearchMethod.objects.in_bulk(field_name="key")
        self.subjects = Subject.objects.in_bulk(field_name="key")

    def walk(self):
        """[(ProjectText, Project)] in the order of the files."""
        seats = {}
        walked = []
        for text in reading.projects():
            seat = seats[text.circle] = seats.get(text.circle, -1) + 1
            walked.append((text, self._walk(text, self.cast.leads[text.circle][seat])))
        return walked

    def _walk(self, text, lead):
        community = self.gatherings.communities[text.circle]
        stages = list(community.cohort.stages.order_by("number").prefetch_related("questions"))
        days = self._days(text, community.cohort)
        self.story.go_to(days[0] - timedelta(days=6))
        project = self._begin(text, lead, community)
        for stage, day in zip(stages, days, strict=False):
            self.story.go_to(day)
            self._write(text, project, stage, is_now=stage.number == text.reached)
            if stage.number < text.reached:
                StageEntry.objects.to_write(project, stage).mark_done(lead)
        self._talk(text, project, stages[: text.reached])
        if text.state in {"paused", "withdrawn"}:
            self.story.later(days=9)
            project.refresh_from_db()
            getattr(project, "pause" if text.state == "paused" else "withdraw")(lead)
        return project

    def _days(self, text, cohort):
        """The day of each stage that was reached, the last of an unfinished project not long ago."""
        if text.is_full:
            whole = WRITTEN_BY if text.circle not in CLOSED_CIRCLES else 370
            first, last = cohort.starts_on + timedelta(days=14), cohort.starts_on + timedelta(days=whole)
            paces = PACE
        else:
            last = self.story.today - timedelta(days=self.dice.choice([2, 3, 5, 8, 13, 21, 34, 55]))
            if text.circle in CLOSED_CIRCLES:
                last = cohort.starts_on + timedelta(days=40 * text.reached)
            first = max(cohort.starts_on + timedelta(days=12), last - timedelta(days=33 * text.reached))
            paces = PACE[: text.reached]
        span = (last - first).days
        days = [first + timedelta(days=round(span * pace / paces[-1])) for pace in paces]
        return [day + timedelta(days=self.dice.randint(0, 3)) if day < last else day for day in days]

    def _begin(self, text, lead, community):
        project = Project.objects.start(
            lead,
            community=community,
            school=self.cast.schools[HOME[text.circle]],
            language=text.language,
            title=text.title,
            subject=self.subjects[text.values["subject"]],
            grade_from=text.grades[0],
            grade_to=text.grades[-1],
            visibility=self._visibility(text),
            name_form=self.dice.choice(
                [NameForm.FULL, NameForm.FULL, NameForm.FULL, NameForm.INITIAL, NameForm.SCHOOL]
            ),
        )
        project.themes.set(self.themes[key] for key in text.themes)
        return project

    def _visibility(self, text):
        if text.is_full or text.circle == DEMO_CIRCLE:
            return Visibility.COMMUNITY
        if text.reached == 1:
            return Visibility.ME
        return self.dice.choice([Visibility.COMMUNITY] * 4 + [Visibility.FACILITATOR, Visibility.PROGRAMME])

    # What is written at a stage -----------------------------------------------------------------------

    def _write(self, text, project, stage, is_now):
        """All that the stage asks for; where she is now, only the beginning of it."""
        questions = [q for q in stage.questions.all() if q.is_required or self.dice.random() < 0.5]
        if is_now:
            questions = questions[: self.dice.randint(0, 1)]
        answers = {question.key: self._answer(text, question.key) for question in questions}
        entry = StageEntry.objects.to_write(project, stage)
        entry.write({key: answer for key, answer in answers.items() if answer}, entry.version)
        parts = {
            StagePart.CONCERN: self._concern,
            StagePart.CONSULTATIONS: self._consultations,
            StagePart.ACTIONS: self._steps,
            StagePart.LOG: self._log,
            StagePart.EVIDENCE: self._evidence,
            StagePart.CHANGES: self._changes,
            StagePart.VIGNETTE: self._vignette,
        }
        if stage.part in parts:
            parts[stage.part](text, project)

    def _answer(self, text, key):
        if key == "how_i_know":
            return text.text("know")
        return text.own_answers.get(key) or self.decks.answer(text.language, key, text.themes[0])

    def _concern(self, text, project):
        project.concern = text.text("concern")
        project.save(update_fields=["concern"])

    def _consultations(self, text, project):
        for whom, said, changed in text.rows("consulted"):
            Consultation.objects.create(project=project, whom=whom, said=said, changed=changed, on=self._lately())

    def _steps(self, text, project):
        project.methods.set(self.methods[key] for key in text.methods)
        day = self.story.now().date()
        for number, (what, who, hoped) in enumerate(text.rows("steps")):
            step = ActionStep.objects.create(
                project=project,
                what=what,
                who=who,
                hoped_evidence=hoped,
                starts_on=day + timedelta(days=24 * number),
                due_on=day + timedelta(days=24 * number + 30),
            )
            if step.due_on < self.story.today and (text.is_full or self.dice.random() < 0.6):
                ActionStep.objects.filter(pk=step.pk).update(
                    done_on=step.due_on - timedelta(days=self.dice.randint(0, 9))
                )

    def _log(self, text, project):
        for number, note in enumerate(text.items("log")):
            LogEntry.objects.create(project=project, text=note, on=self._lately(21 - 9 * number))

    def _evidence(self, text, project):
        rows = [*text.rows("evidence"), self.decks.deal("meetings/talk.md", f"board {text.language}").split(" | ")]
        while text.is_full and len(rows) < 3:
            rows.append(self.decks.deal("meetings/talk.md", f"board {text.language}").split(" | "))
        picture = self._picture(text, project)
        for number, (title, method, said) in enumerate(rows):
            item = EvidenceItem.objects.create(
                project=project,
                title=title,
                method=self.methods[method],
                said=said,
                on=self._lately(30 - 7 * number),
                upload=picture if number == len(text.rows("evidence")) else None,
            )
            if text.is_full and item.upload:
                item.show(project.lead)

    def _picture(self, text, project):
        kind = KINDS[len(text.title) % len(KINDS)]
        image = drawing.evidence(text.board, kind, seed=text.title)
        alt = {"kk": "Сурет: ", "ru": "Рисунок: ", "en": "Drawing: "}[text.language] + "; ".join(text.board)
        return Upload.objects.receive(
            project.lead, drawing.as_file(f"{kind}.png", image), faces=Faces.NOBODY, alt=alt[:250]
        )

    def _changes(self, text, project):
        project.girls_reached, project.boys_reached = text.pupils
        names = ("changed_pupils", "changed_colleagues", "changed_school", "changed_me")
        for name, words in zip(names, text.items("changed"), strict=False):
            setattr(project, name, words)
        project.save(update_fields=["girls_reached", "boys_reached", *names])

    def _vignette(self, text, project):
        if text.text("vignette"):
            Vignette.objects.create(project=project, text=text.text("vignette"))

    def _lately(self, days=6):
        return self.story.now().date() - timedelta(days=max(1, days - self.dice.randint(0, 3)))

    # What others say ----------------------------------------------------------------------------------

    def _talk(self, text, project, stages):
        """Comments of facilitators and colleagues; the earlier ones answered and settled."""
        if project.visibility == Visibility.ME or len(stages) < 2:
            return
        people = [("facilitator", self.cast.facilitators[text.circle])]
        mates = [one for one in self.cast.leads[text.circle] if one != project.lead]
        if project.visibility != Visibility.FACILITATOR:
            people += [("colleague", one) for one in self.dice.sample(mates, k=min(2, len(mates)))]
        done = stages[:-1] if not text.is_full else stages
        for who, person in people:
            if person == project.lead or self.dice.random() < 0.25:
                continue
            stage = self.dice.choice(done)
            self._comment(text, project, stage, who, person, is_old=self.dice.random() < 0.6)

    def _comment(self, text, project, stage, who, person, is_old):
        entry = StageEntry.objects.of(project, stage)
        self.story.moment = (entry.done_at or self.story.now()) - timedelta(hours=30)
        words = self.decks.deal("meetings/talk.md", f"{who} {text.language}")
        comment = Comment.objects.say(project, stage, person, words)
        if is_old or text.circle in CLOSED_CIRCLES:
            self.story.later(hours=20)
            Comment.objects.answer(
                comment, project.lead, self.decks.deal("meetings/talk.md", f"answer {text.language}")
            )
            self.story.later(hours=2)
            comment.settle(project.lead)
