"""What the university gives at the end: a signed list, certificates in every state, letters to schools."""

from datetime import timedelta

from accounts.models import UNIVERSITY
from certification.checking import keys
from certification.deciding import acts as lists
from certification.issuing import acts, names, revoking
from certification.issuing.defaults import make_kinds
from certification.issuing.entitled import Group, State
from certification.models import Batch, CertificateKind, ConfirmedName, ListStatus, NameCorrection, RevocationReason
from conference.models import Conference, Poster, PosterStatus

from .cast import DEMO_CIRCLE

NOT_CONFIRMED = 2  # have earned it, and have not looked at their names yet
PRESENTED, LETTERS, FACILITATORS = 4, 3, 2
MISSPELT = str.maketrans("ңқүұ", "нкуу")


class Certificates:
    def __init__(self, story, cast, gatherings):
        self.story, self.cast, self.gatherings = story, cast, gatherings
        self.chief, self.cohort = cast.chief, gatherings.closed

    def give(self):
        make_kinds()
        if not keys.can_sign():
            keys.make(on=self.story.today)
        self.second = self.cast._person(groups=[UNIVERSITY])
        self.story.go_to(self.cohort.ends_on + timedelta(days=15))
        self._sign_list()
        self._give_leadership()
        self._give_others()
        self._give_to_teacher()

    def _sign_list(self):
        """Unless the story has told of it already."""
        if self.cohort.decision_lists.filter(status=ListStatus.SIGNED).exists():
            return
        made = lists.open_list(self.cohort, self.chief)
        lists.gather(made, lists.candidates(self.cohort, self.chief), self.chief)
        lists.sign(made, self.chief, lists.seal_of(lists.lines_of(made)))

    def _give_leadership(self):
        """A batch; then one misspelt and replaced, one asked to be corrected, one revoked, one asked to be revoked."""
        kind = self._kind("teacher-leadership")
        group = Group(kind, self.cohort)
        earned = [one.recipient for one in group.in_state(State.NAME)]
        people = list(group.candidates().filter(pk__in=earned))[:-NOT_CONFIRMED]
        misspelt = next(person for person in people if MISSPELT.keys() & {ord(letter) for letter in person.full_name})
        for person in people:
            self._confirm(person, misspelt=person == misspelt)
        self.story.later(days=3)
        given = self._issue(kind, people)
        self.story.later(days=9)
        self._correct(next(one for one in given if one.person == misspelt))
        revoked, asked, another = [one for one in given if one.person != misspelt][:3]
        self._revoke(revoked)
        self.story.go_to(self.story.today - timedelta(days=2))
        self._ask(asked, another)

    def _kind(self, key):
        return CertificateKind.objects.prefetch_related("signatories", "logos").get(key=key)

    def _confirm(self, person, misspelt=False):
        said = names.proposed(person)
        if misspelt:
            said["kk"] = said["kk"].translate(MISSPELT)
        if ConfirmedName.objects.get_or_create(person=person, defaults=said)[1]:
            names.confirmed(person, said)

    def _issue(self, kind, people, occasion="", cohort=None):
        cohort = cohort or self.cohort
        batch = Batch.objects.create(kind=kind, cohort=cohort, made_by=self.chief, occasion=occasion)
        give = {"cohort": cohort, "by": self.chief, "batch": batch, "occasion": occasion}
        return [acts.issue(kind, to=person, **give) for person in people]

    def _correct(self, certificate):
        person = certificate.person
        right = names.ask_for_correction(person, names.proposed(person), "Тегім мен атымда қазақ әріптері жоқ.")
        self.story.later(days=1)
        names.carry_out(right, self.chief)

    def _revoke(self, certificate):
        note = "Портфолиодағы екі дәлел басқа мектептің жұмысынан алынғаны анықталды, мұғаліммен сөйлестік."
        asked = revoking.ask(certificate, self.chief, RevocationReason.MISCONDUCT, note)
        self.story.later(days=2)
        revoking.confirm(asked, self.second)

    def _ask(self, certificate, another):
        """Wait for an answer today."""
        revoking.ask(
            certificate, self.second, RevocationReason.ASKED, "Өзі хат жазды: тегі ауысқан, жаңасын алғысы келеді."
        )
        said = names.proposed(another.person)
        said["latin"] = said["latin"].replace("i", "y", 1)
        NameCorrection.objects.create(person=another.person, why="Латынша жазылуы паспортымдағыдай емес.", **said)

    def _give_others(self):
        self.story.go_to(self.cohort.ends_on + timedelta(days=30))
        conference = Conference.objects.get(cohort=self.cohort)
        presented = list(Poster.objects.filter(conference=conference).select_related("project__lead")[:PRESENTED])
        Poster.objects.filter(pk__in=[poster.pk for poster in presented]).update(status=PosterStatus.PRESENTED)
        authors = [poster.project.lead for poster in presented]
        facilitators = self._earned("facilitator")[:FACILITATORS]
        for person in (*authors, *facilitators):
            self._confirm(person)
        self._issue(self._kind("presenter"), authors, occasion=str(conference.pk))
        self._issue(self._kind("facilitator"), facilitators)
        self._issue(self._kind("school-letter"), self._earned("school-letter")[:LETTERS])

    def _earned(self, key):
        group = Group(self._kind(key), self.cohort)
        earned = [one.recipient for one in group.standings.values() if one.is_earned]
        return list(group.candidates().filter(pk__in=earned))

    def _give_to_teacher(self):
        """The demo's teacher has one of her own to look at."""
        teacher, cohort = self.cast.leads[DEMO_CIRCLE][0], self.gatherings.running
        self.story.go_to(self.story.today - timedelta(days=3))
        self._confirm(teacher)
        self._issue(self._kind("participant"), [teacher], cohort=cohort)
