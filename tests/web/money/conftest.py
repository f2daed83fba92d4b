"""A community seen through its pages: those who run it, two members, and people who must see nothing."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from PIL import Image

from diwan.commerce import public as commerce
from diwan.distribution import public as distribution
from diwan.kernel.periods import Period
from diwan.ledger import public as ledger
from diwan.payouts import public as payouts
from diwan.people import public as people

NOW = datetime.now(UTC)
MONTH = Period.of(NOW, "Asia/Riyadh").previous()
BEFORE = MONTH.start("Asia/Riyadh") - timedelta(days=3)


@dataclass
class House:
    community: people.Community
    people: dict[str, people.Membership]

    def __getattr__(self, name: str) -> people.Membership:
        return self.people[name]

    def client(self, name: str) -> Client:
        """A browser in which this person is signed in; '' is a visitor."""
        browser = Client(headers={"accept-language": "en"})
        if name:
            person = self.people[name].person
            browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            browser.cookies["diwan_language"] = "en"
        return browser

    def url(self, rest: str) -> str:
        return f"/c/{self.community.slug}/{rest}"

    def offer(self, price_minor: int = 600) -> commerce.OfferView:
        return commerce.create_offer(
            community_id=self.community.pk,
            slug=f"tier-{price_minor}",
            name_ar="عضوية",
            name_en="Gardener",
            price_minor=price_minor,
            interval="month" if price_minor else "free",
            by=self.owner.party_id,
            at=BEFORE,
        )

    def order(self, who: str = "layla", price_minor: int = 600) -> commerce.OrderView:
        return commerce.place_order(
            community_id=self.community.pk,
            membership_id=self.people[who].pk,
            offer_id=self.offer(price_minor).id,
            method="bank",
            at=NOW,
            key=f"order-{who}-{price_minor}",
        )

    def again(self, order: commerce.OrderView) -> commerce.OrderView:
        return commerce.get_order(order_id=order.id, viewer=order.payer)

    def owe(self, who: str, amount_minor: int) -> None:
        """What a settlement does: a share becomes payable; and the member has said where to."""
        member = self.people[who]
        legs = [
            ledger.LegSpec("assets:bank", "debit", amount_minor),
            ledger.LegSpec("liabilities:members", "credit", amount_minor, member.party_id),
        ]
        ledger.post(
            community_id=self.community.pk, kind="settlement_posted", legs=legs, effective_date=NOW.date(), at=NOW,
            key=f"owe-{who}-{amount_minor}", currency="USD",
        )  # fmt: skip
        payouts.set_method(membership_id=member.pk, kind="cash", details={"note": "at the meeting"}, at=BEFORE)

    def draft(self, by: str = "treasurer") -> payouts.BatchView:
        self.owe("layla", 4_000)
        return payouts.draft_batch(community_id=self.community.pk, by=self.people[by].party_id, at=NOW)

    def open_month(self) -> str:
        """A month that is over, with a plan and one tip to a member, ready to be closed."""
        document = distribution.plan_template(slug="expertise-qa", currency="USD").document
        by = self.owner.party_id
        plan = distribution.draft_plan(community_id=self.community.pk, document=document, by=by, at=BEFORE)
        distribution.adopt_plan(plan_id=plan.id, from_period=MONTH.label, by=by, at=BEFORE)
        distribution.open_period(community_id=self.community.pk, period=MONTH.label, at=BEFORE + timedelta(days=4))
        commerce.record_receipt(
            community_id=self.community.pk, payer=self.layla.party_id, kind="tip", gross_minor=1_000, tax_minor=0,
            fee_minor=0, to=self.huda.party_id, effective_date=MONTH.first_date(), at=BEFORE + timedelta(days=4),
            key="tip",
        )  # fmt: skip
        return MONTH.label


def _found(slug: str) -> House:
    def someone(name: str) -> people.Person:
        return people.create_person(
            email=f"{name}@{slug}.example", display_name=f"{name.title()} of {slug}", language="en", at=BEFORE
        )

    community = people.create_community(
        slug=slug, name_ar="بستان", name_en="Garden", currency="USD", timezone="Asia/Riyadh", language="ar",
        owner=someone("owner"), at=BEFORE,
    )  # fmt: skip
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    names = ("treasurer", "steward", "layla", "huda")
    found = {n: people.join_community(person=someone(n), community=community, at=BEFORE) for n in names}
    for role in ("treasurer", "steward"):
        people.grant_role(membership=found[role], role=role, by=owner, at=BEFORE)
    commerce.set_till_method(
        community_id=community.pk, kind="bank", title="Green Bank", instructions_ar="حوّل",
        instructions_en="Send it there", by=owner.party_id, at=BEFORE,
    )  # fmt: skip
    return House(community, {"owner": owner, **found})


@pytest.fixture
def house(db: None) -> House:
    return _found("garden")


@pytest.fixture
def neighbours(db: None) -> House:
    """Another community: whatever its people hold there, they hold nothing here."""
    return _found("forest")


@pytest.fixture
def photo(settings: pytest.FixtureRequest, tmp_path: object) -> io.BytesIO:
    settings.MEDIA_ROOT = tmp_path
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(out, "JPEG")
    out.seek(0)
    out.name = "receipt.jpg"
    return out
