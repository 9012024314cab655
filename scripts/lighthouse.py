"""`make lighthouse`: what Lighthouse says of the public pages, on a phone with its default throttling.

Serves the demo by the documented production command with production settings, asks Lighthouse (locked in
scripts/lighthouse/package-lock.json) in Debian's Chromium, writes docs/lighthouse.md; ends non-zero when a page misses
a target. ARGS="home story" asks for some pages only.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import environment
from environment import APART, ROOT, stop
from production import Installation, served

SETTINGS = "auyl_portal.settings"
TOOL = ROOT / "scripts" / "lighthouse"
LIMIT_SECONDS = 5 * 60
PATIENCE_SECONDS = 3 * 60  # after that no page is tried again
ONE_RUN_SECONDS = 90
CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}  # at least
MOST_LCP_MS = 1800
TRIES = 3  # of a page that misses: other programs on the machine make a run slow; the middle one counts
PAGES = ("home", "stories", "story", "school", "gallery", "sign-in")
CHROMIUM = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@dataclass(frozen=True)
class Result:
    """What one run says of one page. scores: category -> 0 … 100; lacking: the audits that cost points."""

    page: str
    scores: dict
    lcp_ms: float
    weight_kb: float
    lacking: tuple

    @classmethod
    def read(cls, page, report):
        audits, categories = report["audits"], report["categories"]
        lacking = [
            f"{page}: {audits[ref['id']]['title']} ({ref['id']}){first_of(audits[ref['id']])}"
            for name, category in categories.items()
            if name != "performance" and round(category["score"] * 100) < CATEGORIES[name]
            for ref in category["auditRefs"]
            if ref["weight"] and audits[ref["id"]]["score"] is not None and audits[ref["id"]]["score"] < 1
        ]
        return cls(
            page=page,
            scores={name: round((category["score"] or 0) * 100) for name, category in categories.items()},
            lcp_ms=audits["largest-contentful-paint"]["numericValue"],
            weight_kb=audits["total-byte-weight"]["numericValue"] / 1000,
            lacking=tuple(lacking),
        )

    def is_slow(self):
        return self.scores["performance"] < CATEGORIES["performance"] or self.lcp_ms >= MOST_LCP_MS

    def missed(self):
        """What it misses, in words."""
        found = [
            f"{self.page}: {name} {self.scores[name]} (at least {least})"
            for name, least in CATEGORIES.items()
            if self.scores[name] < least
        ]
        if self.lcp_ms >= MOST_LCP_MS:
            found.append(f"{self.page}: largest paint after {self.lcp_ms / 1000:.1f} s (under {MOST_LCP_MS / 1000} s)")
        return [*found, *self.lacking]


def first_of(audit):
    """What it names first: the message of an error, the place in the page."""
    item = next(iter(audit.get("details", {}).get("items", ())), {})
    node = item.get("node", {})
    named = [item.get("description"), item.get("url"), node.get("selector"), node.get("explanation")]
    told = "; ".join(text for text in named if text)
    return f": {told[:200]}" if told else ""


def main():
    environment.need_python()
    environment.end_on_signals()
    environment.install("requirements-dev.txt")
    environment.install_debian_packages()
    install()
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LIMIT_SECONDS)
    until = time.monotonic() + PATIENCE_SECONDS
    with tempfile.TemporaryDirectory(prefix="portal-lighthouse-") as home:
        portal = Installation(
            Path(home), SITE_URL="http://localhost", ALLOWED_HOSTS="localhost,127.0.0.1", SECURE_SSL_REDIRECT="0"
        )
        print("Filling the demo …", flush=True)
        portal.fill("demo")
        portal.collect()
        with served(portal) as server:
            results = [ask(page, server.port, path, until) for page, path in addresses(portal).items()]
    return report(results)


def too_long(signum, frame):
    stop(f"Lighthouse took longer than {LIMIT_SECONDS // 60} minutes and was ended.")


def install():
    """Node and the locked packages of scripts/lighthouse, none of which may run anything while it is installed."""
    missing = [name for name in ("node", "npm") if not shutil.which(name)]
    if missing:
        stop("Missing for Lighthouse: node and npm. Install with: sudo apt-get install nodejs npm")
    if (TOOL / "node_modules" / ".package-lock.json").exists():
        return
    print("Installing Lighthouse (once) …", flush=True)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.call(command, cwd=TOOL, **APART) != 0:
        stop("Lighthouse could not be installed (see above).")


def addresses(portal):
    """name -> path of the pages in the demo."""
    found = json.loads(portal.python("-m", "scripts.benchmark.pages", "public", DJANGO_SETTINGS_MODULE=SETTINGS))
    asked = sys.argv[1:] or PAGES
    return {page["name"]: page["path"] for page in found if page["name"] in asked}


def ask(page, port, path, patient_until):
    """The result of a page; of one that seems slow the middle of several, while there is time."""
    runs = [run(page, port, path)]
    while runs[0].is_slow() and len(runs) < TRIES and time.monotonic() < patient_until:
        runs.append(run(page, port, path))
    found = sorted(runs, key=lambda one: (one.scores["performance"], -one.lcp_ms))[len(runs) // 2]
    print(page, *found.scores.values(), f"LCP {found.lcp_ms / 1000:.1f} s", f"({len(runs)} runs)", flush=True)
    return found


def run(page, port, path):
    with tempfile.TemporaryDirectory(prefix="portal-lighthouse-") as folder:
        told = Path(folder) / "report.json"
        command = ["node", str(TOOL / "node_modules" / "lighthouse" / "cli" / "index.js")]
        command += [f"http://localhost:{port}{path}", "--quiet", "--output=json", f"--output-path={told}"]
        command += [
            f"--chrome-flags={CHROMIUM}",
            "--no-enable-error-reporting",
            f"--only-categories={','.join(CATEGORIES)}",
        ]
        env = {**os.environ, "CHROME_PATH": shutil.which("chromium"), "TMPDIR": folder}
        for _try in range(TRIES):  # on a busy machine it now and then loses sight of the page
            done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=ONE_RUN_SECONDS, **APART)
            if done.returncode == 0 and told.exists():
                return Result.read(page, json.loads(told.read_text(encoding="utf-8")))
    return stop(f"Lighthouse failed on {page}:\n{done.stderr[-2000:]}")


def table(results):
    lines = ["| page | performance | accessibility | best practices | SEO | LCP s | kB |", "|---|" + "---:|" * 6]
    for one in results:
        scores = [str(one.scores[name]) for name in CATEGORIES]
        lines.append("| " + " | ".join([one.page, *scores, f"{one.lcp_ms / 1000:.1f}", f"{one.weight_kb:.0f}"]) + " |")
    return "\n".join(lines)


def verdict(results):
    missed = [line for one in results for line in one.missed()]
    return "\n".join(["Missed:", "", *(f"- {line}" for line in missed)]) if missed else "Every target is met."


def document(results, version, today=None):
    return f"""\
# What Lighthouse says

Written by `make lighthouse`; edit `scripts/lighthouse.py`, not this file. The demo's public pages, served by the
documented production command with production settings, in Debian's Chromium; Lighthouse {version} with its default
phone and throttling. kB: everything that the page loads, pictures included.

{(today or date.today()).isoformat()}

{table(results)}

Targets: performance at least {CATEGORIES["performance"]}, the others 100, largest paint (LCP) under
{MOST_LCP_MS / 1000} s. {verdict(results)}
"""


def report(results):
    print(f"\n{table(results)}\n\n{verdict(results)}", flush=True)
    version = json.loads((TOOL / "node_modules" / "lighthouse" / "package.json").read_text())["version"]
    if {one.page for one in results} == set(PAGES):
        (ROOT / "docs" / "lighthouse.md").write_text(document(results, version), encoding="utf-8")
        print("Written to docs/lighthouse.md.")
    return 1 if any(one.missed() for one in results) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Interrupted: everything that was started has ended.")
