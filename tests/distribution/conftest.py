"""A small community with real rows in both books, and a way to crash the rite in the middle of a stage."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from diwan.contributions.public import record_act
from diwan.distribution import public as distribution
from diwan.kernel import registry
from diwan.ledger.public import LegSpec, balance, balances_by_party, post
from diwan.people.public import (
    Community,
    Membership,
    create_community,
    create_outside_party,
    create_person,
    grant_role,
    join_community,
    set_trust,
)

GOLDEN = Path(__file__).resolve().parent.parent / "engine" / "golden"
FOUNDED = datetime(2025, 6, 1, tzinfo=UTC)
MONTH = "2026-01"
IN_MONTH = datetime(2026, 1, 15, 9, tzinfo=UTC)
AFTER = datetime(2026, 2, 2, 9, tzinfo=UTC)
AFTER_WINDOW = AFTER + timedelta(days=8)


@dataclass
class World:
    """One community whose members are known by short names. Amounts in minor units."""

    community: Community
    owner: Membership
    members: dict[str, Membership] = field(default_factory=dict)
    counter: int = 0

    @property
    def id(self) -> int:
        return self.community.pk

    def join(self, name: str, *, trust: int = 2, at: datetime = FOUNDED) -> UUID:
        person = create_person(email=None, display_name=name, language="en", at=at)
        membership = join_community(person=person, community=self.community, at=at)
        set_trust(membership=membership, level=trust, at=at)
        self.members[name] = membership
        return membership.party_id

    def party(self, name: str) -> UUID:
        return self.members[name].party_id if name in self.members else self.join(name)

    def grant(self, name: str, role: str) -> None:
        self.party(name)
        grant_role(membership=self.members[name], role=role, by=self.owner, at=FOUNDED)

    def outsider(self, name: str) -> UUID:
        return create_outside_party(community_id=self.id, name=name, kind="sponsor", at=FOUNDED)

    def pay(
        self,
        payer: UUID,
        kind: str,
        gross: int,
        *,
        tax: int = 0,
        fee: int = 0,
        to: UUID | None = None,
        receipt: str = "",
        day: date = date(2026, 1, 31),
        at: datetime = IN_MONTH,
    ) -> str:
        """Money received and recognised on `day`, as the till books it; gives the receipt's id."""
        self.counter += 1
        receipt = receipt or f"r{self.counter}"
        self._post("payment_received", f"paid:{receipt}", day, at, _received(payer, gross, fee))
        detail = {
            "receipt": receipt,
            "payer": str(payer),
            "income": kind,
            "gross": gross,
            "tax": tax,
            "fee": fee,
            "to": str(to) if to else None,
        }
        self._post("income_recognised", f"income:{receipt}", day, at, _recognised(payer, kind, gross, tax, fee), detail)
        return receipt

    def spend(self, actual: str, amount: int, *, day: date = date(2026, 1, 20)) -> None:
        legs = [LegSpec("funds:costs", "debit", amount), LegSpec("assets:bank", "credit", amount)]
        self.counter += 1
        self._post("cost_recorded", f"cost:{self.counter}", day, IN_MONTH, legs, {"actual": actual, "note": ""})

    def refund(self, receipts: list[str], amount: int, *, period: str = MONTH, at: datetime = AFTER_WINDOW) -> None:
        legs = [LegSpec("assets:refunds_to_recover", "debit", amount), LegSpec("assets:bank", "credit", amount)]
        detail = {"receipts": receipts, "period": period}
        self._post("receipt_refunded", f"refund:{'-'.join(receipts)}", at.date(), at, legs, detail)

    def hand_out(self, name: str, amount: int) -> None:
        """Pay somebody what they are owed."""
        legs = [LegSpec("liabilities:members", "debit", amount, self.party(name))]
        legs.append(LegSpec("assets:bank", "credit", amount))
        self._post("payout_confirmed", f"payout:{name}", AFTER_WINDOW.date(), AFTER_WINDOW, legs)

    def act(
        self,
        actor: str,
        recipient: str,
        magnitude: int,
        *,
        kind: str = "read",
        at: datetime = IN_MONTH,
        ref: str = "",
        title: str = "",
    ) -> str:
        self.counter += 1
        key = f"{kind}:{self.counter}"
        record_act(
            community_id=self.id,
            actor=self.party(actor),
            recipient=self.party(recipient),
            kind=kind,
            object_ref=ref or f"post:{self.counter}",
            magnitude=magnitude,
            at=at,
            key=key,
            title=title,
        )
        return key

    def adopt(self, document: Mapping[str, Any], *, month: str = MONTH, at: datetime = FOUNDED) -> int:
        plan = distribution.draft_plan(community_id=self.id, document=document, by=self.owner.party_id, at=at)
        distribution.adopt_plan(plan_id=plan.id, from_period=month, by=self.owner.party_id, at=at)
        return plan.id

    def close(self, *, month: str = MONTH, at: datetime = AFTER, **how: Any) -> distribution.PeriodView:
        return distribution.advance(community_id=self.id, period=month, by=self.owner.party_id, at=at, **how)

    def balance(self, account: str, name: str | None = None) -> int:
        return balance(community_id=self.id, account=account, party=self.party(name) if name else None)

    def by_party(self, account: str) -> dict[UUID, int]:
        return balances_by_party(community_id=self.id, account=account)

    def counting(self, year: int, month: int, day: int) -> datetime:
        """Nine in the morning of a day, in UTC."""
        return datetime(year, month, day, 9, tzinfo=UTC)

    def _post(
        self,
        kind: str,
        key: str,
        day: date,
        at: datetime,
        legs: list[LegSpec],
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        post(
            community_id=self.id,
            kind=kind,
            legs=[leg for leg in legs if leg.amount_minor],
            effective_date=day,
            at=at,
            key=key,
            detail=detail,
            currency=self.community.currency,
        )


def _received(payer: UUID, gross: int, fee: int) -> list[LegSpec]:
    return [
        LegSpec("assets:bank", "debit", gross - fee),
        LegSpec("assets:prepaid_fees", "debit", fee),
        LegSpec("liabilities:deferred", "credit", gross, payer),
    ]


def _recognised(payer: UUID, kind: str, gross: int, tax: int, fee: int) -> list[LegSpec]:
    return [
        LegSpec("liabilities:deferred", "debit", gross, payer),
        LegSpec("liabilities:tax", "credit", tax),
        LegSpec(f"income:{kind}", "credit", gross - tax, payer),
        LegSpec("expenses:processor_fees", "debit", fee, payer),
        LegSpec("assets:prepaid_fees", "credit", fee),
    ]


def found(slug: str, currency: str = "SAR") -> World:
    person = create_person(email=f"owner@{slug}.test", display_name="Mona", language="ar", at=FOUNDED)
    community = create_community(
        slug=slug,
        name_ar="بستان",
        name_en="Orchard",
        currency=currency,
        timezone="Asia/Riyadh",
        language="ar",
        owner=person,
        at=FOUNDED,
    )
    owner = Membership.objects.get(community=community)
    return World(community=community, owner=owner, members={"owner": owner})


def golden(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((GOLDEN / name).read_text())
    return document


@pytest.fixture
def world(db: None) -> World:
    return found("orchard")


@pytest.fixture
def qanda(world: World) -> World:
    """The month of the first worked example, through real entries and real acts."""
    return fill_qanda(world)


def fill_qanda(world: World) -> World:
    inputs = golden("ex1.inputs.json")
    world.adopt(golden("ex1.plan.json"))
    for name in ("huda", "omar", "salma", "mod1", "mod2", "lina", "noor", "sami", "dana", "zaid"):
        world.join(name)
    for receipt in inputs["receipts"]:
        figures = {key: receipt[key] for key in ("tax", "fee")}
        world.pay(world.party(receipt["payer"]), receipt["kind"], receipt["gross"], **figures, receipt=receipt["id"])
    world.spend("hosting", inputs["actuals"]["hosting"])
    for actor, recipient, weight in inputs["signals"]["value"]:
        world.act(actor, recipient, weight)
    claims = [(world.party(name), amount) for name, amount in inputs["claims"]["stewards"]]
    distribution.set_claims(
        community_id=world.id, period=MONTH, pool="stewards", claims=claims, by=world.owner.party_id, at=IN_MONTH
    )
    return world


class Crash(Exception):
    """The lights go out."""


@contextmanager
def crash_at(stage: str) -> Iterator[None]:
    """Fail at the very end of a stage, when all its rows are written and none is committed."""

    def fail(**facts: Any) -> None:
        if facts["stage"] == stage:
            raise Crash(stage)

    registry.subscribe(distribution.STAGE_REACHED, fail)
    try:
        with pytest.raises(Crash):
            yield
    finally:
        registry._subscribers[distribution.STAGE_REACHED].remove(fail)


@pytest.fixture
def crashing() -> Any:
    return crash_at


@pytest.fixture
def founding() -> Any:
    return found
