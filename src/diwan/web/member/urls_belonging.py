"""First steps, badges, levels, groups, and how one is found."""

from django.urls import path

from diwan.web.member.views import belonging, belonging_badges, belonging_groups

urlpatterns = [
    path("beginning/", belonging.beginning, name="beginning"),
    path("beginning/closing/", belonging.closing, name="beginning_closing"),
    path("first-question/", belonging.first_question, name="first_question"),
    path("greeting/", belonging.greeting, name="greeting"),
    path("greeting/<int:membership_id>/", belonging.greeted, name="greeted"),
    path("people/me/", belonging.own_card, name="own_card"),
    path("levels/", belonging.levels, name="levels"),
    path("badges/", belonging_badges.badges, name="badges"),
    path("badges/count/", belonging_badges.count, name="badge_count"),
    path("badges/<int:award_id>/visibility/", belonging_badges.visibility, name="badge_visibility"),
    path("people/<int:membership_id>/badges/", belonging_badges.person_badges, name="person_badges"),
    path("groups/", belonging_groups.groups, name="groups"),
    path("groups/<int:group_id>/", belonging_groups.group, name="group"),
    path("groups/<int:group_id>/joining/", belonging_groups.joining, name="group_joining"),
    path("groups/<int:group_id>/leaving/", belonging_groups.leaving, name="group_leaving"),
    path("groups/<int:group_id>/places/", belonging_groups.places, name="group_places"),
    path("groups/<int:group_id>/requests/<int:request_id>/", belonging_groups.answer, name="group_request"),
    path("groups/<int:group_id>/edit/", belonging_groups.edit, name="edit_group"),
]
