"""States change through verbs: the one way from one to the next, safe against a second hand at the same moment."""

from django.db import models

from .ids import short_id


class TransitionError(Exception):
    """The thing is not in a state from which this can be done (any more)."""


class HasShortId(models.Model):
    id = models.CharField(primary_key=True, max_length=12, default=short_id, editable=False)

    class Meta:
        abstract = True


class HasMoves(models.Model):
    """A `status` that only verbs change. MOVES: status -> statuses that may follow."""

    MOVES = {}

    class Meta:
        abstract = True

    def can_move_to(self, target):
        return target in self.MOVES[self.status]

    def _move_to(self, target, **columns):
        """Writes the new status, and the columns that change with it, if the old one still stands."""
        if not self.can_move_to(target):
            raise TransitionError(f"{self._meta.label}: {self.status} → {target}")
        row = type(self)._base_manager.filter(pk=self.pk, status=self.status)
        if not row.update(status=target, **columns):
            raise TransitionError(f"{self._meta.label}: {self.status} was already left")
        self.status = target
        for name, value in columns.items():
            setattr(self, name, value)

    _move_to.alters_data = True


def closed_set(name, choices, field="status"):
    """The constraint that keeps a column of TextChoices honest: choices alone do not."""
    return models.CheckConstraint(name=name, condition=models.Q(**{f"{field}__in": choices.values}))
