"""The notices of promotion in words."""

from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording, page

WORDINGS: dict[str, Wording] = {
    "member_referred": Wording(
        _("%(by)s came through your code."), _("Somebody came through your code"), page("referrals")
    ),
}
