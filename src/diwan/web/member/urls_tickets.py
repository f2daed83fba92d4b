"""Tickets: events, one's own tickets, their codes."""

from django.urls import path

from diwan.web.member.views import tickets

urlpatterns = [
    path("events/", tickets.events, name="events"),
    path("events/<int:event_id>/", tickets.event, name="event"),
    path("events/<int:event_id>/event.ics", tickets.event_file, name="event_file"),
    path("events/<int:event_id>/sales/", tickets.sale, name="ticket_sale"),
    path("tickets/", tickets.own_tickets, name="own_tickets"),
]
