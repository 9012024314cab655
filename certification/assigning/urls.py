from django.urls import path

from . import views

urlpatterns = [
    path("", views.reviewer_list, name="reviewer_list"),
    path("proposals/", views.proposals, name="proposals"),
    path("conflicts/", views.conflicts, name="conflicts"),
    path("conflicts/<str:person_id>/declare/", views.conflict_declare, name="conflict_declare"),
    path("conflicts/<int:conflict_id>/remove/", views.conflict_remove, name="conflict_remove"),
    path("decline/<str:portfolio_id>/", views.decline, name="decline"),
    path("<str:person_id>/", views.reviewer_edit, name="reviewer_edit"),
    path("<str:reviewer_id>/hand-over/", views.hand_over, name="hand_over"),
]
