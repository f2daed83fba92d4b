"""How a member is reached: choices, quiet hours, devices; the notices themselves."""

from django.urls import path

from diwan.web.member.views import notices, reach

urlpatterns = [
    path("reach/", reach.reach, name="reach"),
    path("reach/devices/", reach.devices, name="devices"),
    path("reach/devices/withdrawal/", reach.device_withdrawal, name="device_withdrawal"),
    path("reach/devices/<int:device_id>/disposal/", reach.device_disposal, name="device_disposal"),
    path("notices/<int:notice_id>/reading/", notices.notice_reading, name="notice_reading"),
]
