"""Checking: the page behind the QR, the file, the signed statement, the keys. No language in these addresses."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("certification.badges.open_urls")),
    path("v/", views.check, name="check"),
    path("v/sw.js", views.check_worker, name="check_worker"),
    path("v/offline/", views.check_offline, name="check_offline"),
    path("v/file/", views.check_file, name="check_file"),
    path("v/<str:token>", views.check_certificate, name="check_certificate"),
]
