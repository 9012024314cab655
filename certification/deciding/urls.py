from django.urls import path

from . import appealing, views

urlpatterns = [
    path("", views.decision_list_list, name="decision_list_list"),
    path("open/", views.decision_list_open, name="decision_list_open"),
    path("appeals/", appealing.appeal_list, name="appeal_list"),
    path("appeals/<str:appeal_id>/", appealing.appeal_answer, name="appeal_answer"),
    path("appeal/<str:decision_id>/", appealing.appeal, name="appeal"),
    path("<str:list_id>/", views.decision_list, name="decision_list"),
    path("<str:list_id>/gather/", views.decision_list_gather, name="decision_list_gather"),
    path("<str:list_id>/take-off/", views.decision_list_take_off, name="decision_list_take_off"),
    path("<str:list_id>/sign/", views.decision_list_sign, name="decision_list_sign"),
    path("<str:list_id>/pdf/", views.decision_list_pdf, name="decision_list_pdf"),
    path("<str:list_id>/file/", views.decision_list_file, name="decision_list_file"),
]
