"""Badges by hand, levels held, groups made."""

from django.urls import path

from diwan.web.steward.views import belonging

urlpatterns = [
    path("badges/made/", belonging.hand_badges, name="hand_badges"),
    path("badges/given/<int:award_id>/taking-back/", belonging.taking_back, name="badge_taking_back"),
    path("people/<int:membership_id>/badges/giving/", belonging.giving, name="badge_giving"),
    path("people/<int:membership_id>/level/", belonging.level, name="member_level"),
    path("people/<int:membership_id>/level/release/", belonging.level_release, name="level_release"),
    path("groups/new/", belonging.new_group, name="new_group"),
    path("groups/<int:group_id>/closing/", belonging.closing, name="group_closing"),
    path("groups/<int:group_id>/removals/<int:membership_id>/", belonging.removal, name="group_removal"),
]
