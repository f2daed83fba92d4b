"""Services: booking, delivery, acceptance, disputes, reviews."""

from django.urls import path

from diwan.web.member.views import booking_deeds, bookings, own_services, services

urlpatterns = [
    path("services/", services.services, name="services"),
    path("services/new/", own_services.new_service, name="new_service"),
    path("services/hours/", own_services.hours, name="service_hours"),
    path("services/<int:service_id>/", services.service, name="service"),
    path("services/<int:service_id>/edit/", own_services.edit_service, name="edit_service"),
    path("services/<int:service_id>/bookings/", services.booking_placement, name="booking_placement"),
    path("bookings/", bookings.bookings, name="bookings"),
    path("bookings/<int:booking_id>/", bookings.booking, name="booking"),
    path("bookings/<int:booking_id>/files/<int:file_id>/", bookings.file, name="booking_file"),
    path("bookings/<int:booking_id>/delivery/", booking_deeds.delivery, name="booking_delivery"),
    path("bookings/<int:booking_id>/rework/", booking_deeds.rework, name="booking_rework"),
    path("bookings/<int:booking_id>/acceptance/", booking_deeds.acceptance, name="booking_acceptance"),
    path("bookings/<int:booking_id>/dispute/", booking_deeds.dispute, name="booking_dispute"),
    path("bookings/<int:booking_id>/surrender/", booking_deeds.surrender, name="booking_surrender"),
    path("bookings/<int:booking_id>/review/", booking_deeds.review, name="booking_review"),
    path("bookings/<int:booking_id>/answer/", booking_deeds.answer, name="booking_answer"),
]
