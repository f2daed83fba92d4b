"""Every kind of notice in words: one sentence each, for a page or for a letter, in whatever language is active.

Rooms leave a kind and its facts; nothing else knows sentences. A test collects the kinds the rooms emit and demands
their words here.
"""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from diwan.kernel.text.reader import current_reader
from diwan.web.noticed_facts import PAGE, Shape
from diwan.web.wording import Facts, Wording, page
from diwan.web.wordings import WORDINGS as WORDINGS_OF_ROOMS

WORDINGS: dict[str, Wording] = {
    "mentioned": Wording(_("%(by)s mentioned you in “%(title)s”."), _("Somebody mentioned you")),
    "replied": Wording(_("%(by)s replied to you in “%(title)s”."), _("Somebody replied to you")),
    "answer_accepted": Wording(_("%(by)s accepted your answer to “%(title)s”."), _("Your answer was accepted")),
    "receipt_to_review": Wording(
        _("A receipt for order %(order)s (%(due)s) is waiting to be checked."),
        _("A receipt is waiting to be checked"),
        page("receipts"),
        needs_person=True,
    ),
    "payment_approved": Wording(
        _("Your payment of %(amount)s for “%(offer)s” arrived. Thank you."), _("Your payment arrived"), page("books")
    ),
    "payment_rejected": Wording(
        _(
            "The receipt for order %(order)s could not be matched: %(reason)s "
            "Your order is still open; send another receipt."
        ),
        _("Your receipt could not be matched"),
        needs_person=True,
    ),
    "payment_refunded": Wording(
        _("%(amount)s of your payment for “%(offer)s” is on its way back to you."), _("Your payment is coming back")
    ),
    "order_cancelled": Wording(_("Order %(order)s for “%(offer)s” is cancelled."), _("An order is cancelled")),
    "subscription_expiring": Wording(
        _("Your membership “%(offer)s” runs until %(ends)s. Renew it if you want to stay."),
        _("Your membership is about to end"),
        page("offers"),
    ),
    "subscription_ended": Wording(
        _("Your membership “%(offer)s” ended on %(ends)s. Nothing you wrote is lost."),
        _("Your membership ended"),
        page("offers"),
    ),
    "settlement_published": Wording(
        _("%(month)s is closed: your share is %(amount)s. Your statement says why."),
        _("The month is closed"),
        page("statement"),
    ),
    "payout_batch_to_approve": Wording(
        _("Payout batch %(number)s (%(total)s) waits for a second person. It might be you."),
        _("A payout batch waits for you"),
        page("payouts"),
        needs_person=True,
    ),
    "payout_batch_drafted_alone": Wording(
        _("You drafted payout batch %(number)s (%(total)s) and are alone. You can approve it from %(alone_from)s on."),
        _("A payout batch waits a day"),
        page("payouts"),
    ),
    "payout_batch_approved_alone": Wording(
        _(
            "You approved your own payout batch %(number)s (%(total)s). "
            "If that was not you, tell the other members today."
        ),
        _("You approved your own payout batch"),
        page("payouts"),
        needs_person=True,
    ),
    "payout_approved": Wording(
        _("%(amount)s is approved and will be sent to %(mask)s."), _("Your payout is approved"), page("statement")
    ),
    "payout_sent": Wording(
        _("%(amount)s was sent to %(mask)s. Say so when it has arrived."), _("Your payout was sent"), page("statement")
    ),
    "payout_failed": Wording(
        _(
            "Your payout of %(amount)s to %(mask)s did not arrive: %(reason)s "
            "Your money is safe; check where it should go."
        ),
        _("Your payout did not arrive"),
        page("statement"),
        needs_person=True,
    ),
    "payout_method_changed": Wording(
        _("Your payouts now go to %(mask)s, from %(usable_from)s on. If that was not you, change your password now."),
        _("Where your payouts go has changed"),
        page("statement"),
    ),
    "report_decided": Wording(
        _("The moderators acted on what you reported. Thank you for saying so."), _("Your report was decided")
    ),
    "report_decided.dismiss": Wording(
        _("The moderators left what you reported as it is. You can ask for a second look."),
        _("Your report was decided"),
        page("appeal", decision_id="decision"),
    ),
    "decision_about_you": Wording(
        _("Something you wrote was hidden: %(reason)s You can ask another person to look again."),
        _("Something you wrote was hidden"),
        page("standing"),
        needs_person=True,
    ),
    "decision_about_you.suspend": Wording(
        _("You are suspended: %(reason)s What is owed to you stays owed. You can ask another person to look again."),
        _("You are suspended"),
        page("standing"),
        needs_person=True,
    ),
    "appeal_decided": Wording(_("The decision stands: %(answer)s"), _("Your appeal was answered"), page("standing")),
    "appeal_decided.overturned": Wording(
        _("The decision is undone: %(answer)s"), _("Your appeal was right"), page("standing")
    ),
    **WORDINGS_OF_ROOMS,
}
UNWORDED = Wording(_("Something in the community concerns you."), _("News from your community"))


def worded(kind: str, facts: Facts, shape: Shape = PAGE) -> Any:
    """The sentence for the current reader: Markup for pages, plain text for letters."""
    return shape.sentence(str(wording_of(kind, facts).sentence), shape.places(facts, current_reader()))


def wording_of(kind: str, facts: Facts) -> Wording:
    """The words of a kind; those of its outcome, where one has its own."""
    return WORDINGS.get(f"{kind}.{facts.get('outcome', '')}") or WORDINGS.get(kind, UNWORDED)


def notice_url(slug: str, kind: str, facts: Facts, url: str) -> str:
    """Where the notice leads: the address its room gave, the text it speaks of, a page where one can act, or ''."""
    if url:
        return url
    if "post" in facts and "object_ref" in facts:
        anchor = str(facts["object_ref"]).replace(":", "-")
        return f"{reverse('thread', kwargs={'slug': slug, 'post_id': facts['post']})}#{anchor}"
    address = wording_of(kind, facts).address
    try:
        name, parts = address(facts) if address else ("", {})
        return reverse(name, kwargs={"slug": slug, **parts}) if name else ""
    except (NoReverseMatch, KeyError):
        return ""
