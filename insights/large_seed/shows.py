"""What the public sees besides the stories: conferences with their posters, news, pages; and the post of a year."""

from datetime import timedelta

from conference.models import Conference, ConferenceStatus, Poster, PosterStatus
from insights.demo.press import NEWS
from insights.demo.shows import INTRO
from outbox.models import Message, MessageStatus
from programme.defaults import in_languages, make_pages, make_partners
from programme.models import NewsItem
from projects.models import ProjectStatus

from .ground import store

NEWEST_HAS = 0.7  # of all posters
FINISHED = (ProjectStatus.ACCEPTED, ProjectStatus.PUBLISHED)


class Shows:
    def __init__(self, ground, people, work):
        self.ground, self.people, self.work = ground, people, work

    def open(self):
        make_pages()
        make_partners()
        cohorts = self.work.meetings.cohorts
        older, newest = self._conference(cohorts[0], 1), self._conference(cohorts[1], 2)
        count = self.ground.size.posters
        finished = [project for project in self.work.projects if project.status in FINISHED][:count]
        of_newest = round(count * NEWEST_HAS)
        self._posters(newest, finished[:of_newest])
        self._posters(older, finished[of_newest:])
        self._news()
        self._post()

    def _conference(self, cohort, number):
        return Conference.objects.create(
            slug=f"shamy-{number}",
            cohort=cohort,
            starts_on=cohort.ends_on,
            ends_on=cohort.ends_on + timedelta(days=1),
            status=ConferenceStatus.OVER,
            name_kk=f"Ауыл мектебінің шамы: {number}-конференция",
            name_ru=f"Лампа сельской школы: конференция {number}",
            name_en=f"The lamp of the rural school: conference {number}",
            place_kk="Алматы",
            place_ru="Алматы",
            place_en="Almaty",
            **in_languages("intro", INTRO),
        )

    def _posters(self, conference, projects):
        files = self.work.files
        uploads = store(files.deal(files.poster, project.lead, project.title) for project in projects)
        store(
            Poster(
                conference=conference,
                project=project,
                number=number,
                abstract=f"{project.concern} {project.changed_pupils}"[:1500],
                upload=upload,
                status=PosterStatus.PRESENTED,
                submitted_at=self.ground.at(conference.starts_on - timedelta(days=20)),
            )
            for number, (project, upload) in enumerate(zip(projects, uploads, strict=True), start=1)
        )

    def _news(self):
        store(
            NewsItem(
                published_at=self.ground.at(self.ground.today - timedelta(days=9 * number + 1), 10),
                **in_languages("title", NEWS[number % len(NEWS)][1]),
                **in_languages("body", NEWS[number % len(NEWS)][2]),
            )
            for number in range(self.ground.size.news)
        )

    def _post(self):
        """A letter to everyone who has an address; some came back."""
        people = [person for person in self.people.everyone if person.email]
        store(
            Message(
                to=person.email,
                subject="Жобаңызға жаңа пікір жазылды",
                body="",
                status=MessageStatus.SENT if number % 200 else MessageStatus.FAILED,
                tries=1,
                created_at=self.ground.at(self.ground.days_ago(1, 200)),
            )
            for number, person in enumerate(people)
        )
