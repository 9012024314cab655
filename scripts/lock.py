"""`make lock`: the newest versions that fit requirements*.in, for every platform, with the hash of each file."""

import subprocess
import sys

import environment
from environment import ROOT, VENV, stop

LOCKS = {"requirements.in": "requirements.txt", "requirements-dev.in": "requirements-dev.txt"}
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--upgrade",  # else an old pin sticks
    "--no-emit-index-url",  # where packages come from is each machine's own matter
    "--no-emit-find-links",
    "--no-header",
    "--quiet",
]


def main():
    environment.need_python()
    environment.install("requirements-dev.txt")
    for source, lock in LOCKS.items():
        command = [str(VENV / "bin" / "uv"), "pip", "compile", *OPTIONS, source, "--output-file", lock]
        if lock != "requirements.txt":
            command += ["--constraints", "requirements.txt"]  # tests run on what is served
        if subprocess.call(command, cwd=ROOT) != 0:
            stop(f"{lock} was not written (see above).")
        if "://" in (ROOT / lock).read_text():
            stop(f"{lock} names a host: look at it before committing.")


if __name__ == "__main__":
    sys.exit(main())
