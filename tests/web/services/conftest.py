"""A garden seen through its pages: Huda offers, Layla buys, owner and steward judge, a treasurer keeps the till."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from diwan.commerce import public as commerce
from diwan.people import public as people

NOW = datetime.now(UTC)
BEFORE = NOW - timedelta(days=30)
_KEY = re.compile(r'name="key" value="([^"]+)"')


@dataclass
class House:
    community: people.Community
    people: dict[str, people.Membership]

    def client(self, name: str, language: str = "en") -> Client:
        """A browser in which this person is signed in."""
        browser = Client(headers={"accept-language": language})
        browser.force_login(self.people[name].person, backend="django.contrib.auth.backends.ModelBackend")
        browser.cookies["diwan_language"] = language
        return browser

    def url(self, rest: str) -> str:
        return f"/c/{self.community.slug}/{rest}"

    def page(self, name: str, rest: str, language: str = "en") -> str:
        answer = self.client(name, language).get(self.url(rest))
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def words(self, name: str, rest: str) -> str:
        """The page as it is read: without its markup."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", self.page(name, rest)))

    def send(self, name: str, rest: str, to: str = "", **fields: object) -> str:
        """Open a page, fill its form in, send it; give where that led."""
        browser = self.client(name)
        key = _KEY.search(browser.get(self.url(rest)).content.decode())
        data = {**({"key": key.group(1)} if key else {}), **fields}
        answer = browser.post(self.url(to or rest), data)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer.headers["Location"])

    def approve(self, order_id: int) -> None:
        by = self.people["treasurer"].party_id
        order = commerce.get_order(order_id=order_id, viewer=by)
        commerce.approve_payment(
            order_id=order.id, amount_minor=order.outstanding_minor, by=by, at=NOW, key=order.approval_key
        )


@pytest.fixture
def house(db: None, settings: pytest.FixtureRequest, tmp_path: object) -> House:
    settings.MEDIA_ROOT = tmp_path

    def someone(name: str) -> people.Person:
        return people.create_person(email=f"{name}@garden.example", display_name=name.title(), language="en", at=BEFORE)

    community = people.create_community(
        slug="garden", name_ar="بستان", name_en="Garden", currency="KWD", timezone="Asia/Riyadh", language="ar",
        owner=someone("owner"), at=BEFORE,
    )  # fmt: skip
    owner = people.list_memberships_with_role(community_id=community.pk, role="owner").get()
    names = ("treasurer", "steward", "layla", "huda", "nour")
    found = {n: people.join_community(person=someone(n), community=community, at=BEFORE) for n in names}
    for role in ("treasurer", "steward"):
        people.grant_role(membership=found[role], role=role, by=owner, at=BEFORE)
    commerce.set_till_method(
        community_id=community.pk, kind="bank", title="Green Bank", instructions_ar="حوّل",
        instructions_en="Send it there", by=owner.party_id, at=BEFORE,
    )  # fmt: skip
    return House(community, {"owner": owner, **found})
