"""What everything else stands on: dice, days, storing rows in batches."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType

from accounts.models import AuditEntry
from insights.demo.telling import Story
from languages.fields import Searchable

SEED = "large"
BATCH = 1000
RUNNING_FOR = timedelta(weeks=44)
COHORTS_APART = timedelta(weeks=52)
COHORT_LASTS = timedelta(days=424)


class Ground(Story):
    """The demo's clock and dice, standing at this morning."""

    def __init__(self, today, size):
        super().__init__(today, SEED)
        self.size = size
        self.audit = []

    def days_ago(self, least, most):
        return self.today - timedelta(days=self.dice.randint(least, most))

    def on_record(self, actor, verb, thing, at, **changes):
        """An entry of the audit trail, stored with the others at the end."""
        self.audit.append(
            AuditEntry(
                at=at,
                actor=actor,
                actor_name=str(actor),
                verb=verb,
                kind=ContentType.objects.get_for_model(thing),
                object_id=str(thing.pk),
                label=str(thing)[:200],
                changes=changes,
            )
        )


def store(rows):
    """Writes unsaved rows of one model; search columns are made as save() would."""
    rows = list(rows)
    if not rows:
        return rows
    if isinstance(rows[0], Searchable):
        for row in rows:
            row.make_searchable()
    return type(rows[0])._base_manager.bulk_create(rows, batch_size=BATCH)


def link(relation, pairs):
    """Rows of a many-to-many relation: `link(Project.themes, [(project, theme), …])`."""
    through = relation.through
    left, right = relation.field.m2m_field_name(), relation.field.m2m_reverse_field_name()
    return store(through(**{f"{left}_id": one.pk, f"{right}_id": other.pk}) for one, other in pairs)
