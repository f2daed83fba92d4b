"""Behind every door: somebody who must see nothing, asked at the addresses themselves."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import get_resolver

pytestmark = [pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.timeout(280)]
Readers = Callable[..., Any]

REFUSED = {302, 403, 404}
# Run by editors and stewards, read by members: anybody may propose a text, and house rules are published.
MEMBERS_READ = {"calendar/", "calendar/new/", "rules/"}
POSSIBLE = {
    "period": "2026-09", "role": "treasurer", "week": "2026-11-16", "rail": "bank-csv", "shape": "journal",
    "sort": "product", "token": "guessed",
}  # fmt: skip


def steward_addresses(slug: str) -> list[str]:
    """Every address of the steward's pages, with things that exist: the first of each kind."""
    import diwan.web.steward.urls as steward

    resolver = get_resolver(steward.__name__)
    return [f"/c/{slug}/{_filled(route)}" for route in _routes(resolver.url_patterns)]


def _routes(patterns: Any, before: str = "") -> list[str]:
    found = []
    for one in patterns:
        route = before + str(one.pattern)
        found += _routes(one.url_patterns, route) if hasattr(one, "url_patterns") else [route]
    return found


def _filled(route: str) -> str:
    return re.sub(r"<(\w+):(\w+)>", lambda part: "1" if part[1] == "int" else POSSIBLE[part[2]], route)


@pytest.mark.parametrize("slug", ["rooftop", "majlis-khatt"])
def test_a_visitor_is_sent_to_sign_in_from_every_steward_page(reader: Readers, slug: str) -> None:
    visitor = reader()
    answers = {address: visitor.ask(address).status for address in steward_addresses(slug)}
    assert len(answers) > 30
    assert {address: status for address, status in answers.items() if status not in REFUSED | {405}} == {}


@pytest.mark.parametrize("door", ["member", "contributor"])
def test_a_member_sees_no_steward_page_of_her_own_community(reader: Readers, door: str) -> None:
    member = reader(door)
    asked = [one for one in steward_addresses("rooftop") if one.removeprefix("/c/rooftop/") not in MEMBERS_READ]
    answers = {address: member.ask(address).status for address in asked}
    assert {address: status for address, status in answers.items() if status not in {403, 404, 405}} == {}


def test_the_treasurer_of_one_community_is_nobody_in_the_other(reader: Readers) -> None:
    treasurer = reader("treasurer")
    assert treasurer.ask("/c/rooftop/receipts/").status == 200
    answers = {address: treasurer.ask(address).status for address in steward_addresses("majlis-khatt")}
    assert {address: status for address, status in answers.items() if status not in {403, 404, 405}} == {}
    for address in ("statement/", "orders/1/", "people/", "notices/", "saved/", "payout-method/"):
        assert treasurer.ask(f"/c/majlis-khatt/{address}").status in REFUSED


def test_an_order_and_its_receipt_are_seen_by_the_payer_and_the_till_alone(reader: Readers) -> None:
    page = reader("owner").open("/c/rooftop/receipts/")
    order = page.locator("article.review a[href*='/orders/']").first.get_attribute("href").partition("photo")[0]
    photo = page.locator("article.review img").first.get_attribute("src")
    assert reader("treasurer").ask(photo).status == 200
    for door in ("contributor", ""):
        stranger = reader(door)
        assert stranger.ask(order).status in REFUSED
        assert stranger.ask(photo).status in REFUSED


def test_a_statement_has_no_address_by_which_another_could_ask_for_it(reader: Readers) -> None:
    earner, visitor = reader("contributor"), reader()
    mine = earner.open("/c/rooftop/statement/")
    address = "/c/rooftop/statement/" + mine.url.rstrip("/").rpartition("/")[2] + "/"
    amount = mine.locator("p.big").first.inner_text()
    for part in ("", "acts/helped_me/", "proof.json", "objection/"):
        assert visitor.ask(address + part).status == 302
    other = reader("member").open(address)
    assert amount not in other.locator("main").inner_text()
    proofs = [one.ask(address + "proof.json").text() for one in (earner, reader("member"))]
    assert proofs[0] != proofs[1]
