"""Money goes back after the month was closed: the month is settled again, and the books only gain entries."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import transaction

from diwan.distribution import public as distribution
from diwan.distribution import tasks
from diwan.distribution.enums import HoldKind, Stage
from diwan.distribution.models import Adjustment, Replay
from diwan.ledger.public import check, list_entries

MONTH = "2026-01"
CLUB = {
    "plan": "club",
    "version": 1,
    "currency": "USD",
    "period": "month",
    "waterfalls": [
        {
            "name": "members",
            "from": ["membership"],
            "lines": [
                {"name": "owner", "take": {"bps": 1000, "of": "base"}, "to": "acct:owner"},
                {"name": "creators", "take": "rest", "to": "pool:creators"},
            ],
        },
        {
            "name": "tips",
            "from": ["tip"],
            "lines": [
                {"name": "owner", "take": {"bps": 500, "of": "base"}, "to": "acct:owner"},
                {"name": "direct", "take": "rest", "to": "pool:direct"},
            ],
        },
        {
            "name": "sponsors",
            "from": ["sponsor"],
            "lines": [
                {"name": "owner", "take": {"bps": 3000, "of": "base"}, "to": "acct:owner"},
                {"name": "match", "take": "rest", "to": "pool:match"},
            ],
        },
    ],
    "pools": {
        "creators": {"rule": "user_centric", "mode": "equal", "signal": "reads"},
        "direct": {"rule": "directed"},
        "match": {
            "rule": "qf",
            "of": ["tip"],
            "pair_cap": 10000,
            "match_cap_bps": 30000,
            "giver_trust": 2,
            "overflow": "acct:match_next",
        },
    },
    "holdback": {"bps": 1000, "periods": 2},
}


@pytest.fixture
def club(db: None, founding: Any) -> Any:
    """The creators' club of the third worked example, but for its referral: members, tips and one sponsor's match."""
    world = founding("club", "USD")
    world.adopt(CLUB)
    for name in ("kai", "lea"):
        world.join(name)
    for name in ("ana", "ben", "cyd", "dov"):
        world.pay(world.party(name), "membership", 1000, fee=59, receipt=f"m-{name}")
        world.act(name, "kai", 500)
        world.act(name, "lea", 100)
    tips = (("ana", "kai", 2000, 88), ("ben", "kai", 500, 45), ("cyd", "kai", 500, 45), ("dov", "lea", 3000, 117))
    for giver, to, gross, fee in (*tips, ("ben", "lea", 400, 42)):
        world.pay(world.party(giver), "tip", gross, fee=fee, to=world.party(to), receipt=f"t-{giver}-{to}")
    world.pay(world.outsider("Seeds & Co"), "sponsor", 8000)
    return world


def figures(world: Any) -> dict[str, int]:
    """Where everybody stands, whatever way it came about."""
    names = ("kai", "lea", "ana", "ben")
    found = {
        name: world.balance("liabilities:members", name) + world.balance("liabilities:held", name) for name in names
    }
    found |= {f"{name} carried": world.balance("assets:carried", name) for name in names}
    accounts = ("liabilities:owner", "funds:community", "funds:match_next", "expenses:losses", "liabilities:tax")
    return found | {account: world.balance(account) for account in accounts}


def closed(world: Any) -> Any:
    published = world.close()
    return world.close(at=published.objections_until + timedelta(minutes=1))


def test_a_chargeback_is_charged_to_the_months_hold_then_to_the_balance(club: Any) -> None:
    closed(club)
    before = distribution.statement(community_id=club.id, period=MONTH, party=club.party("kai"))
    club.refund(["m-cyd", "t-cyd-kai"], 1500)
    assert distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 12)) == 1
    after = distribution.statement(community_id=club.id, period=MONTH, party=club.party("kai"))
    lost = -after.adjusted_minor
    assert lost > before.held_minor > 0
    assert club.balance("liabilities:held", "kai") == 0
    assert after.balance_minor == before.balance_minor - (lost - before.held_minor)
    assert after.held[0].left_minor == 0
    assert after.carried_minor == 0
    assert after.earned_minor == before.earned_minor


def test_the_refund_that_waited_is_cleared_and_the_lost_fee_is_a_loss(club: Any) -> None:
    closed(club)
    club.refund(["m-cyd", "t-cyd-kai"], 1500)
    distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 12))
    assert club.balance("assets:refunds_to_recover") == 0
    assert club.balance("expenses:losses") == 59 + 45
    assert distribution.open_books(community_id=club.id, period=MONTH).refunded_minor == 1500
    replay = Replay.objects.get()
    assert str(replay) == f"{club.id} {MONTH} refund:m-cyd-t-cyd-kai"
    told = {str(one) for one in Adjustment.objects.filter(replay=replay, party=None)}
    assert "acct:processor -104" in told
    assert check(community_id=club.id) == []


def test_replaying_twice_changes_nothing(club: Any) -> None:
    closed(club)
    club.refund(["m-cyd"], 1000)
    distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 12))
    before = figures(club)
    tasks.replay_all_refunds(club.counting(2026, 2, 13))
    assert figures(club) == before
    assert len(list_entries(community_id=club.id, kinds=["settlement_adjusted"])) == 1


@pytest.mark.parametrize("order", list(permutations(["m-cyd", "t-cyd-kai", "t-ana-kai"])))
def test_one_by_one_in_any_order_ends_where_all_at_once_does(club: Any, order: tuple[str, ...]) -> None:
    gross = {"m-cyd": 1000, "t-cyd-kai": 500, "t-ana-kai": 2000}
    closed(club)
    with transaction.atomic():
        club.refund(list(gross), sum(gross.values()))
        distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 12))
        at_once = figures(club)
        transaction.set_rollback(True)
    for day, receipt in enumerate(order, 12):
        club.refund([receipt], gross[receipt], at=club.counting(2026, 2, day))
        distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, day))
    assert figures(club) == at_once


def test_what_was_paid_out_already_is_carried_and_taken_from_future_earnings(club: Any) -> None:
    closed(club)
    paid_out = club.balance("liabilities:members", "kai")
    club.hand_out("kai", paid_out)
    club.refund(["t-ana-kai", "t-cyd-kai", "t-ben-kai"], 3000)
    distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 12))
    carried = club.balance("assets:carried", "kai")
    assert carried > 0
    assert club.balance("liabilities:members", "kai") == 0
    in_february = club.counting(2026, 2, 20)
    club.pay(club.party("ana"), "tip", 900, to=club.party("kai"), day=date(2026, 2, 20), at=in_february)
    club.close(month="2026-02", at=club.counting(2026, 3, 2), waive_window=True)
    earned = distribution.statement(community_id=club.id, period="2026-02", party=club.party("kai"))
    assert earned.payable_minor > 0
    assert club.balance("assets:carried", "kai") == carried - earned.payable_minor
    assert club.balance("liabilities:members", "kai") == 0


def test_a_gain_of_a_replay_pays_off_what_was_carried_first(club: Any) -> None:
    closed(club)
    for name in ("kai", "lea"):
        club.hand_out(name, club.balance("liabilities:members", name))
    club.refund(["m-ana", "m-ben", "m-cyd"], 3000)
    distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 12))
    carried = club.balance("assets:carried", "lea")
    club.refund(["t-ana-kai"], 2000)
    distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 13))
    entry = list_entries(community_id=club.id, kinds=["settlement_adjusted"])[-1]
    gained = [leg for leg in entry.legs if leg.party == club.party("lea") and leg.side == "credit"]
    assert carried > 0
    assert [leg.account for leg in gained] == ["assets:carried"]
    assert club.balance("assets:carried", "lea") == carried - gained[0].amount_minor


def test_after_a_year_the_community_pays_what_cannot_be_taken(club: Any) -> None:
    closed(club)
    club.hand_out("kai", club.balance("liabilities:members", "kai"))
    club.refund(["t-ana-kai"], 2000)
    distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 12))
    assert club.balance("assets:carried", "kai") > 0
    fund = club.balance("funds:community")
    club.close(month="2027-01", at=club.counting(2027, 2, 2), waive_window=True)
    carried = club.balance("assets:carried", "kai")
    assert carried > 0
    club.close(month="2027-02", at=club.counting(2027, 3, 2), waive_window=True)
    assert club.balance("assets:carried", "kai") == 0
    assert club.balance("funds:community") == fund - carried


def test_a_refund_of_a_month_not_posted_yet_waits_for_it(club: Any) -> None:
    published = club.close()
    club.refund(["m-cyd"], 1000, at=club.counting(2026, 2, 3))
    assert distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 4)) == 0
    club.close(at=published.objections_until + timedelta(minutes=1))
    assert distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 12)) == 1


def test_a_part_that_was_not_given_back_stays_with_the_community(club: Any) -> None:
    closed(club)
    with transaction.atomic():
        club.refund(["m-ana"], 1000)
        distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 12))
        whole = club.balance("funds:community")
        transaction.set_rollback(True)
    club.refund(["m-ana"], 700)
    distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 12))
    assert club.balance("funds:community") == whole + 300
    assert club.balance("assets:refunds_to_recover") == 0


def test_holds_are_released_with_the_close_of_their_last_month(club: Any) -> None:
    closed(club)
    held = club.balance("liabilities:held", "kai")
    assert held > 0
    club.close(month="2026-02", at=club.counting(2026, 3, 2), waive_window=True)
    assert club.balance("liabilities:held", "kai") == held
    club.close(month="2026-03", at=club.counting(2026, 4, 2), waive_window=True)
    assert club.balance("liabilities:held", "kai") == 0
    assert check(community_id=club.id) == []
    view = distribution.statement(community_id=club.id, period=MONTH, party=club.party("kai"))
    assert [(one.kind, one.left_minor, one.released_at is not None) for one in view.held] == [
        (HoldKind.ORDINARY, 0, True)
    ]
    assert distribution.release_holds(community_id=club.id, period="2026-03", at=club.counting(2026, 4, 3)) == 0


def test_a_hold_used_up_by_a_refund_is_released_as_nothing(club: Any) -> None:
    closed(club)
    club.refund(["m-cyd", "t-cyd-kai"], 1500)
    distribution.replay_refunds(community_id=club.id, at=club.counting(2026, 2, 12))
    owed = club.balance("liabilities:members", "kai")
    club.close(month="2026-03", at=club.counting(2026, 4, 2), waive_window=True)
    assert club.balance("liabilities:members", "kai") == owed
    assert club.by_party("liabilities:held") == {}


def test_card_money_of_a_new_payer_waits_whole_and_manual_money_does_not(founding: Any, db: None) -> None:
    world = founding("fresh")
    world.adopt({**CLUB, "currency": "SAR", "holdback": {"bps": 0, "periods": 0}})
    world.join("kai")
    world.join("by-card", at=world.counting(2026, 1, 2))
    world.join("by-hand", at=world.counting(2026, 1, 2))
    world.pay(world.party("by-card"), "membership", 1000, fee=100)
    world.pay(world.party("by-hand"), "membership", 1000)
    for name in ("by-card", "by-hand"):
        world.act(name, "kai", 500)
    assert closed(world).stage is Stage.SEALED
    (hold,) = distribution.statement(community_id=world.id, period=MONTH, party=world.party("kai")).held
    assert (hold.kind, hold.amount_minor, hold.until_period) == (HoldKind.UNSEASONED, 810, "2026-05")
    assert world.balance("liabilities:members", "kai") == 900
