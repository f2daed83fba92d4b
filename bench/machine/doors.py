"""The same deeds through the program's own doors. Parties are told to the model as 32 digits, money as minor units."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from diwan.commerce import public as commerce
from diwan.commerce.actions.charge_back import charge_back
from diwan.commerce.actions.open_order import open_order
from diwan.commerce.actions.release_held import release_held, return_held
from diwan.commerce.actions.settle_external import settle_external
from diwan.commerce.models import Order
from diwan.distribution import public as distribution
from diwan.kernel.errors import DiwanError
from diwan.ledger import public as ledger
from diwan.payouts import public as payouts
from diwan.people import public as people
from diwan.trust.privacy.actions.run_erasures import erase_person

TILLS = ("bank", "wallet", "cash")


class Doors:
    """One community and everybody in it."""

    def __init__(self, *, slug: str, currency: str, tax_bp: int, at: datetime) -> None:
        self.slug, self.tax_bp, self.keys = slug, tax_bp, 0
        self.community = people.create_community(
            slug=slug, name_ar="آلة", name_en="Machine", currency=currency, timezone="Asia/Riyadh", language="ar",
            owner=self._person("owner", at), at=at,
        )  # fmt: skip
        self.scope = self.community.pk
        self.owner = people.list_memberships_with_role(community_id=self.scope, role="owner").get()
        self.members: dict[str, people.Membership] = {}
        self.treasurer = people.join_community(person=self._person("keeper", at), community=self.community, at=at)
        people.grant_role(membership=self.treasurer, role="treasurer", by=self.owner, at=at)
        self.by = {"by": self.treasurer.party_id}
        for kind in TILLS:
            commerce.set_till_method(
                community_id=self.scope, kind=kind, title=kind, instructions_ar="حوّل", instructions_en="Send", at=at,
                **self.by,
            )  # fmt: skip
        self.said: list[tuple[Callable[..., Any], dict[str, Any]]] = []

    def _person(self, name: str, at: datetime) -> people.Person:
        return people.create_person(email=None, display_name=f"{name} {self.slug}", language="ar", at=at)

    def key(self) -> str:
        self.keys += 1
        return f"machine-{self.keys}"

    def said_once(self, door: Callable[..., Any], **facts: Any) -> Any:
        """Knock, and remember what was said, to say it again later."""
        answer = door(**facts)
        self.said = [*self.said[-19:], (door, facts)]
        return answer

    def say_again(self, place: int) -> None:
        """The same words under the same key: whatever is answered, nothing may move."""
        if self.said:
            door, facts = self.said[place % len(self.said)]
            with suppress(DiwanError), transaction.atomic():
                door(**facts)

    # People

    def join(self, at: datetime) -> str:
        row = people.join_community(person=self._person("member", at), community=self.community, at=at)
        self.members[row.party_id.hex] = row
        return row.party_id.hex

    def erase(self, party: str, at: datetime) -> None:
        erase_person(person_id=self.members[party].person_id, at=at)

    # The till

    def offer(self, kind: str, interval: str, price: int, at: datetime) -> int:
        view = commerce.create_offer(
            community_id=self.scope, slug=f"{interval}-{price}-{self.key()}", name_ar="شيء", name_en="Thing",
            price_minor=price, interval=interval, kind=kind, tax_bp=self.tax_bp, at=at, **self.by,
        )  # fmt: skip
        return view.id

    def order(self, payer: str, offer: int, method: str, at: datetime) -> int:
        return self.said_once(
            commerce.place_order, community_id=self.scope, membership_id=self.members[payer].pk, offer_id=offer,
            method=method, at=at, key=self.key(),
        ).id  # fmt: skip

    def tip(self, payer: str, to: str, amount: int, method: str, at: datetime) -> int:
        return self.said_once(
            commerce.give_tip, community_id=self.scope, membership_id=self.members[payer].pk, to=UUID(to),
            amount_minor=amount, method=method, at=at, key=self.key(),
        ).id  # fmt: skip

    def held_order(self, payer: str, to: str, amount: int, method: str, at: datetime) -> int:
        with transaction.atomic():
            return open_order(
                community=self.community, membership=self.members[payer], kind="service", title_ar="خدمة",
                title_en="Service", due_minor=amount, tax_bp=self.tax_bp, method=method, at=at, to=UUID(to),
                subject_ref=f"machine:{self.key()}", is_held=True,
            ).pk  # fmt: skip

    def approve(self, order: int, amount: int, as_extra: bool, at: datetime) -> None:
        self.said_once(
            commerce.approve_payment, order_id=order, amount_minor=amount, as_extra=as_extra, at=at, key=self.key(),
            **self.by,
        )  # fmt: skip

    def settle_external(self, order: int, amount: int, fee: int, ref: str, at: datetime) -> None:
        with transaction.atomic():
            settle_external(order_id=order, amount_minor=amount, fee_minor=fee, external_ref=ref, at=at)

    def charge_back(self, payment: int, amount: int, fee: int, ref: str, at: datetime) -> None:
        with transaction.atomic():
            charge_back(payment_id=payment, amount_minor=amount, fee_minor=fee, external_ref=ref, at=at)

    def payments_of(self, order: int) -> list[int]:
        """In the order they came in."""
        return sorted(one.id for one in commerce.get_order(order_id=order, viewer=self.owner.party_id).payments)

    def cancel(self, order: int, at: datetime) -> None:
        commerce.cancel_order(order_id=order, at=at, **self.by)

    def refund(self, payment: int, amount: int, at: datetime) -> None:
        self.said_once(
            commerce.refund_payment, payment_id=payment, amount_minor=amount, at=at, reason="asked", key=self.key(),
            **self.by,
        )  # fmt: skip

    def release_held(self, order: int, amount: int, to: str, at: datetime) -> None:
        with transaction.atomic():
            release_held(order=self._order(order), amount_minor=amount, at=at, to=UUID(to) if to else None)

    def return_held(self, order: int, amount: int, at: datetime) -> None:
        with transaction.atomic():
            return_held(
                order=self._order(order), amount_minor=amount, at=at, by=self.treasurer.party_id, reason="not done"
            )

    def _order(self, order: int) -> Order:
        return Order.objects.select_related("community", "membership", "offer").get(pk=order)

    def receipt(
        self, payer: str, to: str, kind: str, gross: int, tax: int, fee: int, till: str, months: int, day: date,
        at: datetime,
    ) -> int:  # fmt: skip
        return self.said_once(
            commerce.record_receipt, community_id=self.scope, payer=UUID(payer), to=UUID(to) if to else None, kind=kind,
            gross_minor=gross, tax_minor=tax, fee_minor=fee, paid_into=till, months=months, effective_date=day, at=at,
            key=self.key(), **self.by,
        )  # fmt: skip

    def refund_receipt(self, receipt: int, amount: int, at: datetime) -> None:
        self.said_once(
            commerce.refund_receipt, receipt_id=receipt, amount_minor=amount, at=at, reason="asked", key=self.key(),
            **self.by,
        )  # fmt: skip

    def cost(self, till: str, amount: int, at: datetime) -> None:
        self.said_once(
            commerce.record_cost, community_id=self.scope, actual="hosting", amount_minor=amount, paid_from=till,
            date=(at + timedelta(hours=3)).date(), note="", at=at, key=self.key(), **self.by,
        )  # fmt: skip

    def recognise(self, label: str, at: datetime) -> None:
        commerce.recognise_income(community_id=self.scope, period=label, at=at)

    # The close

    def adopt(self, document: dict[str, Any], label: str, at: datetime) -> None:
        plan = distribution.draft_plan(community_id=self.scope, document=document, at=at, **self.by)
        distribution.adopt_plan(plan_id=plan.id, from_period=label, at=at, **self.by)

    def publish(self, label: str, at: datetime) -> None:
        distribution.advance(community_id=self.scope, period=label, at=at, until="published", **self.by)

    def post(self, label: str, at: datetime) -> None:
        distribution.advance(community_id=self.scope, period=label, at=at, waive_window=True, **self.by)

    def replay(self, at: datetime) -> None:
        distribution.replay_refunds(community_id=self.scope, at=at)

    def release(self, label: str, at: datetime) -> None:
        distribution.release_holds(community_id=self.scope, period=label, at=at)

    # The payout desk

    def name_method(self, party: str, text: str, at: datetime) -> None:
        payouts.set_method(membership_id=self.members[party].pk, kind="cash", details={"note": text}, at=at)

    def draft(self, at: datetime) -> tuple[int, list[tuple[int, str, int]]]:
        batch = payouts.draft_batch(community_id=self.scope, at=at, **self.by)
        return batch.id, [(one.id, one.party.hex, one.amount_minor) for one in batch.payouts]

    def approve_batch(self, batch: int, at: datetime) -> None:
        view = payouts.get_batch(batch_id=batch, viewer=self.owner.party_id)
        payouts.approve_batch(batch_id=batch, batch_hash=view.hash, by=self.owner.party_id, at=at)

    def cancel_batch(self, batch: int, at: datetime) -> None:
        payouts.cancel_batch(batch_id=batch, at=at, **self.by)

    def send(self, payout: int, till: str, at: datetime) -> None:
        payouts.mark_sent(payout_id=payout, proof="FT", paid_from=till, at=at, **self.by)

    def fail(self, payout: int, at: datetime) -> None:
        payouts.mark_failed(payout_id=payout, reason="no such account", at=at, **self.by)

    def confirm(self, payout: int, party: str, at: datetime) -> None:
        payouts.confirm_receipt(payout_id=payout, by=UUID(party), at=at)

    def donate(self, party: str, amount: int, at: datetime) -> int:
        return self.said_once(
            payouts.donate, membership_id=self.members[party].pk, amount_minor=amount, at=at, key=self.key()
        )

    def take_back_gift(self, gift: int, party: str, at: datetime) -> None:
        payouts.withdraw_donation(donation_id=gift, by=UUID(party), at=at, key=self.key())

    def check(self) -> list[str]:
        return [str(finding) for finding in ledger.check(community_id=self.scope)]
