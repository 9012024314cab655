"""The portal's settings for its tests: pytest reads settings before any conftest, so the environment is made here."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("PORTAL_ENV", "development")
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="portal-test-")  # each process its own: nothing of ours is touched
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

from auyl_portal.settings import *  # noqa: E402, F403
from auyl_portal.settings import DATABASES, VAR_DIR  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in life: threads have connections of their own, writers wait for each other.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

PASSWORD_HASHERS = ["tests.hashers.QuickHasher"]  # the same sums, a thousandth of them
WHITENOISE_AUTOREFRESH = True  # a file of static/ is found when it is asked for: not all of them for each test's client
PUBLIC_PAGE_SECONDS = 0  # a test looks at what is, not at what was half a minute ago
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
}  # a job is done when it is asked for
