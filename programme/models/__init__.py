from .cohorts import Cohort, CohortStatus, PlannedSession, Question, Stage, StagePart
from .lists import ResearchMethod, Subject, Theme, Tool
from .news import NewsItem, NewsPicture
from .partners import Partner
from .requests import KEPT_FOR_DAYS, JoinRequest, RequestStatus, Writer
from .texts import Page

__all__ = [
    "KEPT_FOR_DAYS",
    "Cohort",
    "CohortStatus",
    "JoinRequest",
    "NewsItem",
    "NewsPicture",
    "Page",
    "Partner",
    "PlannedSession",
    "Question",
    "RequestStatus",
    "ResearchMethod",
    "Stage",
    "StagePart",
    "Subject",
    "Theme",
    "Tool",
    "Writer",
]
