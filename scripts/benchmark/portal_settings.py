"""The portal's production settings, and one middleware that counts queries."""

from auyl_portal.settings import *  # noqa: F403
from auyl_portal.settings import MIDDLEWARE

MIDDLEWARE = ["scripts.benchmark.counting.queries_are_counted", *MIDDLEWARE]
