"""Where we show it: a conference and the posters of accepted projects in its gallery."""

from .conference import Conference, ConferenceStatus
from .poster import SHOWN, Poster, PosterStatus

__all__ = ["SHOWN", "Conference", "ConferenceStatus", "Poster", "PosterStatus"]
