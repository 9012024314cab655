"""A project for every teacher, as far as its state says, with its lists, files and what others said."""

from datetime import timedelta

from insights.demo.reading import Decks, pools, projects
from programme.models import ResearchMethod, Subject, Theme
from projects.models import (
    ActionStep,
    Comment,
    Consultation,
    EvidenceItem,
    LogEntry,
    NameForm,
    Project,
    ProjectStatus,
    StageEntry,
    Vignette,
    VignetteStatus,
    Visibility,
)

from .files import Files
from .ground import link, store
from .sizes import EVIDENCE

S = ProjectStatus
CLOSED = {S.PUBLISHED: 58, S.ACCEPTED: 24, S.RETURNED: 4, S.SUBMITTED: 2, S.IN_PROGRESS: 4, S.PAUSED: 4, S.WITHDRAWN: 4}
RUNNING = {
    S.DRAFTING: 16,
    S.IN_PROGRESS: 50,
    S.SUBMITTED: 14,
    S.RETURNED: 9,
    S.ACCEPTED: 4,
    S.PUBLISHED: 3,
    S.PAUSED: 4,
}
FINISHED = {S.SUBMITTED, S.RETURNED, S.ACCEPTED, S.PUBLISHED}
VIGNETTE = {S.PUBLISHED: VignetteStatus.PUBLISHED, S.ACCEPTED: VignetteStatus.SUBMITTED}
STAGES = 10


class Work:
    def __init__(self, ground, people, meetings):
        self.ground, self.dice, self.people, self.meetings = ground, ground.dice, people, meetings
        self.decks = Decks(ground.dice)
        self.texts = {}
        for text in projects():
            if text.is_full:
                self.texts.setdefault(text.language, []).append(text)
        self.files = Files(ground, people.coordinators[0])
        self.themes, self.subjects, self.methods = (
            model.objects.in_bulk(field_name="key") for model in (Theme, Subject, ResearchMethod)
        )
        self.stages = {
            cohort.pk: list(cohort.stages.order_by("number").prefetch_related("questions"))
            for cohort in meetings.cohorts
        }

    def do(self):
        each = self.ground.size.teachers // self.ground.size.communities
        begun = [self._begin(lead, number // each) for number, lead in enumerate(self.people.teachers)]
        self.projects = [project for project, _text in begun]
        self.text_of = {project.pk: text for project, text in begun}
        self._covers()
        store(self.projects)
        self._lists()
        self._entries()
        self._evidence()
        self._comments()
        return self

    def _begin(self, lead, number):
        community = self.meetings.communities[number]
        cohort = community.cohort
        chances = RUNNING if cohort == self.meetings.running else CLOSED
        status = self.dice.choices(list(chances), list(chances.values()))[0]
        if lead == self.people.teachers[1]:  # the demo's teacher is in the middle of hers
            status = S.IN_PROGRESS
        text = self.dice.choice(self.texts[lead.language])
        school = self.people.school_of(number)
        girls, boys = text.pupils
        told = status in FINISHED
        changed = text.items("changed") if told else [""] * 4
        names = ("changed_pupils", "changed_colleagues", "changed_school", "changed_me")
        latest = self.ground.today if cohort == self.meetings.running else cohort.ends_on
        changed_on = latest - timedelta(days=self.dice.randint(1, 60))
        project = Project(
            lead=lead,
            community=community,
            school=school,
            language=text.language,
            title=f"{text.title} · {school.settlement.name_kk}"[:200],
            concern=text.text("concern"),
            subject=self.subjects[text.values["subject"]],
            grade_from=text.grades[0],
            grade_to=text.grades[-1],
            girls_reached=girls if told else None,
            boys_reached=boys if told else None,
            visibility=Visibility.PUBLIC if status == S.PUBLISHED else self._visibility(),
            name_form=self.dice.choice([NameForm.FULL, NameForm.FULL, NameForm.INITIAL, NameForm.SCHOOL]),
            status=status,
            left_status=S.IN_PROGRESS if status in {S.PAUSED, S.WITHDRAWN} else "",
            created_at=self.ground.at(cohort.starts_on + timedelta(days=20)),
            changed_at=self.ground.at(changed_on, 18),
            published_at=self.ground.at(changed_on, self.dice.randint(9, 18)) if status == S.PUBLISHED else None,
            **dict(zip(names, changed, strict=False)),
        )
        return project, text

    def _visibility(self):
        return self.dice.choice([Visibility.COMMUNITY] * 4 + [Visibility.FACILITATOR, Visibility.PROGRAMME])

    def _covers(self):
        """Three published stories of four have a picture."""
        with_cover = [one for number, one in enumerate(self.projects) if one.status == S.PUBLISHED and number % 4]
        covers = store(self.files.deal(self.files.cover, one.lead, "Түнгі ауыл") for one in with_cover)
        for project, cover in zip(with_cover, covers, strict=True):
            project.cover = cover

    def reached(self, project):
        """How many stages are behind it."""
        if project.status in FINISHED:
            return STAGES
        return 1 if project.status == S.DRAFTING else 3 + sum(map(ord, project.pk)) % 5

    def _lists(self):
        rows = {Consultation: [], ActionStep: [], LogEntry: [], Vignette: []}
        themes, methods = [], []
        for project in self.projects:
            text, day = self.text_of[project.pk], project.created_at.date()
            themes += [(project, self.themes[key]) for key in text.themes]
            methods += [(project, self.methods[key]) for key in text.methods]
            if project.status == S.DRAFTING:
                continue
            rows[Consultation] += [
                Consultation(project=project, whom=whom, said=said, changed=changed, on=day + timedelta(days=30))
                for whom, said, changed in text.rows("consulted")
            ]
            rows[ActionStep] += [self._step(project, number, *row) for number, row in enumerate(text.rows("steps"))]
            rows[LogEntry] += [
                LogEntry(project=project, text=note, on=day + timedelta(days=90 + 9 * number))
                for number, note in enumerate(text.items("log"))
            ]
            if project.status in FINISHED:
                status = VIGNETTE.get(project.status, VignetteStatus.DRAFT)
                rows[Vignette].append(Vignette(project=project, text=text.text("vignette"), status=status))
        for rows_of_a_kind in rows.values():
            store(rows_of_a_kind)
        link(Project.themes, themes), link(Project.methods, methods)

    def _step(self, project, number, what, who, hoped):
        starts_on = project.created_at.date() + timedelta(days=40 + 24 * number)
        due_on = starts_on + timedelta(days=30)
        done_on = due_on - timedelta(days=2) if self.reached(project) > 5 and due_on < self.ground.today else None
        return ActionStep(
            project=project,
            what=what,
            who=who,
            hoped_evidence=hoped,
            starts_on=starts_on,
            due_on=due_on,
            done_on=done_on,
        )

    def _entries(self):
        store(
            self._entry(project, stage)
            for project in self.projects
            for stage in self.stages[project.community.cohort_id][: self.reached(project) + 1]
        )

    def _entry(self, project, stage):
        text, is_done = self.text_of[project.pk], stage.number <= self.reached(project)
        saved_at = project.created_at + timedelta(days=22 * stage.number)
        answers = {question.key: self._answer(text, question.key) for question in stage.questions.all() if is_done}
        saved_at = min(saved_at, self.ground.at(self.ground.today, 8))
        return StageEntry(
            project=project, stage=stage, answers=answers, done_at=saved_at if is_done else None, saved_at=saved_at
        )

    def _answer(self, text, key):
        if key == "how_i_know":
            return text.text("know")
        return text.own_answers.get(key) or self.decks.answer(text.language, key, text.themes[0])

    def _evidence(self):
        owners = [(project, number) for project in self.projects for number in range(EVIDENCE)]
        uploads = store(self.files.deal(self.files.evidence, one.lead, one.title) for one, _number in owners)
        store(self._item(project, number, upload) for (project, number), upload in zip(owners, uploads, strict=True))

    def _item(self, project, number, upload):
        text = self.text_of[project.pk]
        rows = text.rows("evidence")
        title, method, said = rows[number % len(rows)]
        return EvidenceItem(
            project=project,
            title=title,
            method=self.methods[method],
            said=said,
            on=project.created_at.date() + timedelta(days=150 + number),
            upload=upload,
            is_public=project.status == S.PUBLISHED and number < 2 and upload.faces == "nobody",
        )

    def _comments(self):
        talk = pools("meetings/talk.md")
        each = self.ground.size.teachers // self.ground.size.communities
        comments, answers = [], []
        for number, project in enumerate(self.projects):
            language, circle = project.language, self.people.circle(number // each)
            stages = self.stages[project.community.cohort_id]
            said_at = project.changed_at - timedelta(days=3)
            for who, person in (("facilitator", circle[0]), ("colleague", circle[-1])):
                if person == project.lead or project.status == S.DRAFTING:
                    continue
                said = Comment(
                    project=project,
                    stage=stages[number % 6],
                    author=person,
                    text=self.dice.choice(talk[f"{who} {language}"]["-"]),
                    written_at=said_at,
                    settled_at=said_at + timedelta(days=1) if number % 3 else None,
                )
                comments.append(said)
                if number % 3:
                    text = self.dice.choice(talk[f"answer {language}"]["-"])
                    answers.append((said, text))
        store(comments)
        store(
            Comment(
                project=said.project,
                stage=said.stage,
                answers=said,
                author=said.project.lead,
                text=text,
                written_at=said.written_at + timedelta(hours=20),
            )
            for said, text in answers
        )
