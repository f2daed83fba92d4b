"""Every address × everybody × objects that are not there for them: of another community, never made, beyond counting.

Beside test_access_matrix.py, which asks for what is there. Together they are more than ten thousand answers.
"""

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from .access_table import ACTORS, COMMUNITY, SITE, Rights
from .small_world import World
from .test_access_matrix import (
    BEYOND_ANY_NUMBER,
    MISSING,
    address,
    browser,
    declared,
    expected,
    methods,
    seen,
    send,
)

METHODS = ("get", "post")
# Those of the garden, and those of nowhere: a private forest is not there for any of them.
OUTSIDE = [actor for actor in ACTORS if not actor.startswith("neighbour")]
# As whom the forest's own table counts its people.
AT_HOME = {"neighbour": "author", "neighbour_owner": "owner"}
# A size is no object, nor is a kind of file or of good, nor a month that anybody may plan; tending without saying how
# answers everything alike, leads back, and does nothing.
NO_OBJECT = {"community_icon", "export", "new_good", "budget_month", "budget_plan", "budget_publication"}
LED_BACK = {"tag_tending", "pay_address_closure"}
# A private community has no feeds, for its own people neither: readers of feeds do not sign in.
PUBLIC_ONLY = {"rss", "atom", "space_rss", "space_atom"}
Cell = tuple[str, Rights, str]


def naming() -> list[Cell]:
    """Every address of a community that names an object, by every method it knows."""
    rows = ((name, rights) for name, rights in COMMUNITY.items() if rights.names or "{" in rights.query)
    rows = ((name, rights) for name, rights in rows if name not in NO_OBJECT)
    return [(name, rights, method) for name, rights in rows for method in methods(rights)]


def everywhere(table: Mapping[str, Rights]) -> list[Cell]:
    return [(name, rights, method) for name, rights in table.items() for method in methods(rights)]


def unknown() -> list[Cell]:
    """Every address by the method it does not know."""
    rows = declared().items()
    return [(name, rights, method) for name, rights in rows for method in METHODS if method not in methods(rights)]


ELSEWHERE, PRIVATE, UNKNOWN = naming(), everywhere(COMMUNITY), unknown()
OWN = everywhere(declared())
# foreign, missing and absurd; the other community; methods that are none; and the table itself
COUNTED = len(ACTORS) * (3 * len(ELSEWHERE) + len(PRIVATE) + len(UNKNOWN) + len(OWN))


@pytest.fixture
def browsers(db: None, world: World) -> dict[str, Client]:
    return {actor: browser(world, actor) for actor in ACTORS}


def worlds_of(world: World) -> tuple[dict[str, object], dict[str, object], dict[str, object]]:
    """The same names with the forest's objects, with objects that never were, with numbers beyond a database's."""
    here = world.garden.objects
    there = world.forest.objects | {
        "period": "1999-12",
        "budget_month": "1999-12",
        "year": 1999,
        "act": "never_heard_of",
    }
    missing = {what: MISSING[type(value)] for what, value in here.items()}
    missing |= {"ref": "post:987654321", "period": "2031-01"}
    absurd = missing | {what: BEYOND_ANY_NUMBER for what, value in missing.items() if isinstance(value, int)}
    return there, missing, absurd


@pytest.mark.parametrize("actor", ACTORS, ids=[f"{actor}-{3 * len(ELSEWHERE)}-answers" for actor in ACTORS])
def test_an_object_of_another_community_answers_exactly_like_a_missing_one(
    world: World, browsers: dict[str, Client], actor: str
) -> None:
    """For those whom the page lets in it is a 404; for all others what they are always answered."""
    wrong = []
    there, missing, absurd = worlds_of(world)
    for name, rights, method in ELSEWHERE:
        urls = [address(name, rights, world.garden, objects) for objects in (there, missing, absurd)]
        answers = [send(browsers[actor], method, url) for url in urls]
        if actor in rights.to:
            same = {seen(one) for one in answers}
            is_right = len(same) == 1 and answers[0].status_code in ({302, 404} if name in LED_BACK else {404})
        else:
            statuses = {one.status_code for one in answers}
            is_right = len(statuses) == 1 and statuses <= {302, 403, 404}
        if not is_right or any(one.wrote for one in answers):
            wrong.append(f"{method} {urls[0]}: {[one.status_code for one in answers]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("actor", ACTORS, ids=[f"{actor}-{len(PRIVATE)}-answers" for actor in ACTORS])
def test_a_private_community_is_there_for_its_own_alone(
    world: World, browsers: dict[str, Client], actor: str, settings: Any
) -> None:
    """For all others each of its addresses answers as the same address of a community that nobody founded."""
    settings.DEMO = False
    wrong = []
    for name, rights, method in PRIVATE:
        url = address(name, rights, world.forest, world.forest.objects)
        there = send(browsers[actor], method, url, comment=world.forest.objects["answer"])
        if actor in OUTSIDE:
            nowhere = send(browsers[actor], method, url.replace("/forest/", "/nowhere/"))
            is_right = seen(there) == seen(nowhere) and there.status_code == 404 and not there.wrote
        else:
            right, leads_to = expected(rights, AT_HOME[actor], method)
            right = frozenset({404}) if name in PUBLIC_ONLY else right
            is_right = there.status_code in right and leads_to in there.headers.get("Location", "")
        if not is_right:
            wrong.append(f"{method} {url}: {there.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("actor", ACTORS, ids=[f"{actor}-{len(UNKNOWN)}-answers" for actor in ACTORS])
def test_a_method_that_is_not_declared_changes_nothing(world: World, browsers: dict[str, Client], actor: str) -> None:
    wrong = []
    for name, rights, method in UNKNOWN:
        url = address(name, rights, world.garden, world.garden.objects)
        answer = send(browsers[actor], method, url)
        if answer.status_code >= 500 or answer.wrote:
            wrong.append(f"{method} {url}: {answer.status_code} {answer.wrote[:1]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("actor", ACTORS)
def test_outside_communities_too_nothing_is_guessed(world: World, browsers: dict[str, Client], actor: str) -> None:
    """Addresses that no community stands before: a picture, a session, a signed word that nobody gave out."""
    wrong = []
    for name, rights in SITE.items():
        if not rights.names or name in ("sitemap_part",):
            continue
        parts = {part: guess_for(part) for part in rights.names}
        for method in methods(rights):
            answer = send(browsers[actor], method, reverse(name, kwargs=parts))
            if answer.status_code not in (302, 403, 404, *not_telling(name)) or answer.wrote:
                wrong.append(f"{method} {name}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def guess_for(part: str) -> object:
    known = {"width": 640, "size": 192, "session_id": 987_654_321, "campaign_id": 987_654_321, "name": "0" * 32}
    return known.get(part, "guessed-by-nobody")


def not_telling(name: str) -> tuple[int, ...]:
    """Pages that answer a wrong word as a right one, so that nothing is learnt: a drawn point, a friendly page."""
    return (200,) if name in ("letter_opening", "letter_stopping", "invitation", "site_icon") else ()


def test_more_than_ten_thousand_answers_are_asked_for() -> None:
    assert COUNTED > 10_000, COUNTED


def test_both_communities_hold_the_same_kinds_of_objects(world: World, db: None) -> None:
    assert set(world.garden.objects) == set(world.forest.objects)
