"""Any mismatch stops the close, keeps everything, and says in plain words what is wrong."""

import json
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from diwan.distribution import public as distribution
from diwan.distribution import second_opinion
from diwan.distribution.enums import Stage
from diwan.distribution.errors import (
    AlreadyFrozen,
    AlreadyPublished,
    BadPlan,
    CloseStopped,
    NoPlanYet,
    NoSuchPeriod,
    NotPublishedYet,
    PeriodNotOver,
    PeriodOutOfOrder,
    UnknownPool,
)
from diwan.distribution.models import AccountingPeriod, Claim, Line, SettlementResult, Snapshot
from diwan.engine.bundle import BundleError
from diwan.ledger.public import LegSpec, list_entries, reverse

MONTH = "2026-01"


def stops(world: Any, words: str, **how: Any) -> None:
    """The close stops with these words; the month stays where it was and nobody was paid."""
    before = AccountingPeriod.objects.get(community=world.id).stage
    with pytest.raises(CloseStopped) as stopped:
        world.close(**how)
    assert words in str(stopped.value)
    assert AccountingPeriod.objects.get(community=world.id).stage == before
    assert world.by_party("liabilities:members") == {}


def take_back_income(world: Any, receipt: str) -> None:
    entry = next(
        one
        for one in list_entries(community_id=world.id, kinds=["income_recognised"])
        if one.detail["receipt"] == receipt
    )
    reverse(
        community_id=world.id,
        entry_id=entry.id,
        key=f"undo:{receipt}",
        at=world.counting(2026, 2, 2),
        effective_date=date(2026, 1, 31),
        reason="bounced",
    )


def test_the_month_must_be_over(qanda: Any) -> None:
    with pytest.raises(PeriodNotOver):
        qanda.close(at=qanda.counting(2026, 1, 31))
    assert distribution.get_period(community_id=qanda.id, period=MONTH).stage is Stage.OPEN


def test_months_are_closed_in_order(qanda: Any) -> None:
    distribution.open_period(community_id=qanda.id, period=MONTH, at=qanda.counting(2026, 1, 1))
    with pytest.raises(PeriodOutOfOrder) as refused:
        qanda.close(month="2026-02", at=qanda.counting(2026, 3, 2))
    assert MONTH in str(refused.value)


def test_books_that_move_after_the_snapshot_stop_the_check_until_it_is_taken_again(qanda: Any) -> None:
    qanda.close(until=Stage.SETTLED)
    take_back_income(qanda, "r6")
    stops(qanda, "the books changed after the snapshot")
    again = distribution.restart_close(
        community_id=qanda.id, period=MONTH, by=None, reason="r6 bounced", at=qanda.counting(2026, 2, 3)
    )
    assert (again.stage, again.snapshot_hash, again.settlement_hash) == (Stage.FROZEN, None, None)
    assert qanda.close().stage is Stage.PUBLISHED
    assert distribution.open_books(community_id=qanda.id, period=MONTH).gross_minor == 31050 - 5750


def test_books_that_move_after_publication_stop_the_posting(qanda: Any) -> None:
    qanda.close()
    take_back_income(qanda, "r6")
    stops(qanda, "the books changed after the snapshot", waive_window=True)


def test_a_published_close_is_not_taken_back(qanda: Any) -> None:
    qanda.close()
    with pytest.raises(AlreadyPublished):
        distribution.restart_close(
            community_id=qanda.id, period=MONTH, by=None, reason="regret", at=qanda.counting(2026, 2, 3)
        )


def test_restarting_a_month_that_was_only_frozen_changes_nothing(qanda: Any) -> None:
    before = qanda.close(until=Stage.FROZEN)
    again = distribution.restart_close(
        community_id=qanda.id, period=MONTH, by=None, reason="", at=qanda.counting(2026, 2, 3)
    )
    assert again == before


def test_a_snapshot_altered_afterwards_is_noticed(qanda: Any) -> None:
    qanda.close(until=Stage.SETTLED)
    snapshot = Snapshot.objects.get()
    document = json.loads(snapshot.document)
    document["actuals"]["hosting"] = 1
    Snapshot.objects.update(document=json.dumps(document))
    stops(qanda, "the stored snapshot was changed")


def test_a_result_altered_afterwards_is_noticed(qanda: Any) -> None:
    qanda.close(until=Stage.SETTLED)
    SettlementResult.objects.update(settlement_hash="0" * 64)
    stops(qanda, "another result than the one stored")


def test_a_line_altered_afterwards_is_noticed(qanda: Any) -> None:
    qanda.close(until=Stage.SETTLED)
    Line.objects.filter(party=qanda.party("huda")).update(earned_minor=4121, payable_minor=3709)
    stops(qanda, "the members' lines differ")


def test_a_second_implementation_that_disagrees_stops_the_close(qanda: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    qanda.close(until=Stage.SETTLED)
    honest = second_opinion.verifier.settle

    def wrong(plan: Any, inputs: Any) -> Any:
        result = honest(plan, inputs)
        return {**result, "alloc": {**result["alloc"], "acct:owner": 0}}

    monkeypatch.setattr(second_opinion.verifier, "settle", wrong)
    stops(qanda, "a second implementation")


def test_an_engine_that_loses_money_is_caught(qanda: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from diwan.distribution.actions import context

    honest = context.settle

    def leaky(plan: Any, inputs: Any) -> Any:
        result = honest(plan, inputs)
        return replace(result, alloc={**result.alloc, "acct:owner": -1})

    monkeypatch.setattr(context, "settle", leaky)
    qanda.close(until=Stage.SETTLED)
    stops(qanda, "does not add up")
    from diwan.distribution.actions.stage_check import check_period

    row = AccountingPeriod.objects.get()
    reasons = context.Close(row=row, by=None, at=qanda.counting(2026, 2, 2))
    with pytest.raises(CloseStopped):
        check_period(reasons)


def test_a_receipt_the_engine_refuses_stops_the_snapshot_with_its_reason(qanda: Any) -> None:
    qanda.pay(qanda.party("lina"), "membership", 100, tax=60, fee=60)
    qanda.close(until=Stage.FROZEN)
    stops(qanda, "tax and fee together exceed the gross amount")


def test_a_settlement_out_of_the_engines_range_stops_the_close(qanda: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from diwan.engine.rules import flows

    qanda.close(until=Stage.SNAPSHOTTED)
    monkeypatch.setattr(flows, "MAX_EDGES", 2)
    stops(qanda, "edges")
    monkeypatch.undo()
    qanda.close(until=Stage.SETTLED)
    plan = distribution.current_plan(community_id=qanda.id, period=MONTH)
    assert plan is not None
    monkeypatch.setattr(flows, "MAX_EDGES", 2)
    with pytest.raises(BadPlan):
        distribution.simulate_plan(community_id=qanda.id, document=plan.document, period=MONTH)


def test_figures_that_do_not_make_a_bundle_stop_the_publication(qanda: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from diwan.distribution.actions import stage_publish

    def refuse(**_: Any) -> None:
        raise BundleError("gross: receipts 1, outputs 2")

    qanda.close(until=Stage.PREVIEWED)
    monkeypatch.setattr(stage_publish, "build_bundle", refuse)
    stops(qanda, "gross: receipts 1, outputs 2")


def test_what_the_plan_does_not_ask_about_is_not_in_the_snapshot(qanda: Any) -> None:
    qanda.spend("stationery", 999)
    qanda.act("lina", "huda", 500, kind="lesson_completed")
    Claim.objects.create(
        community=qanda.community,
        label=MONTH,
        pool="bounties",
        party=qanda.party("huda"),
        amount_minor=5,
        set_at=qanda.counting(2026, 1, 2),
    )
    qanda.close()
    document = json.loads(Snapshot.objects.get().document)
    assert document["actuals"] == {"hosting": 2000}
    assert (list(document["signals"]), document["points"], list(document["claims"])) == (["value"], {}, ["stewards"])


def test_a_debt_from_before_these_books_is_taken_from_earnings_too(qanda: Any) -> None:
    legs = [LegSpec("assets:carried", "debit", 300, qanda.party("huda")), LegSpec("equity:opening", "credit", 300)]
    qanda._post("opening", "opening", date(2026, 1, 1), qanda.counting(2026, 1, 1), legs)
    qanda.close(waive_window=True)
    assert qanda.balance("liabilities:members", "huda") == 3708 - 300
    assert qanda.balance("assets:carried", "huda") == 0


def test_every_row_says_what_it_is(qanda: Any) -> None:
    qanda.close(waive_window=True)
    rooms_models = apps.get_app_config("distribution").get_models()
    rows = [row for model in rooms_models if (row := model._default_manager.first()) is not None]
    assert len(rows) >= 12
    assert all(str(row) and "object (" not in str(row) for row in rows)


def test_claims_are_set_for_pools_of_the_plan_before_the_snapshot(qanda: Any) -> None:
    def set_claims(**changes: Any) -> None:
        facts = {"period": MONTH, "pool": "stewards", "claims": [], "by": None, "at": qanda.counting(2026, 1, 20)}
        distribution.set_claims(community_id=qanda.id, **{**facts, **changes})

    with pytest.raises(UnknownPool):
        set_claims(pool="authors")
    with pytest.raises(UnknownPool):
        set_claims(pool="yacht")
    with pytest.raises(NoPlanYet):
        set_claims(period="2025-12")
    set_claims(claims=[(qanda.party("mod1"), 1000), (qanda.party("mod2"), 0)])
    qanda.close()
    with pytest.raises(AlreadyFrozen):
        set_claims()
    assert distribution.settlement(community_id=qanda.id, period=MONTH).earner_count == 4


def test_unknown_and_unsettled_months_have_no_figures(qanda: Any, founding: Any) -> None:
    qanda.close(until=Stage.SNAPSHOTTED)
    for read in (distribution.settlement, distribution.preview):
        with pytest.raises(NotPublishedYet):
            read(community_id=qanda.id, period=MONTH)
    with pytest.raises(NoSuchPeriod):
        distribution.settlement(community_id=founding("other").id, period=MONTH)
