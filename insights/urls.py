from django.urls import path

from . import help_views, views
from .board import views as board_views
from .exports import views as export_views
from .opendata.views import data
from .snapshots import views as snapshot_views

app_name = "insights"
urlpatterns = [
    path("", views.home, name="home"),
    path("my/", views.my, name="my"),
    path("figures/", board_views.figures, name="figures"),
    path("data/", data, name="data"),
    path("insights/", board_views.board, name="board"),
    path("insights/work/", board_views.board_work, name="board_work"),
    path("insights/time/", board_views.board_time, name="board_time"),
    path("insights/compare/", board_views.board_compare, name="board_compare"),
    path("insights/lists/<str:indicator_key>/", board_views.rows, name="rows"),
    path("insights/exports/", export_views.export_list, name="export_list"),
    path("insights/exports/<str:export_key>/", export_views.export, name="export"),
    path("insights/snapshots/", snapshot_views.snapshot_list, name="snapshot_list"),
    path("insights/snapshots/new/", snapshot_views.snapshot_new, name="snapshot_new"),
    path("insights/snapshots/compare/", snapshot_views.snapshot_compare, name="snapshot_compare"),
    path("insights/snapshots/<str:snapshot_id>/", snapshot_views.snapshot, name="snapshot"),
    path("insights/snapshots/<str:snapshot_id>/publish/", snapshot_views.snapshot_publish, name="snapshot_publish"),
    path("insights/snapshots/<str:snapshot_id>/withdraw/", snapshot_views.snapshot_withdraw, name="snapshot_withdraw"),
    path("insights/snapshots/<str:snapshot_id>/report/", snapshot_views.report_make, name="report_make"),
    path("insights/snapshots/<str:snapshot_id>/report-<str:code>.pdf", snapshot_views.report_pdf, name="report_pdf"),
    path(
        "insights/snapshots/<str:snapshot_id>/figures.<str:file_type>",
        snapshot_views.snapshot_file,
        name="snapshot_file",
    ),
    path("help/", help_views.help_page, name="help"),
    path("help/<str:guide_name>/", help_views.guide_page, name="guide"),
]
