"""The notices of gathering in words."""

from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording

WORDINGS: dict[str, Wording] = {
    "thread_moved": Wording(
        _("New replies in “%(title)s”, which you follow: %(number)s"), _("New replies where you follow")
    ),
    "followed_wrote": Wording(
        _("%(by)s, whom you follow, wrote “%(title)s”. What else they wrote is in your feed."),
        _("Somebody you follow wrote"),
    ),
}
