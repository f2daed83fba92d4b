"""Helps for writing: names to mention, pictures, polls, and drafts kept by themselves."""

from django.urls import path

from diwan.web.member.views import keeping, mentions, pictures, polls

urlpatterns = [
    path("mentions/", mentions.mentions, name="mentions"),
    path("pictures/", pictures.pictures, name="pictures"),
    path("drafts/keeping/", keeping.draft_keeping, name="draft_keeping"),
    path("t/<int:post_id>/poll/", polls.poll, name="poll"),
    path("t/<int:post_id>/poll/votes/", polls.votes, name="poll_votes"),
    path("t/<int:post_id>/poll/closing/", polls.closing, name="poll_closing"),
    path("t/<int:post_id>/poll/voices/", polls.voices, name="poll_voices"),
]
