"""Whatever moves money moves it once: each form is sent, and sent again as it was, by a double tap or a lost answer."""

import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from diwan.kernel import idempotency
from diwan.ledger import public as ledger

from ..access_table import COMMUNITY
from ..filling import every_form, reading_client
from ..small_world import Place, World
from .by_hand import CASES
from .money_doors import money_views

TABLES = (
    "ledger_entry", "commerce_order", "commerce_payment", "commerce_receipt", "commerce_earning", "commerce_refund",
    "commerce_cost", "payouts_payout", "payouts_donation", "promotion_income", "promotion_refund",
)  # fmt: skip


def rows() -> int:
    """Entries, and everything that stands for money promised, received, given back or on its way."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + " + ".join(f"(SELECT COUNT(*) FROM {table})" for table in TABLES))
        return int(cursor.fetchone()[0])


def sent_twice(client: Client, place: Place, action: str, sent: Any) -> tuple[int, int]:
    """How many rows the first sending wrote, and the second, which is the same words again. Inside a savepoint."""
    before = rows()
    _send(client, action, sent)
    once = rows()
    if once > before:
        _send(client, action, sent)
    twice = rows()
    assert ledger.check(community_id=place.community.pk) == [], action
    return once - before, twice - once


def route_of(name: str) -> str:
    """Some addresses have several moments: "refund (online)"."""
    return name.partition(" ")[0]


def case_sent_twice(world: World, name: str) -> tuple[int, int]:
    route = route_of(name)
    with transaction.atomic():
        reader, names, body, *elsewhere = CASES[name](world.garden)
        place = elsewhere[0] if elsewhere else world.garden
        action = reverse(route, kwargs={**({"slug": place.slug} if route in COMMUNITY else {}), **names})
        counted = sent_twice(reading_client(world, place, reader), place, action, body)
        transaction.set_rollback(True)
    return counted


def _send(client: Client, action: str, sent: Any) -> None:
    if sent is None:
        answer = client.get(action)
    elif isinstance(sent, dict):
        for one in sent.values():
            if hasattr(one, "seek"):
                one.seek(0)
        answer = client.post(action, sent)
    else:
        answer = client.post(action, sent.body, content_type="application/json", headers=sent.headers)
    assert answer.status_code < 500, (action, sent, answer.status_code)


def routes_that_move_money() -> set[str]:
    """Names of the addresses whose views the source shows to reach the Book of Money."""
    return {str(one.name) for one in _patterns(get_resolver().url_patterns) if _name_of(one.callback) in money_views()}


def _name_of(view: Any) -> str:
    """Where the source names the view: a function, or what a function of that module made."""
    module = sys.modules[view.__module__]
    made = next((name for name, value in vars(module).items() if value is view), view.__name__)
    return f"{view.__module__}.{made}"


def _patterns(patterns: Any) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns)
        else:
            yield one


def test_every_address_that_moves_money_has_its_moment_here() -> None:
    assert routes_that_move_money() - {route_of(name) for name in CASES} == set(), (
        "give a new address a case in by_hand.py"
    )
    assert len(routes_that_move_money()) > 30, "the source is still read"


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_is_sent_twice_is_done_once(world: World, db: None, name: str) -> None:
    first, second = case_sent_twice(world, name)

    assert first, "the case must move money, or it proves nothing"
    assert second == 0


@pytest.mark.parametrize("route", ["tip", "costs", "refund", "gift", "sponsor_payment", "ticket_sale"])
def test_without_keys_a_second_tap_would_be_a_second_deed(
    world: World, db: None, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    monkeypatch.setattr(idempotency, "once", lambda *, run, **_said: run())

    first, second = case_sent_twice(world, route)

    assert first
    assert second, "this test would not see money that moves twice"


def test_no_form_of_the_small_world_moves_money_unlisted_or_twice(world: World, db: None) -> None:
    listed = routes_that_move_money()
    unlisted, doubled = set(), set()
    for form in every_form(world, world.garden):
        for sent in islice(form.variants({}, fill_all=True), 3 if form.route in listed else 1):
            with transaction.atomic():
                client = reading_client(world, world.garden, form.reader)
                first, second = sent_twice(client, world.garden, form.action, sent)
                transaction.set_rollback(True)
            if first and form.route not in listed:
                unlisted.add(form.route)
            if second:
                doubled.add(form.route)

    assert unlisted == set()
    assert doubled == set()
