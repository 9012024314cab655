from django.urls import path

from . import views

app_name = "programme"
urlpatterns = [
    path("", views.about, name="about"),
    path("tools/", views.tool_list, name="tool_list"),
    path("news/", views.news_list, name="news_list"),
    path("news/<str:item_id>/", views.news, name="news"),
    path("pages/<slug:page_slug>/", views.page, name="page"),
]
