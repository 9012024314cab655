"""Addresses of the files: the same in every language, for ever."""

from django.urls import path

from . import views

urlpatterns = [
    path("metadata.json", views.open_data_metadata, name="open_data_metadata"),
    path("<str:data_name>.csv", views.open_data_file, name="open_data_file"),
]
