"""Money from outside, thanks for bringing somebody: from the first word to the last entry, by pages and doors."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from diwan import verifier
from diwan.commerce import public as commerce
from diwan.contributions import public as contributions
from diwan.distribution import public as distribution
from diwan.kernel import clock
from diwan.ledger import public as ledger
from diwan.payouts import public as payouts
from diwan.people import public as people
from diwan.promotion import public as promotion
from diwan.web.papers.campaign import campaign_paper
from diwan.web.printing import document
from diwan.web.sponsor_address import token_of

FOUNDED = datetime(2026, 1, 10, 9, tzinfo=UTC)
DAY = datetime(2026, 10, 5, 9, tzinfo=UTC)
FEE = 12_500
AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36"
PLAN: dict[str, Any] = {
    "plan": "grove", "currency": "KWD", "version": 1, "period": "month", "rounding": "floor",
    "dust_to": "acct:community", "holdback": {"bps": 1000, "periods": 1}, "min_payout": 0,
    "waterfalls": [
        {"name": "members", "from": ["membership"], "lines": [
            {"name": "brought", "take": {"bps": 1000, "of": "base"}, "to": "pool:brought"},
            {"name": "owner", "take": "rest", "to": "acct:owner"},
        ]},
        {"name": "sponsors", "from": ["sponsor", "affiliate"], "lines": [
            {"name": "owner", "take": {"bps": 3000, "of": "base"}, "to": "acct:owner"},
            {"name": "voices", "take": "rest", "to": "pool:voice"},
        ]},
    ],
    "pools": {
        "brought": {"rule": "referral", "bps": 1000},
        "voice": {"rule": "user_centric", "attribution": "voice", "signal": "value", "givers": {"trust": 1},
                  "who": {"trust": 1}, "cap_bps": 10000},
    },
}  # fmt: skip


@dataclass
class Grove:
    """Mona owns it, Tariq keeps the till, Huda writes, Layla brings, two others read; Sami is not here yet."""

    community: people.Community
    people: dict[str, people.Membership]

    def __getattr__(self, name: str) -> people.Membership:
        return self.people[name]

    @property
    def id(self) -> int:
        return int(self.community.pk)

    def balance(self, account: str, who: people.Membership | None = None) -> int:
        return ledger.balance(community_id=self.id, account=account, party=who.party_id if who else None)

    def close(self, month: str, at: datetime) -> None:
        """Publish, and after the objections post and seal."""
        for when in (at, at + timedelta(days=8)):
            done = distribution.advance(community_id=self.id, period=month, by=self.mona.party_id, at=when)
        assert done.stage is distribution.Stage.SEALED

    def statement(self, who: people.Membership, month: str = "2026-10") -> distribution.StatementView:
        return distribution.statement(community_id=self.id, period=month, party=who.party_id)


def person(name: str) -> people.Person:
    return people.create_person(email=f"{name}@example.org", display_name=name.title(), language="en", at=FOUNDED)


@pytest.fixture
def grove(db: None) -> Grove:
    community = people.create_community(
        slug="grove", name_ar="بستان", name_en="Grove", currency="KWD", timezone="Asia/Kuwait", language="ar",
        owner=person("mona"), at=FOUNDED,
    )  # fmt: skip
    members = {"mona": people.list_memberships_with_role(community_id=community.pk, role="owner").get()}
    for name in ("tariq", "huda", "layla", "reem", "omar"):
        members[name] = people.join_community(person=person(name), community=community, at=FOUNDED)
        people.set_trust(membership=members[name], level=2, at=FOUNDED)
    people.grant_role(membership=members["tariq"], role="treasurer", by=members["mona"], at=FOUNDED)
    plan = distribution.draft_plan(community_id=community.pk, document=PLAN, by=members["mona"].party_id, at=FOUNDED)
    distribution.adopt_plan(plan_id=plan.id, from_period="2026-10", by=members["mona"].party_id, at=FOUNDED)
    return Grove(community, members)


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the clock that pages read."""

    def turn(at: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: at)

    return turn


def browser(who: people.Person | None = None) -> Client:
    client = Client(headers={"accept-language": "en", "user-agent": AGENT})
    if who is not None:
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client


def pay(grove: Grove, who: people.Membership, at: datetime) -> commerce.OrderView:
    till = grove.tariq.party_id
    commerce.set_till_method(
        community_id=grove.id, kind="bank", title="b", instructions_ar="-", instructions_en="-", by=till, at=at
    )
    offer = commerce.create_offer(
        community_id=grove.id, slug="m", name_ar="عضوية", name_en="Membership", price_minor=FEE, interval="month",
        tax_bp=0, by=grove.mona.party_id, at=at,
    )  # fmt: skip
    order = commerce.place_order(
        community_id=grove.id, membership_id=who.pk, offer_id=offer.id, method="bank", at=at, key="o"
    )
    return commerce.approve_payment(order_id=order.id, amount_minor=FEE, by=till, at=at, key=order.approval_key)


def bring_sami(grove: Grove) -> people.Membership:
    """A stranger opens Layla's address, is told what it means, signs in and joins."""
    code = promotion.referral_code(member=grove.layla, at=DAY)
    way = f"/c/grove/by/{code}/"
    told = browser().get(way)
    assert "Layla would like you to come" in told.content.decode().replace("<bdi>", "").replace("</bdi>", "")
    assert "10" in told.content.decode()
    assert browser().post(way).headers["Location"].startswith("/accounts/login/?next=/c/grove/by/")
    assert "sessionid" not in told.cookies, "nothing is kept on the stranger's device"
    sami = person("sami")
    assert browser(sami).post(way).headers["Location"] == "/c/grove/beginning/"
    joined = people.get_membership(community_id=grove.id, person_id=sami.pk)
    assert joined is not None
    return joined


def test_a_referral_from_the_link_to_the_payout_to_its_reversal(grove: Grove, at_noon: Any) -> None:
    at_noon(DAY)
    sami = bring_sami(grove)
    order = pay(grove, sami, DAY)
    grove.close("2026-10", datetime(2026, 11, 1, 9, tzinfo=UTC))
    view = grove.statement(grove.layla)
    assert view.earned_minor == FEE // 10, "from Sami's own money"
    assert [(hold.kind, hold.amount_minor, hold.until_period) for hold in view.held] == [("referral", 1_250, "2026-11")]
    assert (grove.balance("liabilities:held", grove.layla), grove.balance("liabilities:members", grove.layla)) == (
        1_250,
        0,
    )
    assert grove.balance("liabilities:owner") == FEE - 1_250
    files = distribution.bundle_files(community_id=grove.id, period="2026-10")
    assert verifier.verify_files(files).problems == []
    _the_pages_say_so(grove, at_noon)

    december = datetime(2026, 12, 1, 9, tzinfo=UTC)
    grove.close("2026-11", december)
    assert grove.balance("liabilities:members", grove.layla) == 1_250, "the refund window has closed"
    account = {"holder": "Layla", "account": "KW81CBKU0000000000001234560101"}
    payouts.set_method(membership_id=grove.layla.pk, kind="bank", details=account, at=DAY)
    paid = december + timedelta(days=9)
    batch = payouts.draft_batch(community_id=grove.id, by=grove.tariq.party_id, at=paid)
    payouts.approve_batch(batch_id=batch.id, batch_hash=batch.hash, by=grove.mona.party_id, at=paid)
    (payout,) = payouts.list_payouts(party=grove.layla.party_id)
    payouts.mark_sent(payout_id=payout.id, proof="FT1", by=grove.tariq.party_id, at=paid)
    payouts.confirm_receipt(payout_id=payout.id, by=grove.layla.party_id, at=paid)
    assert payout.amount_minor == 1_250

    _refund(grove, order, sami, paid + timedelta(days=1))
    assert grove.balance("assets:refunds_to_recover") == 0
    assert grove.balance("assets:carried", grove.layla) == 1_250, "taken from coming months: nobody is invoiced"
    assert ledger.check(community_id=grove.id) == []


def test_a_refund_while_the_referral_waits_takes_it_out_of_what_waits(grove: Grove, at_noon: Any) -> None:
    at_noon(DAY)
    sami = bring_sami(grove)
    order = pay(grove, sami, DAY)
    grove.close("2026-10", datetime(2026, 11, 1, 9, tzinfo=UTC))
    _refund(grove, order, sami, datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert grove.balance("liabilities:held", grove.layla) == grove.balance("assets:carried", grove.layla) == 0
    grove.close("2026-11", datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert grove.balance("liabilities:members", grove.layla) == 0
    assert ledger.check(community_id=grove.id) == []


def test_a_voided_referral_brings_nothing_in_the_months_after(grove: Grove, at_noon: Any) -> None:
    at_noon(DAY)
    sami = bring_sami(grove)
    pay(grove, sami, DAY)
    row = promotion.Referral.objects.get()
    promotion.void_referral(by=grove.mona, referral_id=row.pk, reason="one person", at=DAY + timedelta(days=1))
    grove.close("2026-10", datetime(2026, 11, 1, 9, tzinfo=UTC))
    assert grove.balance("liabilities:owner") == FEE - 1_250
    assert grove.balance("funds:community") == 1_250, "what nobody claims stays with the community"


def _the_pages_say_so(grove: Grove, at_noon: Any) -> None:
    at_noon(datetime(2026, 11, 12, 9, tzinfo=UTC))
    page = browser(grove.layla.person).get("/c/grove/referrals/").content.decode()
    assert "1.250" in page
    assert "Sami" in page
    assert "Sami" not in browser(grove.huda.person).get("/c/grove/referrals/").content.decode()
    assert browser().get("/c/grove/referrals/").status_code == 302
    assert "Sami" in browser(grove.mona.person).get("/c/grove/referrals/all/").content.decode()


def _refund(grove: Grove, order: commerce.OrderView, payer: people.Membership, at: datetime) -> None:
    payment = commerce.get_order(order_id=order.id, viewer=payer.party_id).payments[0]
    commerce.refund_payment(
        payment_id=payment.id, amount_minor=FEE, by=grove.mona.party_id, at=at, reason="asked", key="refund"
    )
    assert distribution.replay_refunds(community_id=grove.id, at=at) == 1


def agreed_deal(grove: Grove) -> promotion.Campaign:
    """The owner writes down the deal on pages; the price and the members' part stand beside the card from then on."""
    owner = browser(grove.mona.person)
    sponsor = {"name": "Turba", "contact": "", "website": "https://turba.example/"}
    assert owner.post("/c/grove/sponsors/new/", sponsor).status_code == 302
    (row,) = promotion.list_sponsors(community_id=grove.id)
    said = {
        "title": "Autumn",
        "starts": "2026-10-10",
        "ends": "2026-11-20",
        "price": "42.000",
        "tax": "",
        "brand_rules": "",
    }
    assert owner.post(f"/c/grove/sponsors/{row.pk}/campaigns/new/", said).status_code == 302
    deal = row.campaigns.get()
    home = f"/c/grove/campaigns/{deal.pk}/"
    card = {"headline_ar": "تربة", "headline_en": "Light soil", "link": "https://turba.example/soil", "language": "en"}
    assert owner.post(home + "placements/new/", card).status_code == 302
    assert owner.post(home + "deliverables/new/", {"title": "A guide", "due": "2026-10-20"}).status_code == 302
    assert owner.post(home + "agreement/").status_code == 302
    deal.refresh_from_db()
    assert (deal.status, deal.members_minor) == ("agreed", 29_400)
    return deal


def test_a_sponsor_campaign_from_the_deal_to_the_report(grove: Grove, at_noon: Any, settings: Any) -> None:
    at_noon(DAY)
    deal = agreed_deal(grove)
    keeper = browser(grove.tariq.person)
    payment = {"amount": "42.000", "fee": "", "paid_into": "bank", "received": "2026-10-05", "key": "one"}
    for _tap in range(2):
        assert keeper.post(f"/c/grove/campaigns/{deal.pk}/payments/new/", payment).status_code == 302
    assert (grove.balance("assets:bank"), grove.balance("liabilities:deferred")) == (42_000, 42_000)
    _look_at_it(grove, deal, at_noon)
    _read(grove)
    grove.close("2026-10", datetime(2026, 11, 1, 9, tzinfo=UTC))
    assert grove.balance("liabilities:deferred") == 20_000, "22 of 42 days were October's"
    huda = grove.statement(grove.huda)
    assert huda.earned_minor == 15_400, "seven tenths of 22.000: both voices went to Huda"
    assert {share.attribution for share in huda.shares} == {"voice"}
    promotion.end_campaign(
        by=grove.tariq, campaign_id=deal.pk, last=date(2026, 11, 5), reason="the shop moved", key="end",
        at=datetime(2026, 11, 12, 9, tzinfo=UTC),
    )  # fmt: skip
    assert grove.balance("assets:bank") == 27_000, "fifteen days were not delivered"
    _the_report_is_what_was_counted(deal)
    grove.close("2026-11", datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert grove.balance("liabilities:deferred") == 0
    assert ledger.check(community_id=grove.id) == []


def _look_at_it(grove: Grove, deal: promotion.Campaign, at_noon: Any) -> None:
    """Two members and a visitor see the card on two days; so do the owner and a machine; one is not to be followed."""
    code = deal.placements.get().code
    seen, out = f"/c/grove/shown/{code}/view/", f"/c/grove/out/{code}/"
    for day in (11, 12):
        at_noon(datetime(2026, 10, day, 9, tzinfo=UTC))
        page = browser(grove.reem.person).get("/c/grove/feed/").content.decode()
        assert "Sponsored by" in page
        assert "Light soil" in page
        assert "42.000" in page
        assert "29.400" in page
        for who in (grove.reem, grove.omar, grove.mona):
            for _again in range(2):
                assert browser(who.person).post(seen).status_code == 204
        assert browser().post(seen).status_code == 204
        browser().post(seen, headers={"user-agent": "Googlebot"})
        browser(grove.huda.person).post(seen, headers={"sec-gpc": "1"})
    assert browser(grove.reem.person).get(out).headers["Location"] == "https://turba.example/soil"
    stranger = browser().get(out, headers={"sec-fetch-site": "cross-site"})
    assert stranger.status_code == 200, "who never saw the label is shown it first"
    assert "Turba" in stranger.content.decode()
    proof = {"proof": "https://grove.example/guide"}
    promise = deal.deliverables.get()
    page = f"/c/grove/campaigns/{deal.pk}/deliverables/{promise.pk}/proof/"
    assert browser(grove.mona.person).post(page, proof).status_code == 302


def _read(grove: Grove) -> None:
    for who in (grove.reem, grove.omar):
        contributions.record_act(
            community_id=grove.id, actor=who.party_id, recipient=grove.huda.party_id, kind="saved", object_ref="post:1",
            magnitude=3000, at=DAY, key=f"saved:{who.pk}",
        )  # fmt: skip


def _the_report_is_what_was_counted(deal: promotion.Campaign) -> None:
    deal.refresh_from_db()
    token = token_of(deal.sponsor)
    raw = browser().get(f"/sponsored/{token}/{deal.pk}/rows.csv")
    rows = list(csv.DictReader(io.StringIO(raw.content.decode())))
    counted = Counter(row["what"] for row in rows if row["verdict"] == "counted")
    assert counted == {"view": 6, "click": 1}
    removed = Counter(row["verdict"] for row in rows)
    assert (removed["team"], removed["bot"]) == (2, 2)
    page = browser().get(f"/sponsored/{token}/{deal.pk}/").content.decode()
    words = " ".join(strip_tags(page.replace("<", " <")).split())
    assert "Seen by 6 people, each once a day" in words
    assert "Followed by 1 people, each once a day" in words
    assert "https://grove.example/guide" in page
    _the_paper_says_the_same(deal, token)
    assert browser().get(f"/sponsored/{token}x/{deal.pk}/").status_code == 404
    assert browser().get(f"/sponsored/{token}/{deal.pk + 1}/").status_code == 404
    promotion.renew_address(by=deal.drafted_by, sponsor_id=deal.sponsor_id, at=DAY)
    assert browser().get(f"/sponsored/{token}/{deal.pk}/").status_code == 404, "an old address opens nothing"


def _the_paper_says_the_same(deal: promotion.Campaign, token: str) -> None:
    """In both languages; what it says is looked at before it is set, for a PDF holds drawings of letters."""
    report = promotion.campaign_report(campaign=deal)
    for language in ("ar", "en"):
        answer = browser().get(f"/sponsored/{token}/{deal.pk}/report.{language}.pdf")
        assert answer.content.startswith(b"%PDF-")
        assert answer.headers["Content-Type"] == "application/pdf"
        paper = campaign_paper(report=report, community=deal.community, language=language, at=DAY)
        rows = [row for block in paper.blocks if isinstance(block, document.Table) for row in block.rows]
        assert [row.cells[1:] for row in rows if row.is_total] == [("6", "1")]
        assert ("2026" in rows[1].cells[0], rows[1].cells[1:]) == (True, ("3", "0"))
        removed = next(block for block in paper.blocks if isinstance(block, document.Facts))
        assert [figure for _label, figure in removed.rows] == ["2", "2", "4"]
    assert browser().get(f"/sponsored/{token}/{deal.pk}/report.fr.pdf").status_code == 404
