"""Checking: the page behind the QR, the file, the signed statement, the keys. No language in these addresses."""

from django.urls import path

from . import views

urlpatterns = [
    path("v/", views.check, name="check"),
    path("v/file/", views.check_file, name="check_file"),
    path("v/<str:token>", views.check_certificate, name="check_certificate"),
]
