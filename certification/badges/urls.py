"""Under …/certification/badges/: Open Badges 3.0, and the pack for the state attestation."""

from django.urls import path

from . import views

urlpatterns = [
    path("attestation/", views.attestation_words, name="attestation_words"),
    path("pack/<str:project_id>/", views.pack, name="pack"),
    path("pack/<str:project_id>/pdf/", views.pack_pdf, name="pack_pdf"),
    path("pack/<str:project_id>/zip/", views.pack_zip, name="pack_zip"),
    path("<str:certificate_id>/", views.badge, name="badge"),
]
