"""From milliseconds to verdicts. Pure sums; targets are those of docs/promises.md (B4) and docs/bench.md."""

from dataclasses import dataclass, field
from statistics import median

MOST_TIMES_BARE_PUBLIC = 2
MOST_TIMES_BARE_OWN = 4
MOST_QUERIES = 20
MOST_GROWTH = 1.5
LEAST_PAGES_A_SECOND = 40
SLOWEST_P95_MS = 700
MOST_WORKER_MB = 180
MOST_CERTIFICATE_MS = 150
MOST_BATCH_SECONDS = 60
MOST_BATCH_MB = 300
NOISE_MS = 2


@dataclass
class Measured:
    """One page. ms from single requests in turn with the bare view; rate and p95 by connections."""

    name: str
    role: str
    queries: int
    ms: list
    bare_ms: list
    small_ms: list
    rate: dict = field(default_factory=dict)  # connections -> pages a second
    p95: dict = field(default_factory=dict)  # connections -> milliseconds
    first: int = 0
    second: int = 0

    @property
    def p50(self):
        return median(self.ms)

    @property
    def times_bare(self):
        return median(self.ms) / median(self.bare_ms)

    @property
    def growth(self):
        """From a tenth of the rows to all of them, by the quicker requests; two milliseconds are noise, not growth."""
        return (percentile(self.ms, 25) + NOISE_MS) / (percentile(self.small_ms, 25) + NOISE_MS)

    def missed(self):
        """What it misses, in words."""
        most = MOST_TIMES_BARE_OWN if self.role else MOST_TIMES_BARE_PUBLIC
        found = []
        if self.times_bare > most:
            found.append(f"{self.name}: {self.times_bare:.1f} times the bare view (at most {most})")
        if self.queries > MOST_QUERIES:
            found.append(f"{self.name}: {self.queries} queries (at most {MOST_QUERIES})")
        if self.growth > MOST_GROWTH:
            found.append(f"{self.name}: {self.growth:.2f} times slower with ten times the rows (at most {MOST_GROWTH})")
        return found


@dataclass
class Certificates:
    """Issued on the large set: single ones from the button to the stored PDF, and a batch in a process of its own."""

    one_ms: list
    batch: int
    batch_seconds: float
    batch_mb: float

    @property
    def one_p95(self):
        return percentile(self.one_ms, 95)

    def missed(self):
        found = []
        if self.one_p95 > MOST_CERTIFICATE_MS:
            found.append(f"one certificate: p95 {self.one_p95:.0f} ms (at most {MOST_CERTIFICATE_MS})")
        if self.batch_seconds > MOST_BATCH_SECONDS:
            found.append(f"a batch of {self.batch}: {self.batch_seconds:.0f} s (at most {MOST_BATCH_SECONDS})")
        if self.batch_mb > MOST_BATCH_MB:
            found.append(f"a batch of {self.batch}: {self.batch_mb:.0f} MB (at most {MOST_BATCH_MB})")
        return found


@dataclass
class Mixed:
    """All pages in turn over 16 connections."""

    ms: list
    seconds: float
    cut: int

    @property
    def rate(self):
        return len(self.ms) / self.seconds

    @property
    def p95(self):
        return percentile(self.ms, 95)

    def missed(self):
        found = []
        if self.rate < LEAST_PAGES_A_SECOND:
            found.append(f"all pages together: {self.rate:.0f} a second (at least {LEAST_PAGES_A_SECOND})")
        if self.p95 > SLOWEST_P95_MS:
            found.append(f"all pages together: p95 {self.p95:.0f} ms (at most {SLOWEST_P95_MS})")
        return found


def missed_memory(megabytes):
    if megabytes <= MOST_WORKER_MB:
        return []
    return [f"a worker holds {megabytes:.0f} MB (at most {MOST_WORKER_MB})"]


def percentile(values, part):
    """The value that `part` of a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * part // 100) - 1)]
