from django.urls import path

from . import views

app_name = "pictures"
urlpatterns = [
    path("", views.my_pictures, name="my_pictures"),
    path("<str:upload_id>/", views.consent, name="consent"),
    path("<str:upload_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:upload_id>/reopen/", views.reopen, name="reopen"),
]
