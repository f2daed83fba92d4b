"""The notices and letters of payouts that are younger than the first desk."""

from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording, page

WORDINGS: dict[str, Wording] = {
    "identity_code": Wording(
        _("Your code is %(reference)s. Type it where you asked for it; nobody of ours will ever ask you for it."),
        _("A code to show that it is you"),
        page("payout_method"),
        needs_person=True,
    ),
}
