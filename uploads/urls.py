"""The files themselves, without a language in their address. Pages about them: page_urls.py."""

from django.urls import path

from . import views

app_name = "uploads"
urlpatterns = [
    path("<str:upload_id>/", views.file, name="file"),
    path("<str:upload_id>/small/", views.small, name="small"),
]
