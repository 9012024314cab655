"""The project's own virtual environment and what the tests need from Debian. Standard library only.

Old Pythons must be able to read this file: they learn from it what to do.
"""

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
OURSELVES = os.getpid()
DEBIAN_PACKAGES = {"chromium": "chromium", "postgresql": "initdb", "gettext": "xgettext"}


def stop(line):
    sys.exit(line)


def need_python():
    """Goes on in a newer Python of this machine when this one is too old; none: one line, and the end."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which("python3.%d" % minor)
        if newer and subprocess.call([newer, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            os.execv(newer, [newer] + sys.argv)
    stop(
        "The portal needs Python %d.%d or newer, this is %s. Install one, then: PYTHON=python3.11 make run"
        % (OLDEST + (sys.version.split()[0],))
    )


def install(lock):
    """Brings .venv to what the lock file says; does nothing when it is there already."""
    wanted = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    stamp = VENV / ("installed-" + lock)
    if runs("") and stamp.exists() and stamp.read_text() == wanted:
        return
    if not runs("import pip"):
        make_venv()
    print("Installing the locked versions of %s (once) …" % lock, flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    if subprocess.call([*pip, "--require-hashes", "-r", str(ROOT / lock)], **APART) != 0:
        stop("The packages could not be installed (see above). Check the network, then say the same again.")
    stamp.write_text(wanted)
    if lock == "requirements-dev.txt":  # it holds all of requirements.txt, in the same versions
        served = hashlib.sha256((ROOT / "requirements.txt").read_bytes()).hexdigest()
        (VENV / "installed-requirements.txt").write_text(served)


def runs(code):
    """Whether .venv has a Python that is new enough and can do this."""
    check = "import sys\n%s\nsys.exit(sys.version_info < %r)" % (code, OLDEST)
    return PYTHON.exists() and subprocess.call([str(PYTHON), "-c", check], stderr=subprocess.DEVNULL) == 0


def make_venv():
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        stop(
            "Python's module for virtual environments is missing. On Debian and Ubuntu: "
            "sudo apt-get install python3-venv"
        )
    print("Making a virtual environment in .venv …", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)], **APART) != 0:
        stop("The virtual environment could not be made (see above).")


def install_debian_packages():
    """What pip cannot bring: a browser, PostgreSQL, gettext. Installs what is missing where it may, else says so."""
    missing = [name for name, program in DEBIAN_PACKAGES.items() if not find_program(program)]
    if not missing:
        return
    line = "Missing for the tests: %s. Install with: sudo apt-get install %s" % (", ".join(missing), " ".join(missing))
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        stop(line)
    print("Installing Debian's %s (once) …" % ", ".join(missing), flush=True)
    quiet = {"env": dict(os.environ, DEBIAN_FRONTEND="noninteractive"), "stdout": subprocess.DEVNULL}
    subprocess.call(["apt-get", "update", "-qq"], **quiet)
    if subprocess.call(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], **quiet) != 0:
        stop(line)


def find_program(name):
    """Path of a program; PostgreSQL's servers are not on Debian's PATH."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(map(str, places)))


def end_with_parent():
    """Called in a child before it begins: should we be killed outright, the child is told to end (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    if os.getppid() != OURSELVES:  # killed already, before the child could say so
        os._exit(1)


def interrupt(signum, frame):
    raise KeyboardInterrupt


def end_on_signals():
    """Every polite way to end us becomes KeyboardInterrupt, so that `finally` blocks run."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), interrupt)


def end(process, seconds=10):
    """Asks a process (the leader of its own session) to end; what is left of its session is killed."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


# Ctrl-C reaches us alone; we end our children, in order.
APART = {"start_new_session": True, "preexec_fn": end_with_parent}


if __name__ == "__main__":  # all that developers and CI need
    need_python()
    install("requirements-dev.txt")
    install_debian_packages()
