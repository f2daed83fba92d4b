"""Letters from outside the site: stopped, opened, and (where mail is written to files) looked at."""

from django.urls import path

from diwan.web.visitor.views import letters, mailbox

urlpatterns = [
    path("letters/stop/<str:token>/", letters.stopping, name="letter_stopping"),
    path("letters/point/<str:token>.gif", letters.opening, name="letter_opening"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<slug:filed>/", mailbox.letter, name="mailbox_letter"),
    path("mailbox/<slug:filed>/looks/", mailbox.looks, name="mailbox_looks"),
]
