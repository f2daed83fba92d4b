"""The live stream of a community, its fall-back, and the parts of pages it brings up to date."""

from django.urls import path

from diwan.web.member.views import live, live_parts

urlpatterns = [
    path("live/", live.stream, name="live"),
    path("live/events/", live.events, name="live_events"),
    path("live/notices/", live_parts.notice_counts, name="live_notices"),
    path("live/t/<int:post_id>/marks/", live_parts.thread_marks, name="live_marks"),
    path("live/t/<int:post_id>/replies/", live_parts.thread_replies, name="live_replies"),
]
