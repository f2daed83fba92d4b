"""The notices of the market in words."""

from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording, page

WORDINGS: dict[str, Wording] = {
    "refund_to_send": Wording(
        _("%(amount)s of order %(order)s for “%(offer)s” is to be sent back to its payer."),
        _("Money is to be sent back"),
        page("order", order_id="order_id"),
        needs_person=True,
    ),
}
