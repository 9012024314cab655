from django.urls import include, path

from . import views
from .models import Outcome

app_name = "certification"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("submit/<str:project_id>/", views.submit, name="submit"),
    path("feedback/<str:project_id>/", views.feedback, name="feedback"),
    path("rubrics/", include("certification.rubrics.urls")),
    path("reviewers/", include("certification.assigning.urls")),
    path("moderation/", include("certification.moderating.urls")),
    path("lists/", include("certification.deciding.urls")),
    path("certificates/", include("certification.issuing.urls")),
    path("kinds/", include("certification.printing.urls")),
    path("print/", include("certification.printing.batch_urls")),
    path("badges/", include("certification.badges.urls")),
    path("<str:portfolio_id>/", views.portfolio, name="portfolio"),
    path("<str:portfolio_id>/return/", views.decide, {"outcome": Outcome.RETURN}, name="return"),
    path("<str:portfolio_id>/accept/", views.decide, {"outcome": Outcome.PASS}, name="pass"),
    path("<str:portfolio_id>/not-yet/", views.decide, {"outcome": Outcome.NOT_YET}, name="not_yet"),
    path("<str:portfolio_id>/recall/", views.recall, name="recall"),
    path("<str:portfolio_id>/assign/", views.assign, name="assign"),
    path("<str:portfolio_id>/unassign/", views.unassign, name="unassign"),
    path("<str:portfolio_id>/versions/<int:version_number>/", views.version, name="version"),
    path("<str:portfolio_id>/versions/<int:version_number>/pdf/", views.portfolio_pdf, name="portfolio_pdf"),
]
