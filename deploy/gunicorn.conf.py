"""How gunicorn serves the portal, on a server and under `make run`: gunicorn --config deploy/gunicorn.conf.py

Threads, because a slow phone holds one for as long as its upload lasts: 2 workers x 4 threads hung on eight of them,
2 x 32 stayed quick.
"""

import contextlib
import ctypes
import gc
import logging
import os
import re
from pathlib import Path

from gunicorn.glogging import Logger

wsgi_app = "auyl_portal.wsgi:application"
chdir = str(Path(__file__).resolve().parent.parent)
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("THREADS", "32"))
preload_app = True  # loaded once, shared by the workers: quick to start, less memory

# Each thread would get a heap of its own, and keep it: with 32 of them a worker grew by half. (glibc's M_ARENA_MAX)
with contextlib.suppress(OSError, AttributeError):
    ctypes.CDLL(None).mallopt(-8, 2)


def warm_the_portal():
    from auyl_portal.warming import warm

    warm()


def when_ready(server):
    """What was loaded stays as it is: nobody looks through it for garbage, and the workers go on sharing it."""
    if wsgi_app in server.app.app_uri:
        warm_the_portal()
    gc.collect()
    gc.freeze()


timeout = 60  # for a worker that gives no sign of life, not for a request
graceful_timeout = 30
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, only a heartbeat lives there

accesslog = os.environ.get("ACCESS_LOG", "-") or None
access_log_format = '%(h)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'  # no query strings, no referers, no names
errorlog = "-"


class WithoutSlipCodes(logging.Filter):
    """The address of a printed slip lets its reader in, that of a certificate tells whose was checked: in no log."""

    CODE = re.compile(r"(/join/|/v/)[^/\s?\"]+")

    def filter(self, record):
        record.msg, record.args = self.CODE.sub(r"\1…", record.getMessage()), ()
        return True


class logger_class(Logger):
    def setup(self, cfg):
        super().setup(cfg)
        for log in (self.access_log, self.error_log):
            log.addFilter(WithoutSlipCodes())
