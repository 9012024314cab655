from django.urls import include, path

from .views import desk, joining, news, public, requests, texts

app_name = "programme"

request_urls = [
    path("", requests.one_request, name="request"),
    path("note/", requests.request_note, name="request_note"),
    path("answer/", requests.request_answer, name="request_answer"),
    path("join/", requests.request_join, name="request_join"),
    path("decline/", requests.request_decline, name="request_decline"),
]
programme_urls = [
    path("", public.about, name="about"),
    path("join/", joining.join, name="join"),
    path("join/again/", joining.join_again, name="join_again"),
    path("join/<str:request_id>/", joining.join_received, name="join_received"),
    path("join/<str:request_id>/erase/", joining.join_erase, name="join_erase"),
    path("requests/", requests.request_list, name="request_list"),
    path("requests/<str:request_id>/", include(request_urls)),
    path("partners/", public.partner_list, name="partner_list"),
    path("partners/new/", texts.partner_new, name="partner_new"),
    path("partners/<int:partner_id>/", texts.partner_edit, name="partner_edit"),
    path("pages/", texts.page_list, name="page_list"),
    path("pages/<slug:page_slug>/", public.page, name="page"),
    path("pages/<slug:page_slug>/edit/", texts.page_edit, name="page_edit"),
    path("preview/", texts.preview, name="preview"),
]
picture_urls = [
    path("edit/", desk.picture_edit, name="picture_edit"),
    path("cover/", desk.picture_cover, name="picture_cover"),
    path("remove/", desk.picture_remove, name="picture_remove"),
]
item_urls = [
    path("", news.news, name="news"),
    path("edit/", desk.news_edit, name="news_edit"),
    path("publish/", desk.news_publish, name="news_publish"),
    path("unpublish/", desk.news_unpublish, name="news_unpublish"),
    path("pictures/new/", desk.picture_new, name="picture_new"),
    path("pictures/<str:picture_id>/", include(picture_urls)),
]
news_urls = [
    path("", news.news_list, name="news_list"),
    path("feed.xml", news.news_feed, name="news_feed"),
    path("desk/", desk.news_desk, name="news_desk"),
    path("new/", desk.news_new, name="news_new"),
    path("<str:item_id>/", include(item_urls)),
]
urlpatterns = [
    path("programme/", include(programme_urls)),
    path("news/", include(news_urls)),
    path("tools/", public.tool_list, name="tool_list"),
    path("tools/<slug:tool_key>/", public.tool, name="tool"),
]
