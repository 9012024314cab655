"""At the root: what verifiers of badges look for."""

from django.urls import path

from . import open_views as views

urlpatterns = [
    path(".well-known/jwks.json", views.badge_keys, name="badge_keys"),
    path(".well-known/did.json", views.badge_did, name="badge_did"),
    path(".well-known/open-badges/issuer.json", views.badge_issuer, name="badge_issuer"),
    path(".well-known/open-badges/revocations.json", views.badge_revocations, name="badge_revocations"),
    path(".well-known/open-badges/keys/<str:kid>.json", views.badge_key, name="badge_key"),
    path(
        ".well-known/open-badges/achievements/<slug:kind_key>.json", views.badge_achievement, name="badge_achievement"
    ),
]
