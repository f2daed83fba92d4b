from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Entry(TextChoices):
    """How one comes into a group."""

    OPEN = "open", _("Whoever wants to joins")
    REQUEST = "request", _("On request")
    PICKED = "picked", _("Chosen by the team")


class Answer(TextChoices):
    """What became of a request to join."""

    WAITING = "", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
