"""Two cohorts, twelve communities, a hundred and fifty sessions, and the meetings between schools."""

from datetime import date, time, timedelta

from accounts.models import AuditEntry
from communities.models import (
    Attendance,
    Community,
    Facilitation,
    FacilitatorKind,
    Mark,
    Membership,
    NetworkEvent,
    Reflection,
    Session,
    SessionMode,
)
from communities.series import dates
from programme.defaults import make_lists, make_session_plan, make_stages
from programme.models import Cohort, Theme
from uploads.models import Faces, Upload

from . import drawing
from .cast import DEMO_CIRCLE, HOME

RUNNING_FOR = timedelta(weeks=44)  # so eleven sessions are behind, and the last of them was this week
LASTS = timedelta(days=424)
ROUNDS_APART = timedelta(weeks=104)

# circle -> (name, theme, language, number of sessions planned, of them cancelled, state)
CIRCLES = {
    "c1": ("Бірге оқимыз", "reading", "kk", 14, (10,), "ended"),
    "c2": ("Жаңа лептестер", "interest", "kk", 14, (), "ended"),
    "c3": ("Шырақ", "learning-skills", "kk", 14, (9,), "ended"),
    "c4": ("Бір шаңырақ", "small-class", "kk", 14, (4, 11), "ended"),
    "c5": ("Открытый урок", "russian-teaching", "ru", 14, (10,), "ended"),
    "c6": ("Тау самалы", "interest", "kk", 14, (), "ended"),
    "c7": ("Ізденіс", "learning-skills", "kk", 14, (), "active"),
    "c8": ("Теңіз жағасы", "digital", "kk", 14, (8,), "active"),
    "c9": ("Ұстаз үні", "local", "kk", 14, (), "active"),
    "c10": ("Хан Тәңірі", "reading", "kk", 14, (), "active"),
    "c11": ("Бозінген", "local", "kk", 8, (7, 8), "paused"),
    "c12": ("Жаңа толқын", "learning-skills", "kk", 2, (), "forming"),
}
CLOSED_CIRCLES = ("c1", "c2", "c3", "c4", "c5", "c6")
UNLOGGED = (DEMO_CIRCLE, 11)
HOURS = {"c7": time(15, 0), "c9": time(14, 30), "c4": time(16, 0)}

EVENTS = [  # (closed cohort?, days after the start, title, place)
    (True, 160, ("Алғашқы желілік кездесу", "Первая сетевая встреча", "First network event"), "Атырау"),
    (True, 290, ("Дәлел жинау шеберханасы", "Мастерская свидетельств", "Workshop on evidence"), "Ақтау"),
    (True, 380, ("Постер мен қысқа баян", "Постер и краткая история", "Posters and vignettes"), "Алматы"),
    (False, 165, ("Жоспарымызды бөлісеміз", "Делимся планами", "Sharing our plans"), "Атырау"),
    (False, 330, ("Не өзгерді: желілік кездесу", "Что изменилось: сетевая встреча", "What changed"), "Алматы"),
]


class Gatherings:
    def __init__(self, story, cast, decks):
        self.story, self.cast, self.decks, self.dice = story, cast, decks, story.dice
        self.by = cast.coordinators[0]

    def hold(self):
        make_lists()
        started = self.story.today - RUNNING_FOR
        self.closed = self._cohort(started - ROUNDS_APART, "closed")
        self.running = self._cohort(started, "running")
        self.communities = {circle: self._community(circle) for circle in CIRCLES}
        for circle in CIRCLES:
            self._sessions(circle)
        for is_closed, days, title, place in EVENTS:
            self._event(self.closed if is_closed else self.running, days, title, place)
        for circle, community in self.communities.items():
            self._settle(circle, community)
        return self

    def cohort_of(self, circle):
        return self.closed if circle in CLOSED_CIRCLES else self.running

    def people_of(self, circle):
        if circle == "c12":
            return [*self.cast.leads["c1"][1:3], *self.cast.newcomers]
        return list(dict.fromkeys(self.cast.leads[circle]))

    def _cohort(self, starts_on, state):
        self.story.go_to(starts_on - timedelta(days=40))
        years = f"{starts_on.year}–{(starts_on + LASTS).year}"
        which = {"closed": ("Бірінші", "Первый", "First"), "running": ("Екінші", "Второй", "Second")}[state]
        cohort = Cohort.objects.create(
            name_kk=f"{which[0]} лек, {years}",
            name_ru=f"{which[1]} поток, {years}",
            name_en=f"{which[2]} cohort, {years}",
            starts_on=starts_on,
            ends_on=starts_on + LASTS,
        )
        make_stages(cohort)
        make_session_plan(cohort)
        cohort.begin()
        if state == "closed":
            cohort.begin_assessing()
            cohort.close()
        return cohort

    def _community(self, circle):
        name, theme, language, *_rest = CIRCLES[circle]
        cohort = self.cohort_of(circle)
        began = cohort.starts_on if circle != "c12" else self.story.today - timedelta(days=12)
        self.story.go_to(began)
        norms = self.decks.deal("meetings/others.md", f"norms {language}").split(" | ")
        community = Community.objects.create(
            name=name,
            language=language,
            cohort=cohort,
            theme=Theme.objects.get(key=theme),
            norms="" if circle == "c12" else "\n".join(norms),
        )
        community.schools.add(self.cast.schools[HOME[circle]])
        if circle == "c12":
            community.schools.add(self.cast.schools["shetpe"])
        AuditEntry.objects.record(self.by, "community made", community)
        self._join(circle, community, began)
        if circle != "c12":
            community.activate(self.by)
        return community

    def _join(self, circle, community, since):
        people = self.people_of(circle)
        Membership.objects.bulk_create(Membership(community=community, person=one, since=since) for one in people)
        number = int(circle[1:])
        external = self.cast.externals[0 if circle in {DEMO_CIRCLE, "c8", "c12"} else number % 3]
        for person, kind in (
            (self.cast.facilitators[circle], FacilitatorKind.SCHOOL),
            (external, FacilitatorKind.EXTERNAL),
        ):
            Facilitation.objects.create(community=community, person=person, kind=kind, since=since)

    # Sessions ---------------------------------------------------------------------------------------

    def _sessions(self, circle):
        community, facilitator = self.communities[circle], self.cast.facilitators[circle]
        count, cancelled = CIRCLES[circle][3:5]
        plans = list(community.cohort.session_plan.order_by("number").prefetch_related("tools"))[:count]
        begins = community.cohort.starts_on if circle != "c12" else self.story.today + timedelta(days=9)
        weekday = (int(circle[1:]) * 2 + 1) % 5
        series = [(row.plan, row.starts_at) for row in dates(plans, weekday, HOURS.get(circle, time(15, 30)), begins)]
        self.story.go_to(begins - timedelta(days=3))
        Session.objects.plan_series(community, facilitator, series)
        for session in community.sessions.select_related("plan").order_by("starts_at"):
            self._happen(circle, session, session.plan.number in cancelled)
        if circle == DEMO_CIRCLE:
            self.story.go_to(self.story.today)
            self._bring_forward(community.sessions.coming().first())

    def _happen(self, circle, session, is_cancelled):
        """What became of a planned session by today."""
        facilitator, language = self.cast.facilitators[circle], CIRCLES[circle][2]
        day = session.day
        if day >= self.story.today or (circle, session.plan.number) == UNLOGGED:
            return
        if is_cancelled:
            self.story.go_to(day, 10)
            session.cancel(facilitator, self.decks.deal("meetings/others.md", f"cancelled {language}"), tell=False)
            return
        self.story.go_to(day, 18)
        self._log(circle, session, facilitator, language)

    def _log(self, circle, session, facilitator, language):
        page, heading = f"meetings/{language}.md", str(session.plan.number)
        session.summary = self.decks.deal(page, heading, "-")
        session.decisions = self.decks.deal(page, heading, "+")
        session.next_steps = self.decks.deal(page, heading, ">")
        session.mode = SessionMode.ONLINE if self.dice.random() < 0.12 else SessionMode.IN_PERSON
        session.place = "" if session.mode == SessionMode.ONLINE else self.dice.choice(["12-кабинет", "Кітапхана", ""])
        session.minutes += self.dice.choice([0, 0, 0, 10, 20])
        session.save(update_fields=["summary", "decisions", "next_steps", "mode", "place", "minutes"])
        session.hold()
        session.tools.set(session.plan.tools.all())
        marks = [Attendance(session=session, person=one, mark=self._mark(session)) for one in self.people_of(circle)]
        Attendance.objects.bulk_create(marks)
        AuditEntry.objects.record(
            facilitator,
            "session logged",
            session,
            status=["planned", "held"],
            attendance={str(mark.person): ["", mark.mark] for mark in marks},
        )
        if self.dice.random() < 0.2:
            text = self.decks.deal("meetings/others.md", f"reflections {language}")
            Reflection.objects.create(session=session, author=facilitator, text=text)
        if session.plan.number in (3, 9):
            session.pictures.add(self._flip_chart(session, facilitator))

    def _mark(self, session):
        """Mostly there; the last sessions before a portfolio nobody misses, or she could not submit."""
        marks, weights = [Mark.PRESENT, Mark.LATE, Mark.EXCUSED, Mark.ABSENT], [86, 6, 6, 2]
        return self.dice.choices(marks, weights)[0]

    def _flip_chart(self, session, facilitator):
        lines = [session.plan.title_kk, *session.plan.steps_kk.splitlines()]
        return Upload.objects.receive(
            facilitator,
            drawing.as_file("flip-chart.png", drawing.flip_chart(lines, seed=session.pk)),
            faces=Faces.NOBODY,
            alt=f"Флипчарт: {session.topic}"[:250],
        )

    def _bring_forward(self, session):
        """The demo's facilitator meets her people in five days."""
        session.starts_at = self.story.at(self.story.today + timedelta(days=5), 15)
        session.save(update_fields=["starts_at"])

    # Between schools --------------------------------------------------------------------------------

    def _event(self, cohort, days, title, place):
        day = _on_saturday(cohort.starts_on + timedelta(days=days))
        event = NetworkEvent.objects.create(
            cohort=cohort,
            title_kk=title[0],
            title_ru=title[1],
            title_en=title[2],
            place=place,
            starts_at=self.story.at(day, 10),
            minutes=self.dice.choice([180, 240, 300]),
        )
        if day >= self.story.today:
            return
        self.story.go_to(day, 17)
        circles = [circle for circle in CIRCLES if self.cohort_of(circle) == cohort and circle != "c12"]
        came = [one for circle in circles for one in self.people_of(circle) if self.dice.random() < 0.75]
        event.mark(self.by, [one.pk for one in came], [])

    def _settle(self, circle, community):
        state = CIRCLES[circle][5]
        if state == "ended":
            self.story.go_to(community.cohort.ends_on)
            community.end(self.by)
        if state == "paused":
            self.story.go_to(community.cohort.starts_on + timedelta(weeks=34))
            community.pause(self.by)


def _on_saturday(day: date):
    return day + timedelta(days=(5 - day.weekday()) % 7)
