from django.urls import path

from .views import gallery, organising, own

app_name = "conference"
urlpatterns = [
    # Everyone
    path("", gallery.conference_list, name="conference_list"),
    path("<slug:slug>/", gallery.conference, name="conference"),
    path("<slug:slug>/posters/", gallery.poster_list, name="poster_list"),
    # The author of a finished project
    path("<slug:slug>/posters/new/", own.poster_new, name="poster_new"),
    path("<slug:slug>/posters/<str:poster_id>/edit/", own.poster_edit, name="poster_edit"),
    path("<slug:slug>/posters/<str:poster_id>/submit/", own.poster_submit, name="poster_submit"),
    path("<slug:slug>/posters/<str:poster_id>/take-back/", own.poster_take_back, name="poster_take_back"),
    path("<slug:slug>/posters/<str:poster_id>/reopen/", own.poster_reopen, name="poster_reopen"),
    # Organisers
    path("<slug:slug>/queue/", organising.poster_queue, name="poster_queue"),
    path("<slug:slug>/posters/<str:poster_id>/accept/", organising.poster_accept, name="poster_accept"),
    path("<slug:slug>/posters/<str:poster_id>/decline/", organising.poster_decline, name="poster_decline"),
    # Everyone again: an address that would catch the ones above
    path("<slug:slug>/posters/<str:poster_id>/", gallery.poster, name="poster"),
]
