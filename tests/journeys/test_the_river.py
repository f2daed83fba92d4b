"""One month of a small community in Kuwait, from the first order to money in somebody's hand, through doors alone."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from diwan import verifier
from diwan.commerce import errors as commerce_errors
from diwan.commerce import public as commerce
from diwan.contributions import public as contributions
from diwan.distribution import errors as distribution_errors
from diwan.distribution import public as distribution
from diwan.gathering import errors as gathering_errors
from diwan.gathering import public as gathering
from diwan.ledger import public as ledger
from diwan.payouts import public as payouts
from diwan.people import public as people

FOUNDED = datetime(2026, 1, 10, 9, tzinfo=UTC)
DAY = datetime(2026, 10, 5, 9, tzinfo=UTC)
CLOSE = datetime(2026, 11, 1, 9, tzinfo=UTC)
PAID = CLOSE + timedelta(days=8)
MONTH = "2026-10"
FEE = 12_500  # 12.500 dinars: three decimals


@dataclass
class Orchard:
    """Mona owns it, Tariq keeps the till, Huda answers, Layla and Sami pay; Zed was suspended, Noor is a stranger."""

    community: people.Community
    people: dict[str, people.Membership]

    def __getattr__(self, name: str) -> people.Membership:
        return self.people[name]

    def balance(self, account: str, who: people.Membership | None = None) -> int:
        return ledger.balance(community_id=self.community.pk, account=account, party=who.party_id if who else None)


def person(name: str) -> people.Person:
    return people.create_person(email=f"{name}@example.org", display_name=name.title(), language="ar", at=FOUNDED)


@pytest.fixture
def orchard(db: None, settings: Any, tmp_path: Path) -> Orchard:
    settings.MEDIA_ROOT = tmp_path
    community = people.create_community(
        slug="orchard",
        name_ar="البستان",
        name_en="Orchard",
        currency="KWD",
        timezone="Asia/Kuwait",
        language="ar",
        owner=person("mona"),
        at=FOUNDED,
    )
    members = {"mona": people.list_memberships_with_role(community_id=community.pk, role="owner").get()}
    for name in ("tariq", "huda", "layla", "sami", "zed"):
        members[name] = people.join_community(person=person(name), community=community, at=FOUNDED)
        people.set_trust(membership=members[name], level=2, at=FOUNDED)
    people.grant_role(membership=members["tariq"], role="treasurer", by=members["mona"], at=FOUNDED)
    people.suspend_membership(membership=members["zed"], by=members["mona"], reason="spam", at=DAY)
    other = people.create_community(
        slug="other",
        name_ar="-",
        name_en="-",
        currency="KWD",
        timezone="Asia/Kuwait",
        language="ar",
        owner=person("noor"),
        at=DAY,
    )
    members["noor"] = people.list_memberships_with_role(community_id=other.pk, role="owner").get()
    template = distribution.plan_template(slug=distribution.DEFAULT_TEMPLATE, currency="KWD")
    plan = distribution.draft_plan(
        community_id=community.pk, document=template.document, by=members["mona"].party_id, at=FOUNDED
    )
    distribution.adopt_plan(plan_id=plan.id, from_period=MONTH, by=members["mona"].party_id, at=FOUNDED)
    return Orchard(community, members)


def pay(orchard: Orchard, who: people.Membership) -> commerce.OrderView:
    """Order, bank transfer, a photo of its receipt; the treasurer approves it."""
    community, till = orchard.community.pk, orchard.tariq.party_id
    commerce.set_till_method(
        community_id=community, kind="bank", title="بنك", instructions_ar="حوّل", instructions_en="Send", by=till, at=DAY
    )  # fmt: skip
    offer = commerce.create_offer(
        community_id=community,
        slug=f"monthly-{who.pk}",
        name_ar="عضوية",
        name_en="Membership",
        price_minor=FEE,
        interval="month",
        tax_bp=0,
        by=orchard.mona.party_id,
        at=DAY,
    )
    order = commerce.place_order(
        community_id=community, membership_id=who.pk, offer_id=offer.id, method="bank", at=DAY, key=f"o{who.pk}"
    )
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, "JPEG")
    order = commerce.attach_receipt(order_id=order.id, image=out.getvalue(), by=who.party_id, at=DAY)
    assert order.id in {row.id for row in commerce.list_orders_to_review(community_id=community)}
    for stranger in (orchard.noor, orchard.huda):
        with pytest.raises(commerce_errors.NoSuchOrder):
            commerce.get_receipt_photo(photo_id=order.photos[0].id, viewer=stranger.party_id)
    return commerce.approve_payment(order_id=order.id, amount_minor=FEE, by=till, at=DAY, key=order.approval_key)


def talk(orchard: Orchard) -> int:
    """Layla asks, Huda answers; both who pay say that it helped; Layla accepts. Gives the post."""
    community, at = orchard.community.pk, DAY + timedelta(hours=1)
    space = gathering.create_space(
        community_id=community, slug="q", name_ar="أسئلة", name_en="Questions", kind="question", at=DAY
    )
    post = gathering.publish_post(
        community_id=community,
        space_id=space.pk,
        author_id=orchard.layla.pk,
        kind="question",
        title="متى أسقي النعناع؟",
        body="النعناع في أصيص على السطح.",
        language="ar",
        at=at,
    )
    answer = gathering.write_comment(
        post_id=post.pk, author_id=orchard.huda.pk, body="مرتين في الأسبوع، في الصباح الباكر. " * 10, at=at
    )
    for reader in (orchard.layla, orchard.sami):
        gathering.react(target=answer.ref, membership_id=reader.pk, kind="helped_me", at=at)
    gathering.accept_answer(post_id=post.pk, comment_id=answer.pk, by_id=orchard.layla.pk, at=at)
    gathering.record_read(post_id=post.pk, membership_id=orchard.sami.pk, active_seconds=60, scrolled_bp=9_000, at=at)
    for outsider in (orchard.zed, orchard.noor):
        with pytest.raises(gathering_errors.NotFound):
            gathering.get_thread(community_id=community, post_id=post.pk, viewer_id=outsider.pk)
        with pytest.raises(gathering_errors.GatheringError):
            gathering.react(target=answer.ref, membership_id=outsider.pk, kind="helped_me", at=at)
    return int(post.pk)


def close(orchard: Orchard, at: datetime) -> distribution.PeriodView:
    return distribution.advance(community_id=orchard.community.pk, period=MONTH, by=orchard.mona.party_id, at=at)


def statement(orchard: Orchard, who: people.Membership, at: datetime = CLOSE) -> distribution.StatementView:
    return distribution.statement(community_id=orchard.community.pk, period=MONTH, party=who.party_id, at=at)


def test_a_fee_becomes_somebody_elses_money(orchard: Orchard) -> None:
    community = orchard.community.pk
    for payer in (orchard.layla, orchard.sami):
        assert pay(orchard, payer).status == "paid"
        assert people.has_entitlement(membership_id=payer.pk, key="membership", at=DAY + timedelta(days=1))
    talk(orchard)
    assert orchard.balance("liabilities:deferred") == 2 * FEE, "paid, and not yet earned"

    published = close(orchard, CLOSE)
    assert published.stage is distribution.Stage.PUBLISHED
    huda = statement(orchard, orchard.huda)
    shared_out(orchard, huda)

    objection = distribution.raise_objection(
        community_id=community, period=MONTH, party=orchard.huda.party_id, line="", text="أين ردّي الثاني؟", at=CLOSE
    )
    assert close(orchard, PAID).stage is distribution.Stage.PUBLISHED, "an open objection stops the posting"
    with pytest.raises(distribution_errors.TookPart):
        judge(orchard, objection.id, orchard.mona)
    judge(orchard, objection.id, orchard.tariq)
    verdict = judge(orchard, objection.id, orchard.sami)
    assert verdict.status == distribution.ObjectionStatus.REJECTED
    assert close(orchard, PAID).stage is distribution.Stage.SEALED

    assert orchard.balance("liabilities:members", orchard.huda) == huda.payable_minor
    assert orchard.balance("liabilities:held", orchard.huda) == huda.held_minor
    pay_out(orchard, huda.payable_minor)
    look_back(orchard)


def judge(orchard: Orchard, objection: int, who: people.Membership) -> distribution.ObjectionView:
    return distribution.resolve_objection(
        objection_id=objection, decision="rejected", reason="لم يُكتب", by=who.party_id, at=PAID
    )


def shared_out(orchard: Orchard, huda: distribution.StatementView) -> None:
    """25.000 dinars: a fifth is the owner's; what stewards and bounties do not claim, the fund's; the rest follows use.

    Layla's 7.500 go to Huda. Of Sami's 7.500, ten parts in eleven go to Huda, who helped, and one to Layla, whom he
    read: 6.818 and 0.681; the last unit is the fund's.
    """
    view = distribution.settlement(community_id=orchard.community.pk, period=MONTH)
    assert (view.currency, view.gross_minor, view.net_minor) == ("KWD", 25_000, 25_000)
    assert view.accounts["acct:owner"] == 5_000
    assert (huda.earned_minor, view.accounts["acct:community"]) == (7_500 + 6_818, 5_001)
    assert statement(orchard, orchard.layla).earned_minor == 681
    assert huda.reader_count == 2
    kinds = {act.kind: act.count for act in huda.acts}
    assert (kinds["helped_me"], kinds["accepted_answer"]) == (2, 1)
    assert sum(act.money_minor for act in huda.acts) == huda.earned_minor == huda.payable_minor + huda.held_minor
    assert statement(orchard, orchard.sami).paid.gross_minor == FEE
    for nobody in (orchard.zed, orchard.noor):
        with pytest.raises(distribution_errors.NotYourStatement):
            statement(orchard, nobody)
        with pytest.raises(distribution_errors.NotYourStatement):
            distribution.member_proof(community_id=orchard.community.pk, period=MONTH, party=nobody.party_id)


def pay_out(orchard: Orchard, amount_minor: int) -> None:
    """The treasurer drafts, the owner approves, the treasurer sends, Huda confirms."""
    community = orchard.community.pk
    account = {"holder": "Huda", "account": "KW81CBKU0000000000001234560101"}
    payouts.set_method(membership_id=orchard.huda.pk, kind="bank", details=account, at=DAY)
    batch = payouts.draft_batch(community_id=community, by=orchard.tariq.party_id, at=PAID)
    assert batch.total_minor == amount_minor
    payouts.approve_batch(batch_id=batch.id, batch_hash=batch.hash, by=orchard.mona.party_id, at=PAID)
    (payout,) = payouts.list_payouts(party=orchard.huda.party_id)
    payouts.mark_sent(payout_id=payout.id, proof="FT1", by=orchard.tariq.party_id, at=PAID)
    done = payouts.confirm_receipt(payout_id=payout.id, by=orchard.huda.party_id, at=PAID)
    assert (done.status, done.amount_minor) == ("confirmed", amount_minor)
    assert orchard.balance("liabilities:members", orchard.huda) == orchard.balance("liabilities:payouts") == 0
    assert orchard.balance("assets:bank") == 2 * FEE - amount_minor


def look_back(orchard: Orchard) -> None:
    """Both books are whole, the bundle verifies, and the export says what the trial balance says."""
    community = orchard.community.pk
    assert ledger.check(community_id=community) == []
    assert contributions.check_seals(community_id=community) == []
    trial = ledger.trial_balance(community_id=community)
    assert sum(line.debit_minor for line in trial) == sum(line.credit_minor for line in trial)
    assert verifier.verify_files(distribution.bundle_files(community_id=community, period=MONTH)).problems == []
    out = io.StringIO()
    ledger.export_hledger(community_id=community, out=out)
    assert "assets:bank  12.500 KWD" in out.getvalue()
    assert commerce.list_orders(membership_id=orchard.noor.pk) == []
