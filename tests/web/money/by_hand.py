"""What each address that moves money is sent, for one moment in which it does: the state through doors, then the body.

A case gives who sends it, what its address names, and the form as the page would send it (a provider's event as it
comes; None where an address is only opened). `KEY` stands for the key
the page draws: a second tap sends the same one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from diwan.commerce import public as commerce
from diwan.distribution import public as distribution
from diwan.kernel import clock
from diwan.payouts import public as payouts
from diwan.promotion import public as promotion

from ..small_world import MONTH, NOW, Place, founded, open_a_month

KEY = {"key": "tapped-twice"}
Sent = tuple[Any, ...]  # reader, what the address names, the body; and the community, where it is not the one given
CASES: dict[str, Callable[[Place], Sent]] = {}


def case(route: str) -> Callable[[Callable[[Place], Sent]], Callable[[Place], Sent]]:
    def keep(prepare: Callable[[Place], Sent]) -> Callable[[Place], Sent]:
        CASES[route] = prepare
        return prepare

    return keep


def by(place: Place, name: str = "owner") -> dict[str, Any]:
    return {"by": place.member(name).party_id, "at": NOW}


def offer(place: Place, slug: str, price_minor: int = 500, **more: Any) -> int:
    facts = {"interval": "once", "kind": "product", **more}
    return commerce.create_offer(
        community_id=place.community.pk, slug=slug, name_ar="شيء", name_en=slug, price_minor=price_minor, **facts,
        **by(place),
    ).id  # fmt: skip


def order(place: Place, slug: str, paid_minor: int = 0, **more: Any) -> commerce.OrderView:
    placed = commerce.place_order(
        community_id=place.community.pk, membership_id=place.member("layla").pk, offer_id=offer(place, slug, **more),
        method="bank", at=NOW, key=slug,
    )  # fmt: skip
    if paid_minor:
        commerce.approve_payment(order_id=placed.id, amount_minor=paid_minor, key=f"{slug}-paid", **by(place))
    return commerce.get_order(order_id=placed.id, viewer=place.member("layla").party_id)


def credit(place: Place) -> None:
    """Layla has paid far too much once."""
    order(place, "much", paid_minor=90_000)


# The till


@case("order_placement")
def _(place: Place) -> Sent:
    credit(place)
    return "author", {}, {"offer": offer(place, "wanted"), "method": "bank", **KEY}


@case("order_cancellation")
def _(place: Place) -> Sent:
    return "author", {"order_id": order(place, "given-up", paid_minor=200).id}, {}


@case("receipt_approval")
def _(place: Place) -> Sent:
    waiting = order(place, "arrived")
    return "treasurer", {"order_id": waiting.id}, {"amount": "5.00", "key": waiting.approval_key}


@case("refund")
def _(place: Place) -> Sent:
    paid = order(place, "back", paid_minor=500)
    names = {"order_id": paid.id, "payment_id": paid.payments[0].id}
    return "treasurer", names, {"amount": "2.00", "reason": "Asked for it", **KEY}


@case("refund (online)")
def _(place: Place) -> Sent:
    """The provider is asked first; asked twice, it still gives back once."""
    _reference, event = _paid_at_the_provider(place)
    commerce.online.take_in(token=place["gateway_token"], delivery=event)
    bought = commerce.list_orders(membership_id=place.member("layla").pk)
    paid = next(one for one in bought if one.offer_en == "online-too")
    names = {"order_id": paid.id, "payment_id": paid.payments[0].id}
    return "treasurer", names, {"amount": "2.00", "reason": "Asked for it", **KEY}


@case("costs")
def _(place: Place) -> Sent:
    body = {"actual": "hosting", "amount": "3.00", "paid_from": "bank", "date": f"{NOW:%Y-%m-%d}", "note": ""}
    return "treasurer", {}, {**body, **KEY}


@case("bank_match")
def _(place: Place) -> Sent:
    return "treasurer", {"row_id": place["bank_row"]}, {"order": order(place, "seen", price_minor=777).id}


# The market


@case("trial")
def _(place: Place) -> Sent:
    terms = {"interval": "month", "kind": "membership", "entitlement_key": "tried"}
    tried = offer(place, "tried", **terms, extras=commerce.Extras(trial_days=7))
    return "author", {"offer_id": tried}, {**KEY}


@case("gift")
def _(place: Place) -> Sent:
    credit(place)
    return "author", {"offer_id": offer(place, "given")}, {"note": "", "method": "bank", **KEY}


@case("gift_redemption")
def _(place: Place) -> Sent:
    credit(place)
    bought = commerce.buy_gift(
        community_id=place.community.pk, membership_id=place.member("layla").pk, offer_id=offer(place, "a-gift"),
        note="", method="bank", at=NOW, key="a-gift",
    )  # fmt: skip
    found = commerce.gift_of_order(order_id=bought.id, viewer=place.member("layla").party_id)
    assert found is not None
    return "member", {}, {"code": found.code, **KEY}


@case("tip")
def _(place: Place) -> Sent:
    credit(place)
    names = {"membership_id": place.member("nour").pk}
    return "author", names, {"amount": "1.00", "method": "bank", "ref": "", **KEY}


@case("term_change")
def _(place: Place) -> Sent:
    dearer = offer(place, "dearer", price_minor=9_000, interval="year", kind="membership", entitlement_key="club")
    return "author", {"term_id": place["club_term"]}, {"tier": dearer, "method": "bank", **KEY}


# Services and tickets


@case("booking_placement")
def _(place: Place) -> Sent:
    credit(place)
    services = commerce.services
    spec = services.ServiceSpec(title="A word", body="Ask.", parts=[services.PartSpec("", 300, 1)])
    cheap = services.offer_service(community_id=place.community.pk, spec=spec, **by(place, "nour"))
    return "author", {"service_id": cheap}, {"wish": "", "method": "bank", **KEY}


@case("booking_acceptance")
def _(place: Place) -> Sent:
    return "author", {"booking_id": place["running"]}, {**KEY}


@case("booking_surrender")
def _(place: Place) -> Sent:
    return "member", {"booking_id": place["running"]}, {"text": "I cannot", **KEY}


@case("service_decision")
def _(place: Place) -> Sent:
    """A small sum: one person decides."""
    commerce.services.set_terms(
        community_id=place.community.pk, term_days=7, two_from_minor=10_000_000, tax_bp=0, **by(place)
    )
    booking = {"booking_id": place["disputed"]}
    commerce.services.decline_decision(**booking, text="No", key="no", **by(place, "steward"))
    return "owner", booking, {"released": "4000.00", "reason": "late", "text": "Half of it", **KEY}


@case("service_agreement")
def _(place: Place) -> Sent:
    view = commerce.services.get_booking(
        booking_id=place["disputed"], viewer=place.member("steward").party_id, at=NOW
    )  # fmt: skip
    assert view.dispute is not None
    return "steward", {"booking_id": place["disputed"]}, {"content": view.dispute.content_hash, **KEY}


def _event(place: Place) -> tuple[int, int]:
    """An event with places at 2.00, and its tier."""
    tickets, begins, scope = commerce.tickets, NOW + timedelta(days=9), place.community.pk
    spec = tickets.EventSpec(
        title_ar="ورشة", title_en="Paid", place="Here", starts_at=begins,
        ends_at=begins + timedelta(hours=1), capacity=9, sales_from=NOW, sales_until=begins,
    )  # fmt: skip
    event = tickets.plan_event(community_id=scope, spec=spec, tiers=[tickets.TierSpec("ض", "Guest", 200)], **by(place))
    return event, tickets.get_event(event_id=event, community_id=scope, at=NOW).tiers[0].id


@case("ticket_sale")
def _(place: Place) -> Sent:
    credit(place)
    event, tier = _event(place)
    return "author", {"event_id": event}, {"tier": tier, "quantity": "2", "method": "bank", **KEY}


@case("event_cancellation")
def _(place: Place) -> Sent:
    credit(place)
    event, tier = _event(place)
    buyer = by(place, "layla")
    commerce.tickets.buy_tickets(tier_id=tier, quantity=1, method="bank", key="a-place", **buyer)
    return "owner", {"event_id": event}, {"reason": "Rain", **KEY}


# The close


@case("period_closure")
def _(_place: Place) -> Sent:
    """A community of its own, whose month is over and holds a tip; freezing it recognises the income."""
    return "owner", {"period": MONTH.label}, {}, _grove()


@case("period_publication")
def _(_place: Place) -> Sent:
    return "owner", {"period": MONTH.label}, {}, _grove()


def _grove() -> Place:
    grove = founded("grove")
    open_a_month(grove)
    return grove


@case("period_posting")
def _(_place: Place) -> Sent:
    grove = _grove()
    _advance(grove, "published", NOW)
    return "owner", {"period": MONTH.label}, {"waive": "on"}, grove


@case("objection")
def _(place: Place) -> Sent:
    """The second of two verdicts, after the month was posted: the correction follows at once."""
    _advance(place, "sealed", NOW + timedelta(days=20))
    said = {"decision": "accepted", "reason": "True"}
    steward = by(place, "steward")
    distribution.resolve_objection(objection_id=place["objection"], correction_minor=50, **said, **steward)
    return "treasurer", {"objection_id": place["objection"]}, {**said, "correction": "0.50"}


def _advance(place: Place, until: str, at: datetime) -> None:
    distribution.advance(
        community_id=place.community.pk, period=MONTH.label, until=until, waive_window=True,
        by=place.member("owner").party_id, at=at,
    )  # fmt: skip


# Paying out


@case("batch_approval")
def _(place: Place) -> Sent:
    batch = payouts.get_batch(batch_id=place["batch"], viewer=place.member("owner").party_id)
    return "owner", {"batch_id": batch.id}, {"hash": batch.hash}


def _approved(place: Place) -> dict[str, Any]:
    batch = payouts.get_batch(batch_id=place["batch"], viewer=place.member("owner").party_id)
    payouts.approve_batch(batch_id=batch.id, batch_hash=batch.hash, **by(place))
    return {"batch_id": batch.id, "payout_id": batch.payouts[0].id}


@case("payout_sending")
def _(place: Place) -> Sent:
    return "owner", _approved(place), {"proof": "FT 1", "paid_from": "bank"}


@case("payout_failure")
def _(place: Place) -> Sent:
    return "owner", _approved(place), {"reason": "No such account"}


@case("payout_statement_application")
def _(place: Place) -> Sent:
    names = _approved(place)
    batch = payouts.get_batch(batch_id=names["batch_id"], viewer=place.member("owner").party_id)
    paid = batch.payouts[0]
    text = f"description,amount\n{paid.reference},-{paid.amount_minor / 100:.2f}\n"
    read = payouts.read_statement(community_id=place.community.pk, content=text.encode(), **by(place))
    return "owner", {"statement_id": read}, {}


@case("payout_donation")
def _(place: Place) -> Sent:
    payouts.cancel_batch(batch_id=place["batch"], **by(place))
    return "author", {}, {"amount": "1.00", **KEY}


@case("payout_donation_withdrawal")
def _(place: Place) -> Sent:
    return "member", {"donation_id": place["donation"]}, {}


# Sponsors and shops


def _pay_for_deal(place: Place) -> None:
    promotion.record_sponsor_payment(
        by=place.member("owner"), campaign_id=place["deal"], amount_minor=2_000, fee_minor=0, paid_into="bank",
        received=NOW.date(), at=NOW, key="half",
    )  # fmt: skip


@case("sponsor_payment")
def _(place: Place) -> Sent:
    body = {"amount": "10.00", "fee": "", "paid_into": "bank", "received": f"{NOW:%Y-%m-%d}"}
    return "treasurer", {"campaign_id": place["deal"]}, {**body, **KEY}


@case("campaign_ending")
def _(place: Place) -> Sent:
    _pay_for_deal(place)
    return "treasurer", {"campaign_id": place["deal"]}, {"last": f"{NOW:%Y-%m-%d}", "reason": "They stopped", **KEY}


def _commissions(state: str) -> BytesIO:
    file = BytesIO(f"reference,code,amount,status,date\nR1,,5.00,{state},{NOW:%Y-%m-%d}\n".encode())
    file.name = "sales.csv"
    return file


@case("commission_receipt")
def _(place: Place) -> Sent:
    _import(place, "confirmed")
    return "treasurer", {"programme_id": place["shop"]}, {"paid_into": "bank", "received": f"{NOW:%Y-%m-%d}", **KEY}


@case("commission_import")
def _(place: Place) -> Sent:
    """A sale that was paid is reversed by the network's next file."""
    _import(place, "confirmed")
    promotion.receive_commissions(
        by=place.member("owner"), programme_id=place["shop"], paid_into="bank", received=NOW.date(), at=NOW, key="came"
    )
    return "treasurer", {"programme_id": place["shop"]}, {"file": _commissions("reversed")}


def _import(place: Place, state: str) -> None:
    promotion.import_commissions(
        by=place.member("owner"), programme_id=place["shop"], text=_commissions(state).read().decode(), at=NOW
    )


# Paying online


def _paid_at_the_provider(place: Place) -> tuple[str, Any]:
    """Layla has paid on the sandbox's page and nobody told us yet: our reference, and the event as it will come."""
    placed = order(place, "online-too")
    reference = commerce.online.begin_checkout(
        order_id=placed.id, account_id=place["gateway_account"], by=place.member("layla").party_id, language="en",
        at=NOW,
    )  # fmt: skip
    return reference, commerce.online.sandbox.pay(external_id=f"sb_{reference}", at=clock.now())


@case("provider_events")
def _(place: Place) -> Sent:
    return "visitor", {"token": place["gateway_token"]}, _paid_at_the_provider(place)[1]


@case("online_return")
def _(place: Place) -> Sent:
    return "author", {"reference": _paid_at_the_provider(place)[0]}, None


@case("gateway_comparison")
def _(place: Place) -> Sent:
    _paid_at_the_provider(place)
    return "treasurer", {"account_id": place["gateway_account"]}, {}


@case("sandbox_outcome")
def _(place: Place) -> Sent:
    reference, _event = _paid_at_the_provider(place)
    return "visitor", {"external_id": f"sb_{reference}"}, {"outcome": "pay"}
