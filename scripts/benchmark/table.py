"""The figures as people read them: the same table on the screen and in docs/bench.md."""

import os
import platform
import re
from datetime import date
from pathlib import Path
from statistics import median

from . import figures

HEADINGS = (
    ("page", "queries", "p50 ms", "p95 ms", "× bare", "growth")
    + ("8 lines: pages/s", "p95 ms", "16 lines: pages/s", "p95 ms")
    + ("first visit kB", "second kB")
)  # fmt: skip


def row(page):
    whose = f"{page.name} ({page.role})" if page.role and page.role not in page.name else page.name
    loads = [f"{page.rate[n]:.0f}|{page.p95[n]:.0f}" for n in sorted(page.rate)]
    cells = [whose, str(page.queries), f"{page.p50:.1f}", f"{figures.percentile(page.ms, 95):.1f}"]
    cells += [f"{page.times_bare:.1f}", f"{page.growth:.2f}"]
    cells += "|".join(loads).split("|") if loads else ["", "", "", ""]
    return [*cells, f"{page.first / 1000:.1f}", f"{page.second / 1000:.1f}"]


def markdown(rows):
    lines = ["| " + " | ".join(HEADINGS) + " |", "|---|" + "---:|" * (len(HEADINGS) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(cells) + " |" for cells in rows)])


def screen(rows):
    """Columns below each other; the first to the left, numbers to the right."""
    every = [[heading.replace(" lines:", "×") for heading in HEADINGS], *rows]
    widths = [max(len(cells[column]) for cells in every) for column in range(len(HEADINGS))]
    lines = []
    for cells in every:
        first, *rest = (cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
        lines.append("  ".join([cells[0].ljust(len(first)), *rest]))
    return "\n".join(lines)


def machine():
    """In general words: a reader wants to know how much to expect of hers."""
    memory = Path("/proc/meminfo")
    kilobytes = re.search(r"MemTotal:\s+(\d+)", memory.read_text()) if memory.exists() else None
    size = f", {int(kilobytes[1]) / 1024 / 1024:.0f} GB" if kilobytes else ""
    return f"{os.cpu_count()} cores{size}, {platform.system()}, Python {platform.python_version()}"


def summary(run):
    """The lines under the table."""
    bare = [value for page in run.pages for value in page.bare_ms]
    lines = [
        f"- Bare view (a session, one indexed query, 25 rows in a template): {median(bare):.1f} ms.",
        f"- All pages in turn over 16 connections: {run.mixed.rate:.0f} pages/s, p95 {run.mixed.p95:.0f} ms.",
        f"- The largest worker held {run.worker_mb:.0f} MB.",
        f"- The measuring client itself: {run.client_ms:.2f} ms of processor time a page, on the same machine.",
    ]
    lines += certificates(run.certificates) if run.certificates else []
    return "\n".join(lines)


def certificates(found):
    return [
        f"- One certificate, from the button to its stored PDF: p50 {median(found.one_ms):.0f} ms, "
        f"p95 {found.one_p95:.0f} ms.",
        f"- A batch of {found.batch} certificates: {found.batch_seconds:.0f} s, {found.batch_mb:.0f} MB.",
    ]


def verdict(missed):
    if not missed:
        return "Every target is met."
    return "\n".join(["Missed:", *(f"- {line}" for line in missed)])


INTRODUCTION = """\
# How quick the pages are

Written by `make bench`; edit `scripts/benchmark/table.py`, not this file. The large set of `docs/promises.md` (200
schools, 3,000 teachers, 90,000 attendance marks, 3,000 projects …) on a throw-away database, served by the documented
production command with production settings. *× bare*: the page's time over that of a bare Django view on the same
machine and database, asked in turn with it. *Growth*: from a tenth of the rows to all of them. *First visit*: the page
with its style sheets, scripts and icons, compressed; pictures apart. A page in several roles is measured in each.
"""
TARGETS = f"""\
Targets: pages of signed-in people within {figures.MOST_TIMES_BARE_OWN} times the bare view, public pages within
{figures.MOST_TIMES_BARE_PUBLIC} times; at most {figures.MOST_QUERIES} queries; growth under {figures.MOST_GROWTH}; at
16 connections at least {figures.LEAST_PAGES_A_SECOND} pages a second, p95 at most {figures.SLOWEST_P95_MS} ms;
a worker under {figures.MOST_WORKER_MB} MB. One certificate within {figures.MOST_CERTIFICATE_MS} ms (p95), a batch of
500 within {figures.MOST_BATCH_SECONDS} s and {figures.MOST_BATCH_MB} MB.
"""


def document(run, rows, today=None):
    quick = ", a quick run (figures are rough)" if run.is_quick else ""
    where = f"{(today or date.today()).isoformat()}, {run.database}, {machine()}{quick}.\n"
    return "\n".join([INTRODUCTION, where, markdown(rows), "", summary(run), "", TARGETS, verdict(run.missed), ""])
