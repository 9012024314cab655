"""Time and chance while the demo is told.

The rooms' own verbs make the demo, so that versions, audit trail and letters are real. Each verb must run at the moment
at which it would have run, and the same day must always give the same story: for as long as the story is told, the
clock stands where the story is, and new ids come from a seeded generator.
"""

import random
import uuid
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from functools import partial

from django.apps import apps
from django.utils import timezone

from safekeeping.ids import LETTERS, short_id


class Story:
    """The clock and the dice. `today` is the day on which the command runs."""

    def __init__(self, today, seed="shamy"):
        self.today = today
        self.dice = random.Random(seed)  # noqa: S311 - a story, not a secret
        self._ids = random.Random(f"{seed} ids")  # noqa: S311
        self.moment = self.at(today, 9)

    @staticmethod
    def at(day, hour=12, minute=0):
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    def now(self):
        return self.moment

    def go_to(self, day, hour=None):
        """Sets the clock to some time of that day, but never later than this morning."""
        hour = hour or self.dice.randint(9, 19)
        self.moment = min(self.at(day, hour, self.dice.randint(0, 59)), self.at(self.today, 8))

    def later(self, **delta):
        self.moment = min(self.moment + timedelta(**delta), self.at(self.today, 8))

    def short_id(self):
        return "".join(self._ids.choice(LETTERS) for _ in range(12))

    def uuid4(self):
        return uuid.UUID(int=self._ids.getrandbits(128), version=4)


@contextmanager
def told_by(story):
    """Within it, `timezone.now()`, new ids and the defaults of columns are the story's."""
    defaults = {timezone.now: story.now, short_id: story.short_id, uuid.uuid4: story.uuid4}
    swapped = [
        (field, field.default)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.has_default() and field.default in defaults
    ]
    real_now = timezone.now
    undo = [partial(_set_default, field, default) for field, default in swapped]
    try:
        for field, default in swapped:
            _set_default(field, defaults[default])
        timezone.now = story.now
        yield story
    finally:
        timezone.now = real_now
        for back in undo:
            back()


def _set_default(field, default):
    field.default = default
    field.__dict__.pop("_get_default", None)  # a cached property
