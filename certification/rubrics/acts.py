"""What chief reviewers do with a rubric. Each act changes a draft only, counts up its version, and is on record."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import AuditEntry
from certification.criteria import copies, fill, next_number, rubric_of
from certification.models import Criterion, Rubric, RubricStatus
from openweb.pages import forget_public_pages
from safekeeping.states import TransitionError

from .ready import what_is_missing

OUT_OF_THE_WAY = 10_000  # numbers are unique at each moment, also in the middle of a new order


class NotReady(Exception):
    """Something of the rubric is missing still: `missing`, rows of ready.Missing."""

    def __init__(self, missing):
        super().__init__(len(missing))
        self.missing = missing


def begin_next(cohort, by, source=None):
    """The cohort's draft: the one that there is, else a copy of `source` (a rubric, or None for the portal's own)."""
    known = cohort.rubrics.drafts().first()
    if known:
        return known
    source = source or rubric_of(cohort)
    try:
        with transaction.atomic():
            rubric = Rubric.objects.create(cohort=cohort, number=next_number(cohort), begun_by=by)
            fill(rubric, copies(source))
            AuditEntry.objects.record(by, "rubric begun", rubric, copied_from=str(source) if source else "")
    except IntegrityError:  # another chief at the same moment
        return cohort.rubrics.drafts().get()
    return rubric


@transaction.atomic
def put_in_use(rubric, by, as_of):
    """From now on portfolios are read by it; the one before is replaced, readings begun under it stay with it.

    as_of: the rubric's version that was on the page. safekeeping.versions.Conflict when it changed; NotReady;
    TransitionError.
    """
    if not rubric.is_draft:
        raise TransitionError(f"{rubric.status} cannot be put in use")
    rubric.save_as_of(as_of, [])
    if missing := what_is_missing(Rubric.objects.with_criteria().get(pk=rubric.pk)):
        raise NotReady(missing)
    for earlier in rubric.cohort.rubrics.in_use():
        earlier._move_to(RubricStatus.REPLACED)
    rubric._move_to(RubricStatus.IN_USE, in_use_since=timezone.now(), put_in_use_by=by)
    AuditEntry.objects.record(by, "rubric put in use", rubric)
    transaction.on_commit(forget_public_pages)  # what teachers see of it is remembered with them


@transaction.atomic
def discard(rubric, by):
    """A draft that is not wanted goes. TransitionError for any other."""
    if not Rubric.objects.drafts().filter(pk=rubric.pk).exists():
        raise TransitionError(f"{rubric.status} cannot be discarded")
    AuditEntry.objects.record(by, "rubric discarded", rubric)
    rubric.delete()


def touch(rubric):
    """Something of the draft has changed. TransitionError when it is no draft any more."""
    if not Rubric.objects.drafts().filter(pk=rubric.pk).update(version=F("version") + 1):
        raise TransitionError("a rubric in use is frozen")


@transaction.atomic
def add_criterion(rubric, by, columns, levels, **keys):
    """At the end. columns: of the criterion; levels: unsaved, in order."""
    touch(rubric)
    last = rubric.criteria.order_by("-number").values_list("number", flat=True).first() or 0
    criterion = Criterion.objects.create(rubric=rubric, number=last + 1, **columns, **keys)
    store_levels(criterion, levels)
    AuditEntry.objects.record(by, "criterion added", rubric, criterion=str(criterion))
    return criterion


@transaction.atomic
def change_criterion(criterion, by, as_of, columns, levels):
    """Writes the named columns and all levels over the version that was seen, else Conflict."""
    touch(criterion.rubric)
    criterion.save_as_of(as_of, columns)
    store_levels(criterion, levels)
    AuditEntry.objects.record(by, "criterion changed", criterion.rubric, criterion=str(criterion))


def store_levels(criterion, levels):
    """A draft's levels are in no mark yet: they are written anew."""
    criterion.levels.all().delete()
    for number, level in enumerate(levels):
        level.pk, level.criterion, level.number = None, criterion, number
    criterion.levels.bulk_create(levels)


@transaction.atomic
def remove_criterion(criterion, by):
    rubric = criterion.rubric
    touch(rubric)
    AuditEntry.objects.record(by, "criterion removed", rubric, criterion=str(criterion))
    criterion.delete()
    renumber(rubric.criteria.in_order())


@transaction.atomic
def move_criterion(criterion, by, to):
    """To this place, counted from 1. A second tap finds it there and changes nothing."""
    rubric = criterion.rubric
    order = list(rubric.criteria.in_order())
    place = min(max(to, 1), len(order)) - 1
    if order[place] == criterion:
        return
    touch(rubric)
    order.remove(criterion)
    order.insert(place, criterion)
    renumber(order)
    AuditEntry.objects.record(by, "criterion moved", rubric, criterion=str(criterion), to=place + 1)


def renumber(criteria):
    for start in (OUT_OF_THE_WAY, 1):
        for number, criterion in enumerate(criteria, start=start):
            Criterion.objects.filter(pk=criterion.pk).update(number=number)
