"""Whatever moves money moves it once: each form is sent, and sent again as it was, by a double tap or a lost answer."""

import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from diwan.ledger import public as ledger

from ..filling import every_form, reading_client
from ..small_world import Place, World, build_world
from .by_hand import CASES
from .money_doors import money_views


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


def entries() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM ledger_entry")
        return int(cursor.fetchone()[0])


def sent_twice(client: Client, place: Place, action: str, sent: dict[str, Any]) -> tuple[int, int]:
    """How many entries the first sending wrote, and the second, which is the same words again. Inside a savepoint."""
    before = entries()
    _post(client, action, sent)
    once = entries()
    if once > before:
        _post(client, action, sent)
    twice = entries()
    assert ledger.check(community_id=place.community.pk) == [], action
    return once - before, twice - once


def _post(client: Client, action: str, sent: dict[str, Any]) -> None:
    for one in sent.values():
        if hasattr(one, "seek"):
            one.seek(0)
    answer = client.post(action, sent)
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
    assert sorted(CASES) == sorted(routes_that_move_money()), "give a new address a case in by_hand.py"


@pytest.mark.parametrize("route", sorted(CASES))
def test_what_is_sent_twice_is_done_once(world: World, db: None, route: str) -> None:
    with transaction.atomic():
        reader, names, body, *elsewhere = CASES[route](world.garden)
        place = elsewhere[0] if elsewhere else world.garden
        action = reverse(route, kwargs={"slug": place.slug, **names})
        first, second = sent_twice(reading_client(world, place, reader), place, action, body)
        transaction.set_rollback(True)

    assert first, "the case must move money, or it proves nothing"
    assert second == 0


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
