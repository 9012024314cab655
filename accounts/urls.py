from django.urls import path

from . import views
from .erasing import views as erasing
from .slip_views import invite, join, join_with_code, people, slip_print

app_name = "accounts"
urlpatterns = [
    path("join/", join, name="join"),
    path("join/<str:slip_code>/", join_with_code, name="join_with_code"),
    path("people/", people, name="people"),
    path("people/invite/", invite, name="invite"),
    path("people/slips/", slip_print, name="slip_print"),
    path("people/erasures/", erasing.erasure_list, name="erasure_list"),
    path("people/erasures/<str:erasure_id>/", erasing.erasure_carry_out, name="erasure_carry_out"),
    path("accounts/consent/", views.consent, name="consent"),
    path("accounts/profile/", views.profile, name="profile"),
    path("accounts/phone/", views.phone, name="phone"),
    path("accounts/email/", views.email, name="email"),
    path("accounts/email/code/", views.email_code, name="email_code"),
    path("accounts/my-data/", views.my_data, name="my_data"),
    path("accounts/my-data/export/", views.my_data_export, name="my_data_export"),
    path("accounts/my-data/erasure/", erasing.erasure, name="erasure"),
    path("accounts/my-data/erasure/withdraw/", erasing.erasure_withdraw, name="erasure_withdraw"),
    path("accounts/my-data/withdraw/", views.consent_withdraw, name="consent_withdraw"),
]
