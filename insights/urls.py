from django.urls import path

from . import help_views, views

app_name = "insights"
urlpatterns = [
    path("", views.home, name="home"),
    path("my/", views.my, name="my"),
    path("help/", help_views.help_page, name="help"),
    path("help/<str:guide_name>/", help_views.guide_page, name="guide"),
]
