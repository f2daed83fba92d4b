"""The storm meets our inbox: a community with the sandbox, its checkouts, and the comparison with the model."""

from dataclasses import replace
from random import Random
from typing import Any

from django.db import transaction

from diwan.commerce import public as commerce
from diwan.commerce import till
from diwan.commerce.actions.open_order import open_order
from diwan.commerce.gateways import errors
from diwan.commerce.gateways.models import GatewayAccount, GatewayDispute, GatewayPayment, GatewayRefund, ProviderEvent
from diwan.commerce.gateways.queries.books import held_there
from diwan.commerce.gateways.sandbox.provider import signed
from diwan.ledger import public as ledger
from diwan.people import public as people

from .storm import AT, Storm, checkouts_for, liar

sandbox = commerce.online.sandbox


def prepared(
    community: people.Community, account_id: int, payers: list[people.Membership], events: int, seed: int
) -> Storm:
    """Orders and checkouts for a storm of about that many events."""
    chance = Random(seed)
    amounts = [chance.randint(100, 90_000) for _each in range(checkouts_for(events))]
    ids = [
        _checkout(community, account_id, payers[number % len(payers)], amount, number)
        for number, amount in enumerate(amounts)
    ]

    def happen(kind: str, number: int, amount: int = 0) -> Any:
        own = ids[number]
        with transaction.atomic():
            if kind == "pay":
                return sandbox.pay(external_id=own, at=AT)
            if kind == "fail":
                return sandbox.fail(external_id=own, at=AT)
            if kind == "refund":
                return sandbox.give_back(external_id=own, amount_minor=amount, key="storm", at=AT)
            if kind == "ponder":
                return sandbox.tell(own, "payment.pondered", f"{own}:pondered", AT)
            return sandbox.dispute(external_id=own, state=kind, at=AT)

    return Storm(chance, amounts, happen)


def _checkout(community: people.Community, account_id: int, payer: people.Membership, amount: int, number: int) -> str:
    with transaction.atomic():
        till.hold(community_id=community.pk)
        order = open_order(
            community=community, membership=payer, kind="product", title_ar="شيء", title_en="Something",
            due_minor=amount, tax_bp=0, method="online", at=AT, subject_ref=f"storm:{number}",
        )  # fmt: skip
    reference = commerce.online.begin_checkout(
        order_id=order.pk, account_id=account_id, by=payer.party_id, language="en", at=AT
    )
    return f"sb_{reference}"


def foreign_to(account: GatewayAccount) -> Any:
    """Signed by somebody who has a secret, only not this account's."""
    from diwan.commerce.gateways.accounts import opened

    other = replace(opened(account), values={"signing_secret": "another"})
    return lambda one: signed(other, event_id="x", kind="payment.paid", payment="sb_x", at=one.at)


def deck_of(storm: Storm, account: GatewayAccount, deliveries: int) -> Any:
    return storm.rounds(deliveries, liar(storm.chance, foreign_to(account)))


def take(token: str, delivery: Any) -> str:
    """How one delivery was answered: `new`, `known` or `refused`."""
    try:
        done = commerce.online.take_in(token=token, delivery=delivery)
    except (errors.Forged, errors.Stale):
        return "refused"
    return "new" if done.new_count else "known"


def differences(storm: Storm, account: GatewayAccount) -> list[str]:
    """Where our rows and the ledger are not what the model says; empty when all agree."""
    model, scope = storm.model, account.community_id

    def balance(code: str) -> int:
        return ledger.balance(community_id=scope, account=code)

    said = {
        "events": (ProviderEvent.objects.filter(account=account).count(), model.events),
        "payments": (GatewayPayment.objects.filter(account=account).count(), len(model.paid)),
        "refunds": (GatewayRefund.objects.filter(payment__account=account).count(), len(model.back)),
        "lost": (GatewayDispute.objects.filter(payment__account=account, state="lost").count(), len(model.lost)),
        "at the processor": (balance("assets:processor"), model.processor),
        "by our rows": (held_there(account=account), model.processor),
        "in dispute": (balance("assets:disputed"), 0),
        "by the provider": (commerce.online.sandbox.balance_of(account), model.processor),
        "findings of the ledger's check": (len(ledger.check(community_id=scope)), 0),
    }
    return [f"{what}: {ours} instead of {theirs}" for what, (ours, theirs) in said.items() if ours != theirs]
