from django.urls import path

from . import views
from .rosters import views as rosters

app_name = "schools"
urlpatterns = [
    path("", views.school_list, name="school_list"),
    path("import/", rosters.roster_list, name="roster_list"),
    path("import/new/", rosters.roster_upload, name="roster_upload"),
    path("import/<str:roster_id>/", rosters.roster_preview, name="roster_preview"),
    path("import/<str:roster_id>/columns/", rosters.roster_columns, name="roster_columns"),
    path("import/<str:roster_id>/reading/", rosters.roster_reading, name="roster_reading"),
    path("import/<str:roster_id>/choices/", rosters.roster_choose, name="roster_choose"),
    path("import/<str:roster_id>/confirm/", rosters.roster_confirm, name="roster_confirm"),
    path("import/<str:roster_id>/discard/", rosters.roster_discard, name="roster_discard"),
    path("import/<str:roster_id>/result/", rosters.roster_result, name="roster_result"),
    path("import/<str:roster_id>/mend.<str:file_type>", rosters.roster_mend, name="roster_mend"),
    path("<str:school_id>/", views.school, name="school"),
]
