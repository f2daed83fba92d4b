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
    "subscription_in_grace": Wording(
        _("Your membership “%(offer)s” ended on %(ends)s. It stays open for a few days more, until you renew."),
        _("Your membership has ended"),
        page("purchases"),
        needs_person=True,
    ),
    "order_waiting": Wording(
        _("Order %(order)s for “%(offer)s” still waits for %(outstanding)s. Pay it, or cancel it."),
        _("An order waits for its money"),
        page("order", order_id="order_id"),
    ),
    "gift_redeemed": Wording(
        _("%(by)s opened your gift “%(offer)s”."), _("Your gift was opened"), page("order", order_id="order_id")
    ),
    "tip_received": Wording(_("%(by)s gave you a tip of %(amount)s."), _("Somebody gave you a tip"), page("statement")),
}
