"""The notices of paying online in words."""

from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording, page

_CASES, _RENEWALS = page("payer_disputes"), page("renewals")

WORDINGS: dict[str, Wording] = {
    "dispute_opened": Wording(
        _("A payer’s bank asks for %(amount)s of order %(order)s back."),
        _("A payment is disputed"),
        _CASES,
        needs_person=True,
    ),
    "dispute_won": Wording(
        _("The dispute of order %(order)s is decided for the community: %(amount)s stays."),
        _("A dispute is won"),
        _CASES,
    ),
    "dispute_lost": Wording(
        _("The dispute of order %(order)s is decided for the payer: %(amount)s went back."),
        _("A dispute is lost"),
        _CASES,
    ),
    "renewal_failed": Wording(
        _("The payment that renews “%(offer)s” failed. The provider tries again; change the card to keep it."),
        _("A payment failed"),
        _RENEWALS,
    ),
    "renewal_ended": Wording(
        _("“%(offer)s” does not renew any more. What you paid for runs on to its end."),
        _("A renewal ended"),
        _RENEWALS,
    ),
}
