import logging
import threading
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from jobs.models import STUCK_FOR
from jobs.queue import requeue
from jobs.running import beat
from jobs.works import leaving

BEAT_SECONDS = 10
AWAY_SECONDS = 5
log = logging.getLogger("jobs")


class Command(BaseCommand):
    help = "Does the work in the background: forever, or with --once what waits now."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true")
        parser.add_argument("--pause", type=float, default=1.0, help="seconds between two looks")
        parser.add_argument(
            "--stuck-after", type=float, default=STUCK_FOR.total_seconds(), help="seconds without a sign of life"
        )

    def handle(self, once, pause, stuck_after, **options):
        worker = PortalWorker(
            queue_names=["default"],
            excluded_queue_names=[],
            interval=pause,
            batch=once,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        worker.configure_signals()
        clock = threading.Thread(target=keep_time, args=[timedelta(seconds=stuck_after)], daemon=True)
        clock.start()
        while worker.running:
            try:
                requeue(timedelta(seconds=stuck_after))
                worker.run()
            except (DatabaseError, InterfaceError) as error:  # away, or busy for longer than it waits
                if once:
                    raise
                log.warning("the database did not answer: %s", error)
                connection.close()
                leaving.wait(AWAY_SECONDS)
            else:
                return


class PortalWorker(Worker):
    def shutdown(self, signum, frame):
        leaving.set()  # the job under way goes back into the queue at its next step
        super().shutdown(signum, frame)


def keep_time(stuck_for):
    """Beside the work: a long step is not taken for a dead worker, and a dead worker's job is found by a living one."""
    while not leaving.wait(BEAT_SECONDS):
        close_old_connections()
        try:
            beat()
            requeue(stuck_for)
        except (DatabaseError, InterfaceError) as error:
            log.info("no sign of life could be written: %s", error)
            connection.close()
