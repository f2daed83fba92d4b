from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConversationKind(TextChoices):
    ROOM = "room", _("Room")
    PAIR = "pair", _("Two people")
    GROUP = "group", _("Group")


class MessageStatus(TextChoices):
    """Where a message stands. A wiped one was deleted so long ago that its words are gone."""

    SAID = "said", _("Said")
    DELETED = "deleted", _("Deleted")
    HIDDEN = "hidden", _("Hidden")
    WIPED = "wiped", _("Wiped")


class Mark(TextChoices):
    """What one may say to a message without a message: words, not pictures of faces."""

    HELPED_ME = "helped_me", _("Helped me")
    SAME_HERE = "same_here", _("Same here")
    AGREED = "agreed", _("I agree")
    THANKS = "thanks", _("Thank you")
