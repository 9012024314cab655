from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from . import views

urlpatterns = [
    path("readyz", views.readyz, name="readyz"),
    path("", include("openweb.urls")),
    path("admin/", admin.site.urls),
    path("files/", include("uploads.urls")),
    path("data/", include("insights.opendata.urls")),
    path("", include("certification.checking.urls")),
    *i18n_patterns(
        path("", include("insights.urls")),
        path("", include("safekeeping.urls")),
        path("", include("accounts.urls")),
        path("accounts/", include("accounts.signin_urls")),
        path("jobs/", include("jobs.urls")),
        path("schools/", include("schools.urls")),
        path("", include("programme.urls")),
        path("pictures/", include("uploads.page_urls")),
        path("communities/", include("communities.urls")),
        path("", include("projects.urls")),
        path("certification/", include("certification.urls")),
        path("conference/", include("conference.urls")),
    ),
]

handler400 = "auyl_portal.views.bad_request"
handler403 = "auyl_portal.views.forbidden"
handler404 = "auyl_portal.views.not_found"
handler500 = "auyl_portal.views.server_error"
