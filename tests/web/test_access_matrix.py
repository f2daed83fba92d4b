"""Every address × everybody: who is let in is declared in one table, and what is not declared fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .access_table import ACCOUNT, ACCOUNT_PARTS, ACTORS, COMMUNITY, EVERYONE, SITE, Rights
from .small_world import Place, World

HERE = {"suspended": "sami", "member": "nour", "author": "layla"}
MISSING: dict[type, object] = {int: 987_654_321, str: "nothing-like-it"}
BEYOND_ANY_NUMBER = 10**40
# What every form is sent: something, so that it is not taken for an empty one, and nothing that would fill it.
WORDS = {"kind": "helped_me", "from": "a test", "level": "off"}
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@pytest.fixture
def browsers(db: None, world: World) -> dict[str, Client]:
    return {actor: browser(world, actor) for actor in ACTORS}


def browser(world: World, actor: str, **options: Any) -> Client:
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False, **options)
    if actor == "stranger":
        client.force_login(world.stranger, backend="django.contrib.auth.backends.ModelBackend")
    elif actor != "visitor":
        place = world.forest if actor.startswith("neighbour") else world.garden
        name = {"neighbour": "layla", "neighbour_owner": "owner"}.get(actor) or HERE.get(actor, actor)
        client.force_login(place.member(name).person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def address(name: str, rights: Rights, place: Place, objects: dict[str, object]) -> str:
    """The address of the route with these objects in it, in this community."""
    extra = {"act": "read", "width": 640}
    parts = {part: objects.get(what, extra.get(what)) for part, what in rights.names.items()}
    scope = {"slug": place.slug} if name in COMMUNITY else {}
    return reverse(name, kwargs=scope | parts) + rights.query.format(**objects)


def send(client: Client, method: str, url: str, *, comment: int = 0) -> Any:
    """The answer, with `wrote`: the SQL by which it changed the database. All of it is taken back."""
    with undone(), CaptureQueriesContext(connection) as asked:
        answer = client.get(url) if method == "get" else client.post(url, {**WORDS, "comment": comment})
    sql = (query["sql"] for query in asked)
    answer.wrote = [line for line in sql if line.startswith(WRITES) and "django_session" not in line]
    return answer


def expected(rights: Rights, actor: str, method: str) -> tuple[frozenset[int], str]:
    """The statuses that are right, and what the address they lead to must hold when they lead somewhere."""
    answers: frozenset[int] = getattr(rights, method)
    if actor in rights.not_theirs:
        return frozenset({404}), ""
    if actor in rights.to:
        return answers, ""
    if actor in ("visitor", "suspended"):
        return frozenset({302}), "/accounts/login/" if actor == "visitor" else "/standing/"
    return frozenset({403}), ""


def declared() -> dict[str, Rights]:
    return COMMUNITY | SITE


def named_routes(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named_routes(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name, so that nobody can declare who may open it"
            yield pattern.name


def test_every_address_is_declared_and_every_declared_address_is_there() -> None:
    routes = list(named_routes(get_resolver().url_patterns))
    assert len(routes) == len(set(routes)), "two addresses share a name"
    assert set(routes) == set(declared()) | ACCOUNT


@pytest.mark.parametrize("actor", ACTORS)
def test_the_table_says_who_is_let_in(world: World, browsers: dict[str, Client], actor: str, settings: Any) -> None:
    """And, on the way: whoever asks, reading changes nothing, refusing changes nothing, every answer has its policy."""
    settings.DEMO = False
    wrong = []
    for name, rights in declared().items():
        url = address(name, rights, world.garden, world.garden.objects)
        for method in methods(rights):
            answer = send(browsers[actor], method, url, comment=world.garden.objects["answer"])
            right, leads_to = expected(rights, actor, method)
            if answer.status_code not in right or leads_to not in answer.headers.get("Location", ""):
                wrong.append(f"{method} {url}: {answer.status_code}, not {sorted(right)}")
            if answer.wrote and (method == "get" or actor not in rights.to - rights.not_theirs):
                wrong.append(f"{method} {url} wrote {answer.wrote[0][:80]}")
            wrong += [f"{method} {url}: {lack}" for lack in lacks(answer)]
    assert not wrong, "\n".join(wrong)


def methods(rights: Rights) -> list[str]:
    return [method for method in ("get", "post") if getattr(rights, method)]


def lacks(answer: Any) -> list[str]:
    """Which of the policies that every answer carries this one does not."""
    policy = answer.headers.get("Content-Security-Policy", "")
    has = {
        "a policy for scripts": "script-src 'self'" in policy and "unsafe" not in policy,
        "a policy against frames": "frame-ancestors 'none'" in policy and answer.headers["X-Frame-Options"] == "DENY",
        "nosniff": answer.headers.get("X-Content-Type-Options") == "nosniff",
        "a policy for referrers": answer.headers.get("Referrer-Policy") == "same-origin",
    }
    return [f"no {what}" for what, is_there in has.items() if not is_there]


def seen(answer: Any) -> tuple[int, bytes]:
    return answer.status_code, answer.content


def test_no_form_is_taken_from_another_site(world: World, db: None, settings: Any) -> None:
    """Every address that takes a POST refuses one without the token, before anything else happens."""
    settings.DEMO = True
    client = browser(world, "owner", enforce_csrf_checks=True)
    posts = {name: rights for name, rights in declared().items() if rights.post and not rights.from_outside}
    urls = [address(name, rights, world.garden, world.garden.objects) for name, rights in posts.items()]
    urls += account_addresses()
    assert {url: client.post(url).status_code for url in urls} == dict.fromkeys(urls, 403)


def account_addresses() -> list[str]:
    return [reverse(name, kwargs=ACCOUNT_PARTS.get(name)) for name in sorted(ACCOUNT)]


def test_errors_and_the_account_pages_carry_the_policies_too(world: World, browsers: dict[str, Client]) -> None:
    urls = [*account_addresses(), "/nothing-here/", "/c/nowhere/feed/"]
    wrong = [(url, actor, lacks(send(browsers[actor], "get", url))) for url in urls for actor in ("visitor", "owner")]
    assert [case for case in wrong if case[2]] == []


def test_the_table_names_only_people_it_knows() -> None:
    for name, rights in declared().items():
        assert rights.to | rights.not_theirs <= EVERYONE, name
        assert rights.get or rights.post, name
