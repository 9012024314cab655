"""`make lint`: formatting, lint rules, templates, direction of imports; says all that is wrong, not the first."""

import subprocess
import sys

import environment
from environment import ROOT, VENV


def main():
    environment.need_python()
    environment.install("requirements-dev.txt")
    templates = sorted(str(path) for path in ROOT.glob("**/templates/**/*.html") if ".venv" not in path.parts)
    checks = [
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["djade", "--check", "--target-version", "5.2", *templates],
        ["lint-imports"],
    ]
    return max(run(program, *arguments) for program, *arguments in checks)


def run(program, *arguments):
    print("$", program, *arguments[:3], flush=True)
    return subprocess.call([str(VENV / "bin" / program), *arguments], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
