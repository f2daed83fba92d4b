"""Letters of the team to members."""

from django.urls import path

from diwan.web.steward.views import newsletter

urlpatterns = [
    path("newsletters/", newsletter.newsletters, name="newsletters"),
    path("newsletters/new/", newsletter.new_newsletter, name="new_newsletter"),
    path("newsletters/<int:newsletter_id>/", newsletter.newsletter, name="newsletter"),
    path("newsletters/<int:newsletter_id>/words/", newsletter.newsletter_words, name="newsletter_words"),
    path("newsletters/<int:newsletter_id>/trial/", newsletter.newsletter_trial, name="newsletter_trial"),
    path("newsletters/<int:newsletter_id>/sending/", newsletter.newsletter_sending, name="newsletter_sending"),
    path("newsletters/<int:newsletter_id>/disposal/", newsletter.newsletter_disposal, name="newsletter_disposal"),
]
