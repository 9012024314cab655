"""How large the set is. Promises speak of LARGE; growth is measured from SMALL, a tenth of it."""

from dataclasses import dataclass

SESSIONS_HELD = 20  # of each community
MEMBERS = 15  # of each community; each of them has a mark in every session
EVIDENCE = 3  # items of each project, each with a file
STORIES_TOLD = 0.4  # of all projects are published


@dataclass(frozen=True)
class Size:
    schools: int
    teachers: int
    communities: int
    posters: int
    news: int

    @property
    def projects(self):
        """One a teacher."""
        return self.teachers

    @property
    def logs(self):
        return self.communities * SESSIONS_HELD

    @property
    def marks(self):
        return self.logs * MEMBERS

    @property
    def evidence(self):
        return self.projects * EVIDENCE


LARGE = Size(schools=200, teachers=3000, communities=300, posters=500, news=40)
SMALL = Size(schools=20, teachers=300, communities=30, posters=50, news=10)
SIZES = {"small": SMALL, "large": LARGE}
