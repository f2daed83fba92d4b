"""Why this amount: the statement of one party, and nobody else's."""

from datetime import timedelta
from typing import Any

import pytest

from diwan.contributions.public import void_act
from diwan.distribution import public as distribution
from diwan.distribution.enums import HoldKind, Stage
from diwan.distribution.errors import NoSuchPeriod, NotPublishedYet, NotYourStatement
from diwan.people.public import merge_memberships

MONTH = "2026-01"


def read(world: Any, name: str, month: str = MONTH, **how: Any) -> distribution.StatementView:
    return distribution.statement(community_id=world.id, period=month, party=world.party(name), **how)


def test_huda_reads_why_she_earned_41_20(qanda: Any) -> None:
    qanda.close()
    view = read(qanda, "huda")
    assert (view.earned_minor, view.payable_minor, view.held_minor) == (4120, 3708, 412)
    assert (view.gross_minor, view.tax_minor, view.fees_minor, view.net_minor) == (31050, 4050, 830, 26170)
    assert (view.main_pool, view.main_pool_minor, view.reader_count) == ("authors", 17628, 3)
    (share,) = view.shares
    rows = [(one.letter, one.part_bp, one.budget_minor, one.amount_minor) for one in share.readers]
    assert rows == [("A", 6364, 3266, 2079), ("B", 5000, 3266, 1633), ("C", 1250, 3266, 408)]
    assert [(one.weight, one.total_weight) for one in share.readers] == [(70, 110), (40, 80), (10, 80)]
    assert view.one_more_reader_minor == 2079
    assert [(one.kind, one.amount_minor, one.until_period) for one in view.held] == [
        (HoldKind.ORDINARY, 412, "2026-05")
    ]


def test_the_last_units_story_is_the_exact_share(qanda: Any) -> None:
    qanda.close()
    story = read(qanda, "huda").shares[0].last_unit
    assert story.exact.startswith("4120.798")
    assert (story.whole_minor, story.extra_unit, story.rank, story.dust_to) == (4120, False, None, "acct:community")
    assert story.fraction.startswith("0.798")


def test_rows_of_acts_add_up_to_the_amount_and_name_what_helped(qanda: Any) -> None:
    qanda.act("lina", "huda", 10_000, kind="helped_me", ref="post:guide", title="Citrus pruning")
    qanda.close()
    view = read(qanda, "huda")
    assert sum(row.money_minor for row in view.acts) == view.earned_minor
    helped = next(row for row in view.acts if row.kind == "helped_me")
    assert (helped.count, helped.weight, helped.points) == (1, 10_000, 10_000)
    assert [(one.ref, one.title) for one in helped.objects] == [("post:guide", "Citrus pruning")]


def test_a_deed_taken_back_brings_no_money(qanda: Any) -> None:
    key = qanda.act("lina", "huda", 10_000, kind="helped_me")
    void_act(community_id=qanda.id, key=key, at=qanda.counting(2026, 1, 20), reason="withdrawn")
    qanda.close()
    view = read(qanda, "huda")
    assert view.earned_minor == 4120
    assert {row.kind: row.money_minor for row in view.acts} == {"read": 4120}


def test_two_readers_are_one_row_so_that_nobody_is_pointed_at(qanda: Any) -> None:
    qanda.close()
    (share,) = read(qanda, "omar").shares
    (row,) = share.readers
    assert (row.letter, row.reader_count, row.part_bp, row.budget_minor) == ("", 2, None, None)
    assert row.amount_minor == 2004
    assert read(qanda, "omar").one_more_reader_minor is None


def test_a_fixed_take_is_explained_by_its_claim(qanda: Any) -> None:
    qanda.close()
    view = read(qanda, "mod1")
    assert [(row.kind, row.points, row.money_minor) for row in view.acts] == [("fixed_takes", 1500, 1308)]
    assert (view.shares[0].basis, view.shares[0].basis_total) == (1500, 3500)


def test_a_payer_sees_where_each_part_of_their_own_money_went(qanda: Any) -> None:
    qanda.close()
    view = read(qanda, "lina")
    assert view.earned_minor == 0
    assert (view.paid.gross_minor, view.paid.tax_minor, view.paid.fee_minor) == (5750, 750, 150)
    gave = [(row.party, row.part_bp, row.amount_minor) for row in view.paid.gave]
    assert gave == [(qanda.party("huda"), 6364, 2079), (qanda.party("omar"), 3636, 1188)]


def test_who_read_nobody_gave_to_nobody(qanda: Any) -> None:
    qanda.close()
    assert read(qanda, "zaid").paid.gave == ()


def test_the_second_month_is_compared_with_the_first(qanda: Any) -> None:
    published = qanda.close()
    qanda.close(at=published.objections_until + timedelta(minutes=1))
    in_february = qanda.counting(2026, 2, 15)
    for name, gross in (("lina", 11500), ("noor", 5750)):
        qanda.pay(qanda.party(name), "membership", gross, day=in_february.date(), at=in_february)
    qanda.act("lina", "huda", 700, at=in_february)
    qanda.close(month="2026-02", at=qanda.counting(2026, 3, 2))
    comparison = read(qanda, "huda", "2026-02").comparison
    now = read(qanda, "huda", "2026-02").earned_minor
    assert comparison is not None
    assert (comparison.previous_period, comparison.previous_minor) == (MONTH, 4120)
    assert comparison.change_minor == now - 4120
    parts = (comparison.because_of_pool_minor, comparison.because_of_use_minor, comparison.because_of_rest_minor)
    assert sum(parts) == comparison.change_minor
    assert parts[2] == 0
    assert read(qanda, "mod1").comparison is None


def test_a_share_from_elsewhere_has_no_part_to_compare(qanda: Any) -> None:
    published = qanda.close()
    qanda.close(at=published.objections_until + timedelta(minutes=1))
    in_february = qanda.counting(2026, 2, 15)
    qanda.pay(qanda.party("lina"), "membership", 5750, day=in_february.date(), at=in_february)
    qanda.act("lina", "mod1", 700, at=in_february)
    qanda.close(month="2026-02", at=qanda.counting(2026, 3, 2))
    comparison = read(qanda, "mod1", "2026-02").comparison
    assert comparison is not None
    assert (comparison.pool_change_bp, comparison.because_of_rest_minor) == (None, comparison.change_minor)


def test_the_balance_over_all_months_waits_for_the_minimum(world: Any) -> None:
    document = distribution.plan_template(slug="expertise-qa", currency="SAR").document
    world.adopt(document)
    world.pay(world.party("lina"), "membership", 5000)
    world.act("lina", "huda", 500)
    world.close(waive_window=True)
    view = read(world, "huda")
    assert (view.balance_minor, view.min_payout_minor) == (2700, 5000)
    assert view.is_waiting
    assert not read(world, "lina").is_waiting


def test_a_merged_account_earns_for_its_person_and_reads_the_same_statement(qanda: Any) -> None:
    second = qanda.join("huda-2")
    qanda.act("zaid", "huda-2", 100)
    qanda.act("huda-2", "huda", 900)
    merge_memberships(
        keep=qanda.members["huda"], other=qanda.members["huda-2"], by=qanda.owner, at=qanda.counting(2026, 1, 20)
    )
    qanda.close()
    view = distribution.statement(community_id=qanda.id, period=MONTH, party=second)
    assert view.party == qanda.party("huda")
    assert view.earned_minor == read(qanda, "huda").earned_minor == 4120 + 3266 + 1
    assert sum(row.money_minor for row in view.acts) == view.earned_minor


def test_the_window_is_shown_as_open_until_its_end(qanda: Any) -> None:
    published = qanda.close()
    until = published.objections_until
    assert read(qanda, "huda", at=until - timedelta(minutes=1)).window.is_open
    assert not read(qanda, "huda", at=until).window.is_open
    assert not read(qanda, "huda").window.is_open


def test_the_proof_and_the_fingerprint_are_ones_own(qanda: Any) -> None:
    from diwan import verifier

    published = qanda.close()
    view = read(qanda, "huda")
    proof = distribution.member_proof(community_id=qanda.id, period=MONTH, party=qanda.party("huda"))
    assert view.fingerprint.manifest_hash == published.manifest_hash
    assert view.fingerprint.pid.encode() in proof
    files = distribution.bundle_files(community_id=qanda.id, period=MONTH)
    assert verifier.verify_files({**files, f"proofs/{view.fingerprint.pid}.json": proof}).problems == []


def test_before_publication_nobody_sees_a_statement_or_a_bundle(qanda: Any) -> None:
    qanda.close(until=Stage.PREVIEWED)
    with pytest.raises(NotPublishedYet):
        read(qanda, "huda")
    with pytest.raises(NotPublishedYet):
        distribution.open_books(community_id=qanda.id, period=MONTH)
    with pytest.raises(NotPublishedYet):
        distribution.bundle_files(community_id=qanda.id, period=MONTH)


def test_somebody_without_a_part_in_the_month_sees_nothing(qanda: Any, founding: Any) -> None:
    other = founding("other")
    qanda.join("late", at=qanda.counting(2026, 2, 1))
    qanda.close()
    for stranger in (other.join("spy"), qanda.party("late"), other.owner.party_id):
        with pytest.raises(NotYourStatement):
            distribution.statement(community_id=qanda.id, period=MONTH, party=stranger)
        with pytest.raises(NotYourStatement):
            distribution.member_proof(community_id=qanda.id, period=MONTH, party=stranger)
        assert distribution.list_statements(community_id=qanda.id, party=stranger) == []
    with pytest.raises(NoSuchPeriod):
        distribution.statement(community_id=other.id, period=MONTH, party=qanda.party("huda"))


def test_a_member_lists_their_own_months(qanda: Any) -> None:
    qanda.close()
    assert distribution.list_statements(community_id=qanda.id, party=qanda.party("huda")) == [(MONTH, 4120)]
