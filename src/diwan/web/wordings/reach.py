"""The notices of reach in words."""

from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording, page

WORDINGS: dict[str, Wording] = {
    "notices_waited": Wording(
        _("Notices that waited for the end of your quiet hours: %(number)s."),
        _("What came while you rested"),
        page("notices"),
    ),
}
