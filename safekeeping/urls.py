from django.urls import path

from . import views

app_name = "safekeeping"
urlpatterns = [path("language/<str:code>/", views.switch_language, name="switch_language")]
