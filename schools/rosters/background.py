"""Long lists are read and saved in the background; a worker that dies in the middle leaves nothing half-done."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import COORDINATORS
from jobs.models import Job
from jobs.starting import start
from jobs.works import CannotBeDone, work
from safekeeping.states import TransitionError
from schools.models import RosterImport, RosterStatus

from . import preview, saving

AT_ONCE = 300  # rows that are read or saved while the coordinator waits
READ, SAVE = "read roster", "save roster"


def may_run(user, **arguments):
    return user.in_group(COORDINATORS)


def roster_of(job):
    return RosterImport.objects.get(pk=job.arguments["roster"])


def page_of(job):
    """The list's present page; one that was read again instead of saved says so there."""
    roster = roster_of(job)
    was_read_again = job.kind == SAVE and roster.status == RosterStatus.PREVIEWED
    return roster.get_absolute_url() + ("?read_again=1" if was_read_again else "")


def open_job(user, roster):
    """Her job for this list that is not over, or None."""
    return Job.objects.visible_to(user).open().filter(kind__in=[READ, SAVE], arguments__roster=roster.pk).first()


def in_background(user, kind, roster, anew=False):
    """The job that reads or saves the list: the one that is under way, else a new one."""
    return (None if anew else open_job(user, roster)) or start(user, kind, roster=roster.pk)


@work(READ, title=gettext_lazy("Reading the list"), may_run=may_run, page=page_of)
def read(job):
    roster = roster_of(job)
    if roster.status == RosterStatus.READING:
        _read(job, roster)


def _read(job, roster):
    try:
        preview.read_on(roster, tell=partial(job.progress, total=roster.rows_to_read))
        roster.finish_reading()
    except (preview.Overtaken, TransitionError):  # begun anew with other columns, or discarded
        return


@work(SAVE, title=gettext_lazy("Saving the list"), may_run=may_run, page=page_of)
def save(job):
    roster = roster_of(job)
    try:
        saving.confirm(roster, by=job.owner, tell=partial(job.progress, total=roster.rows_to_read))
    except saving.Undecided:
        raise CannotBeDone(_("Some likely duplicates still wait for your choice.")) from None
    except saving.Stale:
        roster.refresh_from_db()
        roster.start_reading()
        _read(job, roster)
    except TransitionError:  # saved or discarded already, perhaps by this job before it was interrupted
        return
