"""Work that takes longer than a second: asked for on a page, done by `manage.py run_jobs`, found again on My page."""

import tempfile
import time
import uuid
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from safekeeping.ids import long_token
from safekeeping.states import HasMoves, HasShortId, TransitionError, closed_set

from . import works

STUCK_FOR = timedelta(minutes=2)  # without a sign of life
MOST_ATTEMPTS = 3
TOLD_EVERY = 1.0  # seconds between two writes of the progress
KEPT_FOR = timedelta(days=7)


class JobStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("work in the background", "waiting")
    RUNNING = "running", pgettext_lazy("work in the background", "under way")
    DONE = "done", pgettext_lazy("work in the background", "ready")
    FAILED = "failed", pgettext_lazy("work in the background", "did not succeed")
    STOPPED = "stopped", pgettext_lazy("work in the background", "stopped")


class StopAsked(Exception):
    """The owner has asked to stop, or may not have this done any more."""


class PutBack(Exception):
    """The worker is being restarted: the job waits for the next one."""


class Lost(Exception):
    """The job was taken away meanwhile: this worker was thought dead, and another one has it now."""


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, nobody else's: a job says what somebody looked at."""
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def open(self):
        return self.filter(status__in=[JobStatus.WAITING, JobStatus.RUNNING])

    def recent(self):
        """For My page: what is under way, and what was finished within a day."""
        return self.filter(Q(finished_at=None) | Q(finished_at__gt=timezone.now() - timedelta(days=1)))

    def stuck(self, before):
        """Begun by a worker that has not been heard of since."""
        return self.filter(status=JobStatus.RUNNING, heartbeat_at__lt=before)

    def failed(self):
        return self.filter(status=JobStatus.FAILED)

    def in_trouble(self):
        """Failed, or waiting or under way without a sign of life: what somebody may have to look after."""
        before = timezone.now() - STUCK_FOR
        return self.failed() | self.stuck(before) | self.waiting_since(before)

    def waiting_since(self, moment):
        return self.filter(status=JobStatus.WAITING, queued_at__lt=moment)

    def over(self):
        return self.filter(finished_at__lt=timezone.now() - KEPT_FOR)


class Job(HasShortId, HasMoves):
    """One piece of work. A worker's writes count only while its attempt is the latest one."""

    MOVES = {
        JobStatus.WAITING: {JobStatus.RUNNING, JobStatus.FAILED, JobStatus.STOPPED},
        JobStatus.RUNNING: {JobStatus.WAITING, JobStatus.DONE, JobStatus.FAILED, JobStatus.STOPPED},
        JobStatus.FAILED: {JobStatus.WAITING},
        JobStatus.STOPPED: {JobStatus.WAITING},
        JobStatus.DONE: set(),
    }

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    client_uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    status = models.CharField(_("state"), max_length=10, choices=JobStatus, default=JobStatus.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known
    note = models.TextField(blank=True)  # in the job's language
    stop_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.FileField(blank=True)  # a random name in the private part of the storage
    result_called = models.CharField(max_length=120, blank=True)
    result_type = models.CharField(max_length=100, blank=True)
    queue_id = models.CharField(max_length=64, blank=True)  # its last place in the queue
    made_at = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("work in the background"), _("work in the background")
        ordering = ("-made_at",)
        constraints = [
            closed_set("jobs_job_status", JobStatus),
            models.UniqueConstraint(name="jobs_job_sent_once", fields=["owner", "client_uuid"]),
        ]
        indexes = [
            models.Index(fields=["owner", "-made_at"], name="jobs_by_owner"),
            models.Index(fields=["status", "heartbeat_at"], name="jobs_by_sign_of_life"),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    _told_at = 0.0
    _kept = None

    @property
    def work(self):
        return works.named(self.kind)

    @property
    def title(self):
        try:
            return self.work.title_of(self)
        except works.Unknown:
            return self.kind

    @property
    def page(self):
        """Path of what the work has made, or ""."""
        return self.work.page(self) if self.status == JobStatus.DONE and self.work.page else ""

    @property
    def is_open(self):
        return self.status in (JobStatus.WAITING, JobStatus.RUNNING)

    @property
    def percent(self):
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def tens(self):
        return self.percent // 10 * 10

    def may_be_had(self):
        """Whether its owner has still the right to it (promise C11)."""
        return self.owner.is_active and self.work.may_run(self.owner, **self.arguments)

    # What a worker does ------------------------------------------------------------------------------

    def begin(self):
        """Takes the job for this process. TransitionError when another has it."""
        now = timezone.now()
        self._move_to(
            JobStatus.RUNNING, started_at=now, heartbeat_at=now, attempts=self.attempts + 1, done=0, stop_asked=False
        )

    def progress(self, done, total=None, note=None):
        """How far the work is; written once a second at most. Raises what ends the work: let it pass."""
        self.done, self.total = done, self.total if total is None else total
        self.note = self.note if note is None else str(note)
        if time.monotonic() - self._told_at >= TOLD_EVERY:
            self._told_at = time.monotonic()
            self._tell()

    def _tell(self):
        self._write(heartbeat_at=timezone.now(), done=self.done, total=self.total, note=self.note)
        stop_asked, is_active = Job.objects.filter(pk=self.pk).values_list("stop_asked", "owner__is_active")[0]
        if stop_asked or not is_active:
            raise StopAsked
        if works.leaving.is_set():
            raise PutBack

    @contextmanager
    def result_file(self, called, content_type):
        """An open binary file: what is written to it is the result. called: the name of the download."""
        with tempfile.TemporaryFile() as file:
            yield file
            file.seek(0)
            self._kept = {
                "result": default_storage.save(f"jobs/{long_token()}", File(file)),
                "result_called": called[:120],
                "result_type": content_type,
            }

    def finish(self):
        total = max(self.total, self.done)
        self._leave(
            JobStatus.DONE, finished_at=timezone.now(), done=total, total=total, note=self.note, **self._kept or {}
        )

    def fail(self, why):
        self._leave(JobStatus.FAILED, finished_at=timezone.now(), note=str(why))

    def end_stopped(self):
        self._leave(JobStatus.STOPPED, finished_at=timezone.now(), note="")

    @transaction.atomic
    def put_back(self, counts=True):
        """Into the queue once more; given up when three workers were lost over it. Returns whether it waits again."""
        if counts and self.attempts >= MOST_ATTEMPTS:
            self.fail(gettext("The work was interrupted three times. Try again later, or call us."))
            return False
        self._leave(JobStatus.WAITING, attempts=self.attempts - (not counts), done=0, heartbeat_at=None)
        self._queue()
        return True

    def _leave(self, target, **columns):
        if not self.can_move_to(target):
            raise TransitionError(f"{self._meta.label}: {self.status} → {target}")
        self._write(status=target, **columns)

    def _write(self, **columns):
        if not self._still_mine().update(**columns):
            raise Lost
        for name, value in columns.items():
            setattr(self, name, value)

    def _still_mine(self):
        """Its row, unless another attempt has begun since: then none."""
        return Job.objects.filter(pk=self.pk, status=JobStatus.RUNNING, attempts=self.attempts)

    def beat(self):
        """A sign of life; a job that was taken away hears nothing of it."""
        self._still_mine().update(heartbeat_at=timezone.now())

    def _queue(self):
        from .queue import enqueue

        enqueue(self)

    # What its owner does -----------------------------------------------------------------------------

    def stop(self):
        """At once while it waits; a running one stops at its next step. TransitionError when it is over."""
        if self.status == JobStatus.RUNNING:
            if not Job.objects.filter(pk=self.pk, status=JobStatus.RUNNING).update(stop_asked=True):
                raise TransitionError("It has ended meanwhile.")
            return
        self._move_to(JobStatus.STOPPED, finished_at=timezone.now())

    @transaction.atomic
    def try_again(self):
        """TransitionError unless it failed or was stopped."""
        now = timezone.now()
        self._move_to(
            JobStatus.WAITING, attempts=0, done=0, total=0, note="", stop_asked=False, finished_at=None, made_at=now
        )
        self._queue()

    # What a coordinator does --------------------------------------------------------------------------

    @transaction.atomic
    def put_into_queue(self, by):
        """Somebody else has it done once more. TransitionError unless it failed, or its worker has fallen silent."""
        if self.status == JobStatus.FAILED:
            self.try_again()
        elif Job.objects.stuck(timezone.now() - STUCK_FOR).contains(self):
            self.put_back()
        else:
            raise TransitionError("It waits, is under way, or is over.")
        AuditEntry.objects.record(by, "work put back", self, owner=self.owner_id)

    def erase(self):
        if self.result:
            self.result.storage.delete(self.result.name)
        self.delete()

    begin.alters_data = beat.alters_data = progress.alters_data = finish.alters_data = fail.alters_data = True
    end_stopped.alters_data = put_back.alters_data = stop.alters_data = try_again.alters_data = erase.alters_data = True
    put_into_queue.alters_data = True
