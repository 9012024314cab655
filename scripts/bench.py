"""`make bench`: how quick the portal's busiest pages are, on a throw-away database with the large set.

Serves it by the documented production command, asks each page in turn with a bare Django view, prints a table, writes
docs/bench.md, and ends non-zero when a target is missed. ARGS="--quick" takes two minutes, DB=sqlite another database.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import environment
import postgres
from environment import APART, PYTHON, ROOT, stop
from production import Installation, served

sys.path.insert(0, str(ROOT))

from scripts.benchmark import figures, table, weight

LIMIT_SECONDS = 10 * 60
CONNECTIONS = (8, 16)
MOST_SECONDS_A_PAGE = 6  # of single requests
BARE = "scripts.benchmark.bare:application"


@dataclass
class Pace:
    """How long each part of the measuring takes."""

    rounds: int  # of single requests
    warming: int  # requests of each page before anything counts
    seconds: float  # of each page at each number of connections
    mixed_seconds: float


FULL, QUICK = Pace(rounds=60, warming=6, seconds=2, mixed_seconds=30), Pace(15, 4, 0.7, 8)


@dataclass
class Run:
    database: str
    is_quick: bool
    pages: list = field(default_factory=list)
    mixed: figures.Mixed = None
    worker_mb: float = 0
    client_ms: float = 0
    certificates: figures.Certificates = None

    @property
    def missed(self):
        found = [line for page in self.pages for line in page.missed()]
        found += self.certificates.missed() if self.certificates else []
        return [*found, *self.mixed.missed(), *figures.missed_memory(self.worker_mb)]


def main():
    environment.need_python()
    environment.end_on_signals()
    environment.install("requirements-dev.txt")
    asked = arguments()
    if asked.db == "postgres":
        environment.install_debian_packages()
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LIMIT_SECONDS)
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-")))
        server = stack.enter_context(postgres.throwaway() if asked.db == "postgres" else nullcontext())
        small, large = (installed(size, home, server) for size in ("small", "large"))
        large.collect()
        small.static = large.static
        run = measure(large, small, [stack.enter_context(one) for one in servers(large, small)], asked)
        if not asked.only or asked.only in "certificates":
            run.certificates = measure_certificates(large, asked)
    return report(run, asked)


def measure_certificates(installation, asked):
    """Last, for it adds to what the set holds."""
    print("certificates …", flush=True)
    command = ("-m", "scripts.benchmark.certificates", *(["--quick"] if asked.quick else []))
    return figures.Certificates(
        **json.loads(installation.python(*command, DJANGO_SETTINGS_MODULE="auyl_portal.settings"))
    )


def arguments():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="rough figures in two minutes; docs/bench.md stays")
    parser.add_argument("--only", default="", help="pages whose name contains this word")
    parser.add_argument("--db", choices=["postgres", "sqlite"], default=os.environ.get("DB", "postgres"))
    return parser.parse_args()


def too_long(signum, frame):
    stop(f"The measuring took longer than {LIMIT_SECONDS // 60} minutes and was ended.")


# The portal on two sets of rows --------------------------------------------------------------------


def installed(size, home, server):
    """The portal with one set of rows, in a database and folder of its own."""
    print(f"Filling the {size} set …", flush=True)
    settings = {"DJANGO_SETTINGS_MODULE": "scripts.benchmark.portal_settings"}
    url = create_database(server, size) if server else None
    installation = Installation(home / size, url, **settings)
    installation.fill("large_seed", f"--size={size}")
    return installation


def create_database(server, name):
    code = (
        "import sys, dj_database_url as u, psycopg2 as p; d = u.parse(sys.argv[1]); "
        "c = p.connect(host=d['HOST'], user=d['USER'], dbname=d['NAME']); c.autocommit = True; "
        "c.cursor().execute('CREATE DATABASE ' + sys.argv[2])"
    )
    if subprocess.call([str(PYTHON), "-c", code, server, name]) != 0:
        stop("The database for measuring could not be made (see above).")
    return server.rpartition("/")[0] + f"/{name}"


def servers(large, small):
    """Of the large set, of the small one, and of the bare view."""
    return served(large), served(small), served(large, BARE, DJANGO_SETTINGS_MODULE="scripts.benchmark.bare")


def pages_of(installation):
    command = ("-m", "scripts.benchmark.pages")
    return json.loads(installation.python(*command, DJANGO_SETTINGS_MODULE="auyl_portal.settings"))


# Measuring -----------------------------------------------------------------------------------------


class Client:
    """The measuring client, each time a process of its own; adds up what it costs."""

    def __init__(self):
        self.seconds, self.answers = 0, 0

    def do(self, what, targets, **how):
        job = json.dumps({"do": what, "targets": targets, **how})
        command = [sys.executable, str(ROOT / "scripts" / "benchmark" / "client.py")]
        done = subprocess.run(command, input=job, capture_output=True, text=True, timeout=LIMIT_SECONDS, **APART)
        if done.returncode != 0:
            stop(f"The measuring client failed:\n{done.stderr[-2000:]}")
        found = json.loads(done.stdout)
        self.seconds += found["client_seconds"]
        self.answers += sum(len(one["ms"]) for one in found.get("targets", ()))
        return found


def measure(large, small, servers, asked):
    pace, client = QUICK if asked.quick else FULL, Client()
    portal, little, bare = servers
    run = Run(database={"postgres": "PostgreSQL", "sqlite": "SQLite"}[asked.db], is_quick=asked.quick)
    of_small = {page["name"]: page for page in pages_of(small)}
    targets = [{**page, "port": portal.port} for page in pages_of(large) if asked.only in page["name"]]
    for target in targets:
        print(f"{target['name']} …", flush=True)
        others = {**of_small[target["name"]], "port": little.port}
        run.pages.append(measure_page(client, target, others, bare_view(target, targets, bare), pace))
        run.worker_mb = max(run.worker_mb, portal.largest_worker_mb())
    run.mixed = measure_mixed(client, targets, pace)
    run.worker_mb = max(run.worker_mb, portal.largest_worker_mb())
    run.client_ms = client.seconds * 1000 / client.answers
    return run


def bare_view(target, targets, bare):
    """Asked by somebody with a session, whoever asks for the page."""
    cookie = target["cookie"] or next(one["cookie"] for one in targets if one["cookie"])
    return {"port": bare.port, "path": "/", "cookie": cookie}


def measure_page(client, target, little, bare, pace):
    together = [bare, target, little]
    warm = client.do("alternate", together, rounds=pace.warming)["targets"]
    found = client.do("alternate", together, rounds=pace.rounds, seconds=MOST_SECONDS_A_PAGE)["targets"]
    for one, where in zip(found[1:], ("large", "small"), strict=True):
        if set(one["statuses"]) != {"200"}:
            stop(f"{target['name']} ({where} set) answers {', '.join(one['statuses'])}, not 200: {target['path']}")
    measured = figures.Measured(
        name=target["name"],
        role=target["role"],
        # What a page from memory cost when it was made; a person's first page also notes that she is here.
        queries=found[1]["queries"] if target["role"] else max(warm[1]["queries"], found[1]["queries"]),
        ms=found[1]["ms"],
        bare_ms=found[0]["ms"],
        small_ms=found[2]["ms"],
    )
    for connections in CONNECTIONS:
        loaded = client.do("load", [target], connections=connections, seconds=pace.seconds)
        ms = loaded["targets"][0]["ms"]
        measured.rate[connections] = len(ms) / loaded["seconds"]
        measured.p95[connections] = figures.percentile(ms, 95)
    measured.first, measured.second = visits(client, target)
    return measured


def visits(client, target):
    """Bytes of a first and a second visit."""
    page = client.do("fetch", [target])["answers"][0]
    wanted = [{"port": target["port"], "path": path} for path in weight.companions(weight.text(page))]
    files = client.do("fetch", wanted)["answers"] if wanted else []
    again = client.do("fetch", [{**target, "headers": weight.conditions(page)}])["answers"][0]
    first = weight.size(page) + sum(map(weight.size, files))
    return first, weight.size(again) + sum(weight.size(file) for file in files if not weight.is_kept(file))


def measure_mixed(client, targets, pace):
    print("all pages together …", flush=True)
    found = client.do("load", targets, connections=max(CONNECTIONS), seconds=pace.mixed_seconds)
    for one, target in zip(found["targets"], targets, strict=True):
        if set(one["statuses"]) - {"200"}:
            stop(f"{target['name']} under load answers {', '.join(one['statuses'])}, not 200.")
    return figures.Mixed([ms for one in found["targets"] for ms in one["ms"]], found["seconds"], found["cut"])


def report(run, asked):
    rows = [table.row(page) for page in run.pages]
    print("\n".join(["", table.screen(rows), "", table.summary(run), "", table.verdict(run.missed)]), flush=True)
    if not asked.quick and not asked.only and asked.db == "postgres":
        (ROOT / "docs" / "bench.md").write_text(table.document(run, rows), encoding="utf-8")
        print("Written to docs/bench.md.")
    return 1 if run.missed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Interrupted: everything that was started has ended.")
