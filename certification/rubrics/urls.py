"""The rubric: versions of it, edited by chief reviewers, seen by teachers from the first day."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.rubric_list, name="rubric_list"),
    path("begin/<str:cohort_id>/", views.rubric_begin, name="rubric_begin"),
    path("criteria/<int:criterion_id>/", views.criterion, name="criterion"),
    path("criteria/<int:criterion_id>/move/", views.criterion_move, name="criterion_move"),
    path("criteria/<int:criterion_id>/remove/", views.criterion_remove, name="criterion_remove"),
    path("<str:rubric_id>/", views.rubric, name="rubric"),
    path("<str:rubric_id>/preview/", views.rubric_preview, name="rubric_preview"),
    path("<str:rubric_id>/use/", views.rubric_use, name="rubric_use"),
    path("<str:rubric_id>/discard/", views.rubric_discard, name="rubric_discard"),
    path("<str:rubric_id>/criteria/new/", views.criterion_new, name="criterion_new"),
]
