"""Who counts as having brought somebody, and who does not."""

from datetime import UTC, datetime, timedelta

import pytest

from diwan.contributions import public as contributions
from diwan.ledger import public as ledger
from diwan.payouts import public as payouts
from diwan.people import errors as people_errors
from diwan.people import public as people
from diwan.promotion import errors
from diwan.promotion import public as promotion

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
WALLET = {"holder": "Layla", "phone": "0790000417"}


def claim(grove, newcomer: people.Membership, of: people.Membership, at: datetime = AT) -> promotion.Referral:
    code = promotion.referral_code(member=of, at=AT)
    return promotion.claim_referral(newcomer=newcomer, code=f" {code[:3].lower()} {code[3:]}", at=at)


def acts(grove) -> list[contributions.ActView]:
    start, end = AT - timedelta(days=1), AT + timedelta(days=90)
    return contributions.list_acts(community_id=grove.community.pk, start=start, end=end, kinds=["member_referred"])


def test_a_newcomer_types_a_code_and_the_book_of_acts_remembers_who_brought_whom(grove) -> None:
    sami = grove.join("sami")
    claim(grove, sami, grove.layla)
    (act,) = acts(grove)
    assert (act.actor, act.recipient, act.magnitude) == (sami.party_id, grove.layla.party_id, 0)
    assert [row.name for row in promotion.brought_by(member=grove.layla)] == ["Sami"]
    assert promotion.bringer_of(member=sami) == "Layla"
    assert [notice.kind for notice in people.list_notices(membership_id=grove.layla.pk)] == ["member_referred"]
    assert contributions.received_points(
        community_id=grove.community.pk, recipient=grove.layla.party_id, start=AT - timedelta(days=1),
        end=AT + timedelta(days=1),
    ) == 0  # fmt: skip


def test_one_level_once_and_nobody_themselves(grove) -> None:
    sami = grove.join("sami")
    with pytest.raises(errors.OwnCode):
        claim(grove, sami, sami)
    with pytest.raises(errors.UnknownCode):
        promotion.claim_referral(newcomer=sami, code="ZZZZZZZ", at=AT)
    with pytest.raises(errors.UnknownCode):
        promotion.claim_referral(newcomer=sami, code=promotion.referral_code(member=grove.neighbour, at=AT), at=AT)
    claim(grove, sami, grove.layla)
    with pytest.raises(errors.AlreadyBrought):
        claim(grove, sami, grove.treasurer)
    assert len(acts(grove)) == 1


def test_another_account_of_the_same_person_brings_nobody(grove) -> None:
    again = grove.join("layla-again")
    people.merge_memberships(keep=grove.layla, other=again, by=grove.owner, at=AT)
    again.refresh_from_db()
    with pytest.raises(errors.OwnCode):
        claim(grove, again, grove.layla)
    assert acts(grove) == []


def test_the_same_payout_destination_is_the_same_pair_of_hands(grove) -> None:
    rami, nour = grove.join("rami"), grove.join("nour")
    payouts.set_method(membership_id=grove.layla.pk, kind="wallet", details=WALLET, at=AT)
    payouts.set_method(membership_id=rami.pk, kind="wallet", details={**WALLET, "holder": "Rami"}, at=AT)
    with pytest.raises(errors.SameHands):
        claim(grove, rami, grove.layla)
    assert acts(grove) == []
    payouts.set_method(membership_id=grove.layla.pk, kind="cash", details={"note": "Friday market"}, at=AT)
    payouts.set_method(membership_id=nour.pk, kind="cash", details={"note": "Friday market"}, at=AT)
    assert claim(grove, nour, grove.layla), "many are paid at the same table"


def test_only_newcomers_who_have_not_paid_yet_can_say_who_brought_them(grove) -> None:
    late, payer = grove.join("late", AT - timedelta(days=31)), grove.join("payer")
    with pytest.raises(errors.TooLateForCode):
        claim(grove, late, grove.layla)
    legs = [
        ledger.LegSpec("assets:bank", "debit", 500),
        ledger.LegSpec("liabilities:deferred", "credit", 500, payer.party_id),
    ]
    ledger.post(
        community_id=grove.community.pk, kind="payment_received", legs=legs, effective_date=AT.date(), at=AT, key="p",
        currency="USD",
    )  # fmt: skip
    with pytest.raises(errors.TooLateForCode):
        claim(grove, payer, grove.layla)


def test_who_turns_out_to_be_one_person_later_is_found_by_night(grove) -> None:
    sami = grove.join("sami")
    claim(grove, sami, grove.layla)
    assert promotion.review_referrals(at=AT + timedelta(days=1)) == 0
    for member in (sami, grove.layla):
        payouts.set_method(membership_id=member.pk, kind="wallet", details=WALLET, at=AT)
    assert promotion.review_referrals(at=AT + timedelta(days=1)) == 1
    assert promotion.review_referrals(at=AT + timedelta(days=1)) == 0
    assert [act.voids_key is None for act in acts(grove)] == [True, False]
    (row,) = promotion.brought_by(member=grove.layla)
    assert row.is_void


def test_an_owner_says_why_it_does_not_count_and_others_cannot(grove) -> None:
    row = claim(grove, grove.join("sami"), grove.layla)
    ask = {"referral_id": row.pk, "at": AT}
    with pytest.raises(people_errors.NotAllowed):
        promotion.void_referral(by=grove.layla, reason="x", **ask)
    with pytest.raises(errors.NotFound):
        promotion.void_referral(by=grove.neighbour, reason="x", **ask)
    with pytest.raises(errors.ReasonNeeded):
        promotion.void_referral(by=grove.owner, reason=" ", **ask)
    promotion.void_referral(by=grove.owner, reason="bought followers", **ask)
    (one,) = promotion.list_referrals(community_id=grove.community.pk)
    assert one.reason == "bought followers"
    assert promotion.list_referrals(community_id=grove.neighbour.community_id) == []


def test_a_refused_code_keeps_nobody_out(grove) -> None:
    sami = grove.join("sami")
    assert "code" in promotion.claim_if_any(newcomer=sami, code="nobody", at=AT)
    assert promotion.claim_if_any(newcomer=sami, code="", at=AT) == ""
    assert promotion.claim_if_any(newcomer=sami, code=promotion.referral_code(member=grove.layla, at=AT), at=AT) == ""
    assert promotion.bringer_of(member=sami) == "Layla"
