"""Under …/certification/print/."""

from django.urls import path

from . import batch_views
from .works import SHEET, ZIP

urlpatterns = [
    path("<str:batch_id>/zip/", batch_views.batch_file, {"way": ZIP}, name="batch_zip"),
    path("<str:batch_id>/sheet/", batch_views.batch_file, {"way": SHEET}, name="batch_sheet"),
]
