from django.urls import path

from . import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="job_list"),
    path("<str:job_id>/", views.job, name="job"),
    path("<str:job_id>/file/", views.job_file, name="job_file"),
    path("<str:job_id>/stop/", views.job_stop, name="job_stop"),
    path("<str:job_id>/again/", views.job_again, name="job_again"),
]
