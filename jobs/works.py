"""Which kinds of work there are. A room registers its own, in a module that its AppConfig.ready imports."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

WORKS = {}
leaving = threading.Event()  # set when this process, a worker, has been asked to end


class CannotBeDone(Exception):
    """Ends a job as failed; the text is shown to its owner, so it says in her language what to do."""


class Unknown(Exception):
    """A job of a kind that this version of the portal does not have."""


@dataclass(frozen=True)
class Work:
    key: str
    run: Callable  # run(job)
    title: object  # a lazy text, or title(job) -> text, asked in the reader's language
    may_run: Callable  # may_run(user, **arguments): asked when it is started, begun, and when its result is fetched
    page: Callable | None  # page(job) -> path of what the work has made, when that is not a file

    def title_of(self, job):
        return self.title(job) if callable(self.title) else self.title


def work(key, *, title, may_run=lambda user, **arguments: True, page=None):
    """Decorates run(job): registers it under the key, which stays in the database."""

    def register(run):
        WORKS[key] = Work(key, run, title, may_run, page)
        return run

    return register


def named(key):
    try:
        return WORKS[key]
    except KeyError:
        raise Unknown(key) from None
