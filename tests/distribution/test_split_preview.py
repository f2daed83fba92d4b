"""What a checkout promises is what the books hold after the close, to the minor unit."""

from datetime import timedelta
from typing import Any

import pytest

from diwan.distribution import public as distribution
from diwan.distribution.enums import Tone

from .conftest import IN_MONTH


def shown(preview: distribution.SplitPreview) -> dict[str, int]:
    assert sum(line.amount_minor for line in preview.lines) == preview.amount_minor
    return {line.to: line.amount_minor for line in preview.lines}


def sealed(world: Any) -> None:
    published = world.close()
    world.close(at=published.objections_until + timedelta(minutes=1))


@pytest.mark.parametrize(("amount", "tax", "currency"), [(12_500, 0, "KWD"), (9_999, 1_304, "SAR"), (7, 0, "JPY")])
def test_money_for_a_person_is_shared_as_the_checkout_said(founding, db, amount, tax, currency) -> None:
    world = founding("garden", currency)
    world.adopt(distribution.plan_template(slug="expertise-qa", currency=currency).document)
    payer, writer = world.party("reader"), world.party("writer")
    told = distribution.split_preview(
        community_id=world.id, kind="tip", amount_minor=amount, to=writer, at=IN_MONTH, tax_minor=tax
    )
    promised = shown(told)
    world.pay(payer, "tip", amount, tax=tax, to=writer)
    sealed(world)
    received = world.balance("liabilities:members", "writer") + world.balance("liabilities:held", "writer")
    assert received == promised[distribution.PERSON]
    assert world.balance("liabilities:owner") == promised.get("acct:owner", 0)
    assert world.balance("funds:community") == promised.get("acct:community", 0)
    assert world.balance("liabilities:tax") == promised.get("acct:tax", 0)


def test_ten_and_ninety_percent_of_a_dinar_amount(founding, db) -> None:
    world = founding("garden", "KWD")
    world.adopt(distribution.plan_template(slug="expertise-qa", currency="KWD").document)
    told = distribution.split_preview(
        community_id=world.id, kind="tip", amount_minor=12_500, to=world.party("writer"), at=IN_MONTH
    )
    assert [(line.to, line.amount_minor, line.tone) for line in told.lines] == [
        ("person", 11_250, Tone.MEMBERS),
        ("acct:owner", 1_250, Tone.OWNER),
    ]


def test_a_fee_shows_its_pools_and_leaves_out_what_is_taken_once_a_month(qanda: Any) -> None:
    told = shown(
        distribution.split_preview(community_id=qanda.id, kind="membership", amount_minor=10_000, to=None, at=IN_MONTH)
    )
    assert "acct:costs" not in told
    assert told == {"acct:owner": 1_500, "pool:stewards": 1_000, "pool:authors": 7_500}


def test_a_person_the_plan_does_not_pay_is_not_promised_anything(world: Any) -> None:
    plain = distribution.plan_template(slug="expertise-qa", currency="SAR").document
    plain["pools"]["direct"]["who"] = {"trust": 2}
    world.adopt(plain)
    newcomer = world.join("newcomer", trust=0)
    told = shown(
        distribution.split_preview(community_id=world.id, kind="tip", amount_minor=1_000, to=newcomer, at=IN_MONTH)
    )
    assert distribution.PERSON not in told
    assert told == {"acct:owner": 100, "acct:community": 900}


def test_without_a_plan_nothing_is_promised(world: Any) -> None:
    assert distribution.split_preview(community_id=world.id, kind="tip", amount_minor=100, to=None, at=IN_MONTH) is None
