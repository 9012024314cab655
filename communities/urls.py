from django.urls import include, path

from .views import calendar, community, events, logging, papers, people, sessions

app_name = "communities"

session_urls = [
    path("", sessions.session, name="session"),
    path("log/", logging.session_log, name="session_log"),
    path("edit/", sessions.session_edit, name="session_edit"),
    path("cancel/", sessions.session_cancel, name="session_cancel"),
    path("attendance-sheet/", papers.attendance_sheet, name="attendance_sheet"),
    path("plan/", papers.session_plan, name="session_plan"),
]
community_urls = [
    path("", community.community, name="community"),
    path("edit/", community.community_edit, name="community_edit"),
    path("norms/", community.norms_edit, name="norms_edit"),
    path("activate/", community.activate, name="activate"),
    path("pause/", community.pause, name="pause"),
    path("resume/", community.resume, name="resume"),
    path("end/", community.end, name="end"),
    path("members/add/", people.member_add, name="member_add"),
    path("members/<str:person_id>/end/", people.member_end, name="member_end"),
    path("facilitators/add/", people.facilitator_add, name="facilitator_add"),
    path("facilitators/<str:facilitator_id>/end/", people.facilitator_end, name="facilitator_end"),
    path("schools/add/", people.school_add, name="school_add"),
    path("schools/<str:school_id>/remove/", people.school_remove, name="school_remove"),
    path("series/", sessions.series_plan, name="series_plan"),
    path("sessions/new/", sessions.session_new, name="session_new"),
    path("sessions/log/", logging.log_new, name="log_new"),
    path("sessions/<str:session_id>/", include(session_urls)),
]
urlpatterns = [
    path("", community.community_list, name="community_list"),
    path("new/", community.community_new, name="community_new"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/renew/", calendar.calendar_renew, name="calendar_renew"),
    path("calendar/<str:calendar_token>.ics", calendar.calendar_feed, name="calendar_feed"),
    path("events/", events.event_list, name="event_list"),
    path("events/<str:event_id>/", events.event, name="event"),
    path("record/", papers.my_record, name="my_record"),
    path("record/<str:person_id>/", papers.record, name="record"),
    path("record/<str:person_id>/record.pdf", papers.record_pdf, name="record_pdf"),
    path("<str:community_id>/", include(community_urls)),
]
