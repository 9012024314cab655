"""What stands between a fresh copy and its first page, in one process: `make run` waits for it at every start.

Standard output gets the lines about the demo's accounts, nothing else; progress goes to standard error.
"""

import hashlib
import os
import sys
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "auyl_portal.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.core.management import call_command  # noqa: E402


def main():
    print("Preparing the database (the first time takes a minute or two) …", file=sys.stderr, flush=True)
    call_command("catalogues", stdout=sys.stderr)
    call_command("migrate", verbosity=0, stdout=sys.stderr)
    call_command("signing_key", "make", if_none=True, stdout=StringIO())
    collect_static()
    if settings.DEMO:
        call_command("demo", if_empty=True, stdout=StringIO())
        call_command("demo", accounts=True)


def collect_static():
    """Compressed and with hashed names, as in production; skipped while no file has changed."""
    stamp = settings.STATIC_ROOT / ".collected"
    wanted = static_fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=sys.stderr)
    stamp.write_text(wanted)


def static_fingerprint():
    """Changes with any static file of ours or of a library."""
    fingerprint = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stat = os.stat(storage.path(path))
            fingerprint.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return fingerprint.hexdigest()


if __name__ == "__main__":
    main()
