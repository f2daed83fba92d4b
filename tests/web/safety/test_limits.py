"""Every address that takes a POST has a pace; the page that says so is in the reader's language."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from diwan.web import limits
from diwan.web.limits import PACES, SEEKING, Pace, client_address

PARTS = {"int": 1, "str": "x", "slug": "garden", "uuid": "6b0f7f5e-0f63-4f0e-9d0f-0f8f5f3f2f1f", "path": "x"}


def addresses(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """(name, path) of every address of the site, with something plain in each place."""
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path, entry.namespace or space)
        elif isinstance(entry, URLPattern) and entry.name:
            yield (f"{space}:{entry.name}" if space else entry.name), plain(path)


def plain(path: str) -> str:
    import re

    path = re.sub(r"<(\w+):(\w+)>", lambda found: str(PARTS.get(found[1], 1)), path)
    path = re.sub(r"\(\?P<\w+>[^)]*\)", "x", path)
    return "/" + path.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")


EVERY = sorted(set(addresses(get_resolver())))


def test_every_address_that_is_posted_to_is_counted(
    garden: Any, counting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a pace of one an hour everywhere, the second POST to any address at all is one too many."""
    tight = Pace(person="1/hour", address="1/hour")
    monkeypatch.setattr(limits, "PACES", {})
    monkeypatch.setattr(limits, "WRITING", tight)
    open_ones = []
    for name, path in EVERY:
        client = Client(headers={"accept-language": "en"}, REMOTE_ADDR=f"198.51.100.{len(open_ones) % 250}")
        first, second = (client.post(path) for _ in range(2))
        if first.status_code == 404 and not first.resolver_match:
            continue
        if second.status_code != 429:
            open_ones.append((name, path, second.status_code))
    assert len(EVERY) > 100
    assert open_ones == []


def test_the_names_in_the_table_are_addresses() -> None:
    names = {name for name, _path in EVERY}
    assert (PACES.keys() | SEEKING.keys()) - names <= {"mfa_authenticate"}


def test_reading_is_not_counted_and_searching_is(garden: Any, counting: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SEEKING", {"search": Pace(person="1/hour", address="1/hour")})
    reader = garden.browser("layla")
    assert [reader.get(garden.url("feed/")).status_code for _ in range(3)] == [200] * 3
    assert [reader.get(garden.url("search/?q=leaf")).status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize(("language", "words"), [("en", "scrambled form"), ("ar", 'lang="ar"')])
def test_the_page_says_what_is_kept_and_when_to_come_again(
    garden: Any, counting: None, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setattr(limits, "WRITING", Pace(person="1/hour", address="1/hour"))
    writer = garden.browser("samer", language)
    address = garden.url("notices/reading/")
    answers = [writer.post(address) for _ in range(2)]
    assert answers[1].status_code == 429
    assert words in answers[1].content.decode()
    assert answers[1]["Retry-After"].endswith("GMT")
    assert garden.browser("layla").post(address).status_code != 429


@pytest.mark.parametrize(
    ("remote", "forwarded", "counted"),
    [
        ("203.0.113.7", "1.2.3.4", "203.0.113.7"),
        ("127.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("127.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        ("127.0.0.1", "1.2.3.4, 10.0.0.9", "1.2.3.4"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "unknown"),
        ("2001:db8::5", "", "2001:db8::/64"),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Any, remote: str, forwarded: str, counted: str) -> None:
    settings.TRUSTED_PROXIES = ["127.0.0.1/32", "10.0.0.0/8"]
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert client_address(RequestFactory(REMOTE_ADDR=remote).get("/", headers=headers)) == counted
