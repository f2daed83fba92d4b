"""The rooms of a community's talk: what they are called, in which order they stand, who may look in."""

from django.urls import path

from diwan.web.steward.views import spaces

urlpatterns = [
    path("spaces/", spaces.spaces, name="spaces"),
    path("spaces/<int:space_id>/", spaces.space_edit, name="space_edit"),
]
