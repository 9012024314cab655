from django.urls import path

from . import views

urlpatterns = [
    path("", views.moderation_list, name="moderation_list"),
    path("agreement/", views.agreement, name="agreement"),
    path("agreement/file/", views.agreement_file, name="agreement_file"),
    path("rules/<str:cohort_id>/", views.assessment_rules, name="assessment_rules"),
    path("ask/", views.moderation_ask, name="moderation_ask"),
    path("ask/<str:portfolio_id>/twice/", views.read_twice, name="read_twice"),
    path("ask/<str:portfolio_id>/once/", views.read_once, name="read_once"),
    path("<str:moderation_id>/", views.moderation, name="moderation"),
    path("<str:moderation_id>/settle/", views.moderation_settle, name="moderation_settle"),
    path("<str:moderation_id>/reader/", views.moderation_reader, name="moderation_reader"),
]
