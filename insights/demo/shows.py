"""What the public sees besides the stories: two conferences with posters, pages, partners. News: press.py."""

# ruff: noqa: E501 - texts are easier to edit on one line

from datetime import timedelta

from conference.models import Conference, Poster
from programme.defaults import in_languages, make_pages, make_partners
from projects.models import ProjectStatus
from uploads.models import Faces, Upload

from . import drawing
from .gatherings import CLOSED_CIRCLES

LABELS = {
    "kk": ("Мені не толғандырды?", "Не істедім?", "Не өзгерді?", "Не түсіндім?"),
    "ru": ("Что тревожило?", "Что я сделала?", "Что изменилось?", "Что поняла?"),
    "en": ("My concern", "What I did", "What changed", "What I learnt"),
}
REACHED = {
    "kk": ("Жобаға қатысқан оқушылар", "қыздар", "ұлдар"),
    "ru": ("Ученики, участвовавшие в проекте", "девочки", "мальчики"),
    "en": ("Pupils who took part", "girls", "boys"),
}
MOST_POSTERS = 20

INTRO = (
    """Мұғалімдер бір жылдық ізденісін постерде көрсетеді. Бұл жерде баяндама жоқ: постердің қасында тұрып, сұрақ қойып, әңгімелесесіз. Авторлар өз мектебінің тәжірибесін, неге қуанғанын, не болмай қалғанын да айтады.""",
    """Учителя показывают год работы на постерах. Докладов здесь нет: вы стоите у постера, задаёте вопрос и разговариваете. Авторы рассказывают и о том, чему обрадовались, и о том, что не вышло.""",
    """Teachers show a year of work on posters. There are no lectures: you stand at a poster, ask a question, and talk. Authors tell what gave them joy and what did not work.""",
)


class Shows:
    def __init__(self, story, cast, gatherings):
        self.story, self.cast, self.gatherings, self.dice = story, cast, gatherings, story.dice

    def open(self, walked):
        make_pages()
        make_partners()
        self._past(walked)
        self._coming(walked)

    def _conference(self, cohort, starts_on, number):
        self.story.go_to(min(starts_on - timedelta(days=60), self.story.today - timedelta(days=5)))
        conference = Conference.objects.create(
            slug=f"shamy-{starts_on.year}",
            cohort=cohort,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=1),
            name_kk=f"Ауыл мектебінің шамы: {number}-конференция",
            name_ru=f"Лампа сельской школы: конференция {number}",
            name_en=f"The lamp of the rural school: conference {number}",
            place_kk="Алматы, Қазақ ұлттық қыздар педагогикалық университеті",
            place_ru="Алматы, Казахский национальный женский педагогический университет",
            place_en="Almaty, Kazakh National Women’s Teacher Training University",
            **in_languages("intro", INTRO),
        )
        conference.open_call(self.cast.organiser)
        return conference

    def _past(self, walked):
        cohort = self.gatherings.closed
        conference = self._conference(cohort, cohort.ends_on - timedelta(days=2), 1)
        finished = (ProjectStatus.ACCEPTED, ProjectStatus.PUBLISHED)
        ready = [(text, project) for text, project in walked if text.circle in CLOSED_CIRCLES]
        ready = [(text, project) for text, project in ready if project.status in finished][:MOST_POSTERS]
        self.story.go_to(cohort.ends_on - timedelta(days=12))
        for text, project in ready:
            poster = self._poster(conference, text, project)
            poster.submit(project.lead)
            self.story.later(hours=3)
            poster.accept(self.cast.organiser)
        conference.close_call(self.cast.organiser)
        conference.publish(self.cast.organiser)
        self.story.go_to(cohort.ends_on)
        conference.finish(self.cast.organiser)

    def _coming(self, walked):
        cohort = self.gatherings.running
        conference = self._conference(cohort, cohort.ends_on - timedelta(days=9), 2)
        ready = [(text, project) for text, project in walked if text.circle not in CLOSED_CIRCLES]
        for text, project in ready:
            if project.status == ProjectStatus.ACCEPTED:
                self.story.go_to(self.story.today - timedelta(days=2))
                self._poster(conference, text, project).submit(project.lead)
            if project.status == ProjectStatus.PUBLISHED:
                Poster.objects.begin(conference, project, project.lead)

    def _poster(self, conference, text, project):
        poster = Poster.objects.begin(conference, project, project.lead)
        words, girls, boys = REACHED[text.language]
        image = drawing.poster(
            project.title,
            f"{project.school.name_kk} · {project.subject.name_kk}",
            [
                project.concern,
                ". ".join(row[0] for row in text.rows("steps")),
                project.changed_pupils,
                project.changed_me,
            ],
            (words, [(girls, project.girls_reached), (boys, project.boys_reached)]),
            LABELS[text.language],
            drawing.evidence(text.board, "board", seed=text.title),
        )
        alt = {"kk": "Постер: ", "ru": "Постер: ", "en": "Poster: "}[text.language] + project.title
        poster.upload = Upload.objects.receive(
            project.lead, drawing.as_file("poster.png", image), faces=Faces.NOBODY, alt=alt[:250]
        )
        poster.abstract = f"{project.concern.split('. ')[0].rstrip('.')}. {project.changed_pupils}"[:1500]
        poster.save(update_fields=["upload", "abstract"])
        return poster
