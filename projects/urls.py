from django.urls import path

from .views import comments, items, stages, stories, work

app_name = "projects"
urlpatterns = [
    # Everyone
    path("projects/", stories.story_list, name="story_list"),
    path("projects/feed.xml", stories.story_feed, name="story_feed"),
    path("projects/<str:project_id>/", stories.story, name="story"),
    path("projects/<str:project_id>/picture.png", stories.story_picture, name="story_picture"),
    path("projects/<str:project_id>/cite.<str:style>", stories.story_cite, name="story_cite"),
    # Those with whom the author shares it
    path("my/projects/", comments.reading_list, name="reading_list"),
    path("projects/<str:project_id>/read/", comments.project_read, name="project_read"),
    path("projects/<str:project_id>/read/<int:stage_number>/comment/", comments.comment_new, name="comment_new"),
    path("projects/<str:project_id>/comments/<str:comment_id>/answer/", comments.comment_answer, name="comment_answer"),
    # The author
    path("my/project/new/", work.project_new, name="project_new"),
    path("my/project/<str:project_id>/", work.project, name="project"),
    path("my/project/<str:project_id>/sharing/", work.project_sharing, name="project_sharing"),
    path("my/project/<str:project_id>/begin/", work.project_begin, name="project_begin"),
    path("my/project/<str:project_id>/pause/", work.project_pause, name="project_pause"),
    path("my/project/<str:project_id>/resume/", work.project_resume, name="project_resume"),
    path("my/project/<str:project_id>/withdraw/", work.project_withdraw, name="project_withdraw"),
    path("my/project/<str:project_id>/publish/", work.project_publish, name="project_publish"),
    path("my/project/<str:project_id>/unpublish/", work.project_unpublish, name="project_unpublish"),
    path("my/project/<str:project_id>/vignette/retract/", work.vignette_retract, name="vignette_retract"),
    path("my/project/<str:project_id>/vignette/publish/", work.vignette_publish, name="vignette_publish"),
    path("my/project/<str:project_id>/stage/<int:stage_number>/", stages.stage, name="stage"),
    path("my/project/<str:project_id>/stage/<int:stage_number>/reopen/", stages.stage_reopen, name="stage_reopen"),
    path("my/project/<str:project_id>/steps/<str:step_id>/done/", items.step_done, name="step_done"),
    path("my/project/<str:project_id>/steps/<str:step_id>/reopen/", items.step_reopen, name="step_reopen"),
    path(
        "my/project/<str:project_id>/comments/<str:comment_id>/settle/", comments.comment_settle, name="comment_settle"
    ),
    path(
        "my/project/<str:project_id>/comments/<str:comment_id>/reopen/", comments.comment_reopen, name="comment_reopen"
    ),
    path("my/project/<str:project_id>/<slug:kind>/new/", items.row_new, name="row_new"),
    path("my/project/<str:project_id>/<slug:kind>/<str:row_id>/", items.row, name="row"),
    path("my/project/<str:project_id>/<slug:kind>/<str:row_id>/remove/", items.row_remove, name="row_remove"),
]
