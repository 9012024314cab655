"""What machines ask for has no language in its address."""

from django.urls import path

from . import views

app_name = "openweb"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>-<int:number>.xml", views.sitemap, name="sitemap"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("picture-<str:code>.png", views.picture, name="picture"),
    path("favicon.ico", views.favicon, name="favicon"),
]
