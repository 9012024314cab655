"""Under …/certification/kinds/."""

from django.urls import include, path

from . import views
from .pieces import LOGO, SIGNATORY


def piece_urls(piece):
    given = {"piece": piece}
    return [
        path("new/", views.piece_new, given, name=f"{piece.key}_new"),
        path("<int:piece_id>/", views.piece_edit, given, name=f"{piece.key}_edit"),
        path("<int:piece_id>/up/", views.piece_up, given, name=f"{piece.key}_up"),
        path("<int:piece_id>/remove/", views.piece_remove, given, name=f"{piece.key}_remove"),
    ]


kind_urls = [
    path("", views.kind_edit, name="kind_edit"),
    path("preview/", views.kind_preview, name="kind_preview"),
    path("sample/", views.kind_sample, name="kind_sample"),
    path("signatories/", include(piece_urls(SIGNATORY))),
    path("marks/", include(piece_urls(LOGO))),
]
urlpatterns = [
    path("", views.kind_list, name="kind_list"),
    path("<slug:kind_key>/", include(kind_urls)),
]
