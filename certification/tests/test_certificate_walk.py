"""Whatever people do in whatever order: a certificate comes from a signed decision alone, and once (promise C13)."""

import random

import pytest

from certification.issuing import acts, batches, revoking
from certification.models import (
    Certificate,
    CertificateStatus,
    ConfirmedName,
    Decision,
    DecisionList,
    ListStatus,
    Outcome,
    Revocation,
    Series,
)
from safekeeping.states import TransitionError
from tests import makers

from .issuing_makers import decide, kind_of, make_chief, make_cohort, make_key, make_list, make_name, make_worker, sign

pytestmark = pytest.mark.django_db
STEPS, PEOPLE = 120, 4


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SIGNING_KEYS_DIR = tmp_path / "keys"
    for module in (acts, batches):
        monkeypatch.setattr(module, "make_paper", lambda certificate: True)
    make_key()


class Walk:
    """People who press whatever there is; refusals are answers, too."""

    REFUSALS = (acts.NotIssued, TransitionError, PermissionError)

    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.chiefs = [make_chief(), make_chief()]
        self.community = makers.make_community(cohort=make_cohort())
        self.projects = [make_worker(self.community, name=False) for _one in range(PEOPLE)]
        self.cohort, self.kind = self.community.cohort, kind_of()

    @property
    def chief(self):
        return self.dice.choice(self.chiefs)

    def some(self, rows):
        found = list(rows.order_by("pk"))
        return self.dice.choice(found) if found else None

    def step(self):
        act = self.dice.choice(
            [self.put_on_list, self.sign_list, self.confirm_name, self.issue, self.issue_again, self.batch]
            + [self.replace, self.ask, self.confirm, self.drop]
        )
        try:
            act()
        except self.REFUSALS:
            return

    def put_on_list(self):
        waiting = self.cohort.decision_lists.filter(status=ListStatus.OPEN).first()
        waiting = waiting or make_list(self.cohort, self.chief)
        project = self.dice.choice(self.projects)
        if not Decision.objects.filter(decision_list=waiting, portfolio__project=project).exists():
            decide(project, waiting, self.dice.choice([Outcome.PASS, Outcome.NOT_YET]))

    def sign_list(self):
        waiting = self.some(DecisionList.objects.filter(status=ListStatus.OPEN))
        if waiting:
            sign(waiting, self.chief)

    def confirm_name(self):
        lead = self.dice.choice(self.projects).lead
        if not ConfirmedName.objects.filter(pk=lead.pk).exists():
            make_name(lead)

    def issue(self, again=False):
        lead = self.dice.choice(self.projects).lead
        acts.issue(self.kind, to=lead, cohort=self.cohort, by=self.chief, again=again)

    def issue_again(self):
        self.issue(again=True)

    def batch(self):
        batches.begin(self.kind, self.cohort, self.chief)

    def replace(self):
        found = self.some(Certificate.objects.all())
        if found:
            acts.replace(found, self.chief, why="text")

    def ask(self):
        found = self.some(Certificate.objects.all())
        if found:
            revoking.ask(found, self.chief, "mistake")

    def confirm(self):
        found = self.some(Revocation.objects.all())
        if found:
            revoking.confirm(found, self.chief)

    def drop(self):
        found = self.some(Revocation.objects.all())
        if found:
            revoking.drop(found, self.chief)


def assert_all_is_right():
    certificates = list(Certificate.objects.select_related("decision__decision_list", "decision__portfolio__project"))
    assert sorted(one.number for one in certificates) == list(range(1, len(certificates) + 1))
    for one in certificates:
        assert one.decision.outcome == Outcome.PASS
        assert one.decision.decision_list.is_signed
        assert one.decision.portfolio.project.lead_id == one.person_id
    valid = [one.person_id for one in certificates if one.status == CertificateStatus.ISSUED]
    assert len(valid) == len(set(valid))
    revoked = {one.pk for one in certificates if one.status == CertificateStatus.REVOKED}
    assert revoked == set(Revocation.objects.confirmed().values_list("certificate", flat=True))
    assert all(one.confirmed_by_id != one.asked_by_id for one in Revocation.objects.confirmed())
    replaced = {one.pk for one in certificates if one.status == CertificateStatus.REPLACED}
    assert replaced == {one.replaces_id for one in certificates} - {None}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_walk_over_all_acts_and_states_gives_certificates_from_signed_decisions_once(seed):
    walk = Walk(seed)

    for _step in range(STEPS):
        walk.step()

    assert_all_is_right()
    assert Certificate.objects.exists()
    assert Series.objects.get().last == Certificate.objects.count()
