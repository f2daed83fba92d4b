"""What members pay: every month's orders with their receipts, and the payments that do not go by the book."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from diwan.commerce import public as commerce
from diwan.demo import pictures, tills_life
from diwan.demo.scene import Player, Scene

_PHOTO_EVERY = 6


class Till:
    """The till of one community of the story: who keeps it, what is on sale."""

    def __init__(self, scene: Scene, *, offers: list[dict[str, Any]], ways: list[dict[str, Any]], at: datetime) -> None:
        self.scene = scene
        self.keepers: list[str] = []
        self.statement_from: datetime | None = None
        by = scene.owner.party_id
        for way in ways:
            commerce.set_till_method(community_id=scene.id, by=by, at=at, **way)
        self.offers = {
            row["slug"]: commerce.create_offer(community_id=scene.id, by=by, at=at, position=place, **row).id
            for place, row in enumerate(offers)
        }
        self._count = 0

    def plan_orders(self, rows: list[dict[str, Any]], quirks: list[dict[str, Any]]) -> None:
        """Plan what each member orders, from the day they pay on; `quirks` say what went otherwise."""
        odd = {(quirk["who"], quirk["month"]): quirk for quirk in quirks}
        for row in rows:
            for month in self._months_of(row):
                quirk = odd.get((row["key"], month), {})
                # Renewed on the eve of the day it would end.
                at = self.scene.on(month, row["day"], 8 + row["day"] / 2)
                self.scene.agenda.plan(at, partial(self._order, row, quirk), must=bool(quirk.get("waits")))

    def _months_of(self, row: dict[str, Any]) -> list[int]:
        first, last = row.get("from", 0), row.get("until", len(self.scene.months) - 1)
        return [first] if row["pays"] == "gardener-year" else list(range(first, last + 1))

    def _order(self, row: dict[str, Any], quirk: dict[str, Any], at: datetime) -> None:
        player = self.scene.cast[row["key"]]
        if not player.is_around(at):
            return
        self._count += 1
        order = commerce.place_order(
            community_id=self.scene.id,
            membership_id=player.id,
            offer_id=self.offers[row["pays"]],
            method=row.get("till", "bank"),
            key=f"demo:{self._count}",
            at=at,
        )
        has_photo = quirk or self._count % _PHOTO_EVERY == 0
        if has_photo:
            order = self._attach(order, player, quirk.get("photo_minor", order.outstanding_minor), at)
        if order.outstanding_minor and not quirk.get("waits"):
            self.scene.agenda.plan(at + timedelta(hours=7), partial(self._decide, order, player, quirk))

    def _attach(self, order: commerce.OrderView, player: Player, amount_minor: int, at: datetime) -> commerce.OrderView:
        slip = pictures.receipt(reference=order.reference, amount_minor=amount_minor, currency=order.currency, at=at)
        return commerce.attach_receipt(order_id=order.id, image=slip, by=player.party, at=at)

    def _is_on_the_statement(self, order: commerce.OrderView, quirk: dict[str, Any], at: datetime) -> bool:
        """The first ordinary transfer once the keepers work with the bank's file."""
        if self.statement_from is None or at < self.statement_from or quirk or order.method != "bank":
            return False
        self.statement_from = None
        return True

    def _decide(self, order: commerce.OrderView, payer: Player, quirk: dict[str, Any], at: datetime) -> None:
        keeper = self._keeper_for(payer)
        if "rejected" in quirk:
            rejected = commerce.reject_payment(order_id=order.id, reason=quirk["rejected"], by=keeper.party, at=at)
            self.scene.agenda.plan(at + timedelta(hours=5), partial(self._send_again, rejected, payer))
            return
        if self._is_on_the_statement(order, quirk, at):
            tills_life.approve_by_statement(self.scene, order, keeper, at)
            return
        amount = quirk.get("pays_minor", order.outstanding_minor)
        paid = commerce.approve_payment(
            order_id=order.id, amount_minor=amount, by=keeper.party, at=at, key=order.approval_key
        )
        if paid.outstanding_minor:
            self.scene.agenda.plan(at + timedelta(days=2), partial(self._decide, paid, payer, {}))
        if "refund_after_days" in quirk:
            later = at + timedelta(days=quirk["refund_after_days"])
            self.scene.agenda.plan(later, partial(self._refund, paid, payer, quirk))

    def _send_again(self, order: commerce.OrderView, payer: Player, at: datetime) -> None:
        shown = self._attach(order, payer, order.outstanding_minor, at)
        self.scene.agenda.plan(at + timedelta(hours=3), partial(self._decide, shown, payer, {}))

    def _refund(self, order: commerce.OrderView, payer: Player, quirk: dict[str, Any], at: datetime) -> None:
        commerce.refund_payment(
            payment_id=order.payments[0].id,
            amount_minor=quirk.get("refund_minor", order.due_minor),
            by=self._keeper_for(payer).party,
            at=at,
            reason=quirk["reason"],
            key=f"demo:refund:{order.id}",
        )

    def _keeper_for(self, payer: Player) -> Player:
        """The keepers by turns; nobody decides about a payment of their own."""
        others = [self.scene.cast[key] for key in self.keepers if self.scene.cast[key].id != payer.id]
        return others[self._count % len(others)]


def plan_renewal_jobs(scene: Scene) -> None:
    """The till's own jobs, now and then, as the ticker would have run them."""
    for month in range(len(scene.months)):
        for day in (2, 12, 22):
            scene.agenda.plan(scene.on(month, day, 5), _run_jobs)


def _run_jobs(at: datetime) -> None:
    commerce.expire_subscriptions(at=at)
    commerce.remind_expiring(at=at)
