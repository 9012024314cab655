"""Three cohorts, their communities, and every session that they have held."""

from datetime import timedelta

from communities.models import (
    Attendance,
    Community,
    CommunityStatus,
    Facilitation,
    FacilitatorKind,
    Mark,
    Membership,
    NetworkEvent,
    Reflection,
    Session,
    SessionStatus,
)
from insights.demo.reading import pools
from programme.defaults import make_lists, make_session_plan, make_stages
from programme.models import Cohort, CohortStatus, Theme

from .ground import COHORT_LASTS, COHORTS_APART, RUNNING_FOR, link, store
from .sizes import MEMBERS, SESSIONS_HELD

COHORT_NAMES = (
    ("Бірінші лек", "Первый поток", "First cohort"),
    ("Екінші лек", "Второй поток", "Second cohort"),
    ("Үшінші лек", "Третий поток", "Third cohort"),
)
NAMES = (
    "Бірге оқимыз",
    "Жаңа лептестер",
    "Шырақ",
    "Бір шаңырақ",
    "Тау самалы",
    "Ізденіс",
    "Теңіз жағасы",
    "Ұстаз үні",
    "Хан Тәңірі",
    "Жаңа толқын",
)
MARKS, WEIGHTS = [Mark.PRESENT, Mark.LATE, Mark.EXCUSED, Mark.ABSENT], [86, 6, 6, 2]
COMING, UNLOGGED_EACH, PAUSED_EACH = 2, 5, 12


class Meetings:
    def __init__(self, ground, people):
        self.ground, self.dice, self.people = ground, ground.dice, people

    def hold(self):
        make_lists()
        self.cohorts = [self._cohort(number) for number in range(len(COHORT_NAMES))]
        self.plans = {cohort.pk: list(cohort.session_plan.order_by("number")) for cohort in self.cohorts}
        self.communities = store(self._community(number) for number in range(self.ground.size.communities))
        self.members = [self._members(number) for number in range(len(self.communities))]
        self._join()
        self._sessions()
        self._events()
        return self

    def _cohort(self, number):
        rounds_ago = len(COHORT_NAMES) - 1 - number
        starts_on = self.ground.today - RUNNING_FOR - rounds_ago * COHORTS_APART
        kk, ru, en = COHORT_NAMES[number]
        status = CohortStatus.CLOSED if rounds_ago else CohortStatus.RUNNING
        cohort = Cohort.objects.create(
            name_kk=f"{kk}, {starts_on.year}",
            name_ru=f"{ru}, {starts_on.year}",
            name_en=f"{en}, {starts_on.year}",
            starts_on=starts_on,
            ends_on=starts_on + COHORT_LASTS,
            status=status,
        )
        make_stages(cohort)
        make_session_plan(cohort)
        return cohort

    @property
    def running(self):
        return self.cohorts[-1]

    def cohort_of(self, number):
        """The first community belongs to the running cohort: the demo's accounts are in it."""
        return self.cohorts[(number + 2) % len(self.cohorts)]

    def _community(self, number):
        cohort = self.cohort_of(number)
        themes = list(Theme.objects.order_by("order"))
        status = CommunityStatus.ENDED
        if cohort == self.running:
            status = CommunityStatus.PAUSED if number % PAUSED_EACH == PAUSED_EACH - 1 else CommunityStatus.ACTIVE
        norms = pools("meetings/others.md")["norms kk"]["-"]
        return Community(
            name=f"{NAMES[number % len(NAMES)]} {number + 1}",
            language="ru" if number % 10 == 4 else "kk",
            cohort=cohort,
            theme=themes[number % len(themes)],
            norms="\n".join(norms[number % len(norms)].split(" | ")),
            status=status,
        )

    def _members(self, number):
        """Its own teachers, and some of the next school's, so that many people belong to two."""
        others = self.people.circle((number + 1) % len(self.communities))
        own = self.people.circle(number)
        return [*own, *others[: MEMBERS - len(own)]]

    def _join(self):
        memberships, runs, schools = [], [], []
        for number, community in enumerate(self.communities):
            since = community.cohort.starts_on
            memberships += [Membership(community=community, person=one, since=since) for one in self.members[number]]
            external = self.people.externals[number % len(self.people.externals)]
            own = self.people.circle(number)[0]
            for person, kind in ((own, FacilitatorKind.SCHOOL), (external, FacilitatorKind.EXTERNAL)):
                runs.append(Facilitation(community=community, person=person, kind=kind, since=since))
            schools.append((community, self.people.school_of(number)))
        store(memberships), store(runs), link(Community.schools, schools)

    def _sessions(self):
        sessions = [one for number in range(len(self.communities)) for one in self._year(number)]
        store(sessions)
        held = [one for one in sessions if one.is_held]
        members = {community.pk: people for community, people in zip(self.communities, self.members, strict=True)}
        store(
            Attendance(session=session, person=person, mark=self.dice.choices(MARKS, WEIGHTS)[0])
            for session in held
            for person in members[session.community_id]
        )
        texts = pools("meetings/others.md")["reflections kk"]["-"]
        store(
            Reflection(session=one, author=one.made_by, text=texts[number % len(texts)])
            for number, one in enumerate(held[::5])
        )
        for one in held:
            self.ground.on_record(one.made_by, "session logged", one, one.logged_at, status=["planned", "held"])

    def _year(self, number):
        """Held sessions until now or until the cohort's end; in running ones some not logged, and the next ones."""
        community = self.communities[number]
        is_running = community.cohort == self.running
        last = self.ground.today - timedelta(days=number % 12 + 1) if is_running else community.cohort.ends_on
        plans = self.plans[community.cohort_id]
        apart = timedelta(days=14)
        for place in range(SESSIONS_HELD):
            day = last - apart * (SESSIONS_HELD - 1 - place)
            yield self._session(number, place, day, plans, SessionStatus.HELD)
        if not is_running:
            return
        if number % UNLOGGED_EACH == 0:
            yield self._session(number, SESSIONS_HELD, self.ground.today - timedelta(days=1), (), SessionStatus.PLANNED)
        for place in range(1, COMING + 1):
            day = self.ground.today + timedelta(days=12) * place
            yield self._session(number, SESSIONS_HELD + place, day, (), SessionStatus.PLANNED)

    def _session(self, number, place, day, plans, status):
        community = self.communities[number]
        plan = plans[place] if place < len(plans) else None
        page = pools(f"meetings/{community.language}.md")[str(place % 14 + 1)]
        starts_at = self.ground.at(day, 15, 30)
        words = {}
        if status == SessionStatus.HELD:
            words = {
                "summary": self.dice.choice(page["-"]),
                "decisions": self.dice.choice(page["+"]),
                "next_steps": self.dice.choice(page[">"]),
                "logged_at": starts_at + timedelta(hours=3),
            }
        return Session(
            community=community,
            plan=plan,
            topic=str(plan.title if plan else NAMES[place % len(NAMES)])[:200],
            starts_at=starts_at,
            made_by=self.people.circle(number)[0],
            status=status,
            **words,
        )

    def _events(self):
        events = store(
            NetworkEvent(
                cohort=cohort,
                title_kk=f"Желілік кездесу {number}",
                title_ru=f"Сетевая встреча {number}",
                title_en=f"Network event {number}",
                place="Атырау",
                starts_at=self.ground.at(cohort.starts_on + timedelta(days=90 * number), 10),
            )
            for cohort in self.cohorts
            for number in (1, 2, 3)
        )
        came = []
        for event in events:
            mine = {
                person.pk: person
                for number, people in enumerate(self.members)
                if self.cohort_of(number) == event.cohort
                for person in people
                if self.dice.random() < 0.5
            }
            came += [(event, person) for person in mine.values()]
        link(NetworkEvent.participants, came)
