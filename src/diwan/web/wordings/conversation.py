"""The notices of conversation in words."""

from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording, page

WORDINGS: dict[str, Wording] = {
    "direct_message": Wording(
        _("%(by)s wrote to you."), _("Somebody wrote to you"), page("message", message_id="message")
    ),
    "mentioned_in_talk": Wording(
        _("%(by)s mentioned you in a conversation."), _("Somebody mentioned you"), page("message", message_id="message")
    ),
}
