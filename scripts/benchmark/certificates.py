"""How long certificates take on the large set: one from the press of the button to its stored PDF, and a batch.

Runs with the portal's settings in a process of its own, so that its memory is the batch's: prints JSON.
python -m scripts.benchmark.certificates
"""

import json
import os
import resource
import sys
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "auyl_portal.settings")
django.setup()

from django.db.models import Count  # noqa: E402

from accounts.models import UNIVERSITY, User  # noqa: E402
from certification.checking import keys  # noqa: E402
from certification.issuing import acts, batches  # noqa: E402
from certification.issuing.entitled import Group, State  # noqa: E402
from certification.models import Batch, CertificateKind  # noqa: E402
from jobs.models import Job  # noqa: E402
from programme.models import Cohort  # noqa: E402

KEY = "teacher-leadership"
RULE = [{"needs": "decision"}, {"needs": "consents"}]  # so that the set holds enough people who have earned it
SINGLES, BATCH = 30, 500


def main():
    singles, batch = (SINGLES, BATCH) if "--quick" not in sys.argv else (12, 60)
    if not keys.can_sign():
        keys.make()
    CertificateKind.objects.filter(key=KEY).update(rule=RULE)
    chief = User.objects.filter(groups__name=UNIVERSITY).order_by("sort_key").first()
    cohort = Cohort.objects.annotate(lines=Count("decision_lists__decisions")).order_by("-lines").first()
    one = measure_singles(cohort, chief, singles)
    seconds, number = measure_batch(cohort, chief, batch)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"one_ms": one, "batch_seconds": seconds, "batch": number, "batch_mb": memory}, sys.stdout)


def kind():
    return CertificateKind.objects.prefetch_related("signatories", "logos").get(key=KEY)


def ready(cohort):
    group = Group(kind(), cohort)
    waiting = [standing.recipient for standing in group.in_state(State.READY)]
    return list(group.candidates().filter(pk__in=waiting))


def measure_singles(cohort, chief, number):
    """Milliseconds of each, from the button to the stored PDF; the first warms up and does not count."""
    found = []
    for person in ready(cohort)[: number + 1]:
        begun = perf_counter()
        acts.issue(kind(), to=person, cohort=cohort, by=chief)
        found.append((perf_counter() - begun) * 1000)
    return found[1:]


def measure_batch(cohort, chief, number):
    """(seconds, how many) of the work that a worker does, for as many people as are asked for."""
    made = Batch.objects.create(kind=kind(), cohort=cohort, made_by=chief)
    job = Job.objects.create(owner=chief, kind=batches.WORK, arguments={"batch": made.pk}, language="kk")
    job.begin()
    at_most(number)
    begun = perf_counter()
    batches.issue_batch(job)
    job.finish()
    return perf_counter() - begun, made.certificates.count()


def at_most(number):
    """The set may hold more who are ready than the batch that the target speaks of."""
    every = batches._each
    batches._each = lambda kind, standings: every(kind, standings[:number])


if __name__ == "__main__":
    main()
