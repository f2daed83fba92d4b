"""Other shapes of community: a cooperative to the last unit, a crowd, sponsors' voices, two side by side."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from diwan import verifier
from diwan.distribution import public as distribution
from diwan.distribution.enums import Stage, Tone
from diwan.distribution.errors import NotYourStatement
from diwan.distribution.queries.share_bins import share_bins
from diwan.ledger.public import check
from diwan.people.public import list_notices, merge_memberships, suspend_membership

MONTH = "2026-01"


def cooperative(founding: Any) -> Any:
    """The second worked example's shape, with confirmed hours as acts and purchases as receipts, in dinars."""
    world = founding("cooperative", "KWD")
    world.adopt(distribution.plan_template(slug="local-cooperative", currency="KWD").document)
    world.grant("huda", "coordinator")
    for name, hours in (("salem", 20), ("huda", 12), ("noura", 10), ("fahd", 7)):
        for hour in range(hours):
            world.act(
                "noura" if name != "noura" else "salem", name, 1000, kind="hours_confirmed", ref=f"task:{name}{hour}"
            )
    for name, spent in (("salem", 118_750), ("huda", 79_150), ("guest", 45_001)):
        world.pay(world.party(name), "sale", spent, fee=7)
    world.spend("materials", 90_275)
    claims = [(world.party("huda"), 30_000), (world.party("fahd"), 20_000)]
    distribution.set_claims(
        community_id=world.id, period=MONTH, pool="coordinators", claims=claims, by=None, at=world.counting(2026, 1, 9)
    )
    return world


def test_a_cooperative_pays_its_pools_out_to_the_last_fils(founding: Any, db: None) -> None:
    world = cooperative(founding)
    assert world.close(waive_window=True).stage is Stage.SEALED
    view = distribution.settlement(community_id=world.id, period=MONTH)
    pools = {pool.name: pool for pool in view.pools}
    assert pools["labour"].shared_minor == pools["labour"].amount_minor
    assert pools["patronage"].shared_minor == pools["patronage"].amount_minor
    assert (pools["labour"].tone, pools["coordinators"].tone) == (Tone.MEMBERS, Tone.TEAM)
    assert check(community_id=world.id) == []
    assert verifier.verify_files(distribution.bundle_files(community_id=world.id, period=MONTH)).problems == []


def test_hours_explain_labour_and_the_last_unit_has_a_place_in_the_order(founding: Any, db: None) -> None:
    world = cooperative(founding)
    world.close()
    people = [
        distribution.statement(community_id=world.id, period=MONTH, party=world.party(name))
        for name in ("salem", "huda", "noura", "fahd")
    ]
    for view in people:
        assert sum(row.money_minor for row in view.acts) == view.earned_minor
        assert {row.kind for row in view.acts if row.pool == "labour"} == {"hours_confirmed"}
    stories = [next(share for share in view.shares if share.pool == "labour").last_unit for view in people]
    assert sorted(story.rank for story in stories) == [1, 2, 3, 4]
    assert sum(story.extra_unit for story in stories) == stories[0].units_given
    salem = people[0].shares
    assert {share.pool: share.is_capped for share in salem}["labour"]


def test_hours_confirmed_by_ones_own_other_account_do_not_count(founding: Any, db: None) -> None:
    world = cooperative(founding)
    world.act("fahd", "fahd", 24_000, kind="hours_confirmed", ref="task:own")
    world.act("fahd-2", "fahd", 24_000, kind="hours_confirmed", ref="task:alt")
    merge_memberships(
        keep=world.members["fahd"], other=world.members["fahd-2"], by=world.owner, at=world.counting(2026, 1, 20)
    )
    world.close()
    view = distribution.statement(community_id=world.id, period=MONTH, party=world.party("fahd"))
    labour = next(share for share in view.shares if share.pool == "labour")
    assert (labour.basis, labour.basis_total) == (7000, 49_000)


def crowd(founding: Any, count: int) -> Any:
    """Each of `count` members reads the next one; a sponsor's money follows voices."""
    world = founding("crowd")
    world.adopt(distribution.plan_template(slug="expertise-qa", currency="SAR").document)
    names = [f"m{number:03d}" for number in range(count)]
    for number, name in enumerate(names):
        world.pay(world.party(name), "membership", 1000 + 137 * number)
    for number, name in enumerate(names):
        world.act(name, names[(number + 1) % count], 500)
    world.pay(world.outsider("Seeds & Co"), "sponsor", 9000)
    return world


def test_a_crowds_shares_are_told_in_groups_of_five_or_more(founding: Any, db: None) -> None:
    world = crowd(founding, 45)
    world.close()
    books = distribution.open_books(community_id=world.id, period=MONTH)
    assert not books.shares.is_suppressed
    assert sum(one.count for one in books.shares.bins) == books.shares.count == 45
    assert all(one.count >= 5 for one in books.shares.bins)
    assert books.shares.bins[-1].high_minor is None
    assert None not in (books.shares.top_tenth_bp, books.shares.median_minor)
    assert {one.kind: one.payer_count for one in books.income} == {"membership": 45, "sponsor": None}
    assert {one.line.name: one.people for one in books.lines if one.line.waterfall == "members"}["experts"] == 45
    assert 0 < books.exposed_bp < 1000
    assert sum(one.amount_minor for one in books.destinations) == books.gross_minor


def test_the_top_tenth_of_few_people_is_not_told(founding: Any, db: None) -> None:
    world = crowd(founding, 12)
    world.close()
    shares = distribution.open_books(community_id=world.id, period=MONTH).shares
    assert (shares.count, shares.top_tenth_bp) == (12, None)


def test_a_voice_brings_sponsors_money_but_is_not_ones_own(founding: Any, db: None) -> None:
    world = crowd(founding, 12)
    world.close()
    view = distribution.statement(community_id=world.id, period=MONTH, party=world.party("m001"))
    voice = next(share for share in view.shares if share.attribution == "voice")
    assert voice.amount_minor > 0
    assert {row.pool for row in view.paid.gave} == {"experts"}
    assert sum(row.money_minor for row in view.acts) == view.earned_minor


def test_a_suspended_member_earns_nothing_and_their_readers_money_goes_to_the_community(qanda: Any) -> None:
    suspend_membership(membership=qanda.members["huda"], by=qanda.owner, reason="spam", at=qanda.counting(2026, 1, 20))
    qanda.close()
    with pytest.raises(NotYourStatement):
        distribution.statement(community_id=qanda.id, period=MONTH, party=qanda.party("huda"))


def test_two_communities_never_mix(qanda: Any, founding: Any) -> None:
    other = cooperative(founding)
    qanda.close(waive_window=True)
    other.close(waive_window=True)
    for world, foreign in ((qanda, other), (other, qanda)):
        everyone = {member.party_id for member in world.members.values()}
        assert set(world.by_party("liabilities:members")) <= everyone
        files = distribution.bundle_files(community_id=world.id, period=MONTH)
        assert foreign.community.slug.encode() not in b"".join(files.values())
    assert distribution.get_period(community_id=other.id, period=MONTH).plan_name == "local-cooperative"
    assert [one.label for one in distribution.list_periods(community_id=qanda.id)] == [MONTH]


def test_each_member_with_a_line_is_told_and_outsiders_are_not(founding: Any, db: None) -> None:
    world = crowd(founding, 3)
    world.close()
    notices = {name: list(list_notices(membership_id=member.pk)) for name, member in world.members.items()}
    assert [notice.kind for notice in notices["m001"]] == ["settlement_published"]
    assert notices["m001"][0].facts["currency"] == "SAR"
    assert notices["owner"] == []


def test_the_owners_waiver_of_the_window_stays_in_the_audit_line(qanda: Any) -> None:
    from diwan.kernel.models import AuditLine

    qanda.close(waive_window=True)
    waived = AuditLine.objects.get(scope=qanda.id, action="period_posted")
    assert (waived.actor, waived.detail) == (str(qanda.owner.party_id), {"window_waived": True})


def test_a_waiver_after_the_window_is_no_waiver(qanda: Any) -> None:
    from diwan.kernel.models import AuditLine

    published = qanda.close()
    qanda.close(at=published.objections_until + timedelta(minutes=1), waive_window=True)
    assert AuditLine.objects.get(scope=qanda.id, action="period_posted").detail == {}


def test_a_month_in_which_nothing_happened_is_closed_too(world: Any) -> None:
    world.adopt(distribution.plan_template(slug="creators-club", currency="SAR").document)
    assert world.close(waive_window=True).stage is Stage.SEALED
    books = distribution.open_books(community_id=world.id, period=MONTH)
    assert (books.gross_minor, books.lines, books.shares.total_minor) == (0, (), 0)


@pytest.mark.parametrize("earned", [[], [7], [3] * 4, [1, 5000], [100] * 60, list(range(1, 400, 3))])
def test_every_bin_holds_five_or_there_is_none(earned: list[int]) -> None:
    bins = share_bins(earned)
    assert all(one.count >= 5 for one in bins)
    assert sum(one.count for one in bins) == (len(earned) if bins else 0)
    assert bool(bins) == (len(earned) >= 5)
    for one, other in pairwise(bins):
        assert one.high_minor == other.low_minor
