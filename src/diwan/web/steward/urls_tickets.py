"""Events and the door: who made them, who lets people in."""

from django.urls import path

from diwan.web.steward.views import door, events

urlpatterns = [
    path("events/new/", events.new_event, name="new_event"),
    path("events/<int:event_id>/edit/", events.edit_event, name="edit_event"),
    path("events/<int:event_id>/cancellation/", events.cancellation, name="event_cancellation"),
    path("door/", door.door, name="door"),
    path("door/<str:token>/", door.ticket_check, name="ticket_check"),
]
