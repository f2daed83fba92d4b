"""Pages kept for visitors: never anybody's own, never older than the last deed, filled with each browser's token."""

from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.gathering import public as gathering

pytestmark = pytest.mark.usefixtures("kept")


def queries_of(client: Any, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_a_second_visitor_costs_one_query(garden: Any, visitor: Any) -> None:
    garden.ask()
    first = queries_of(visitor, garden.url("feed/"))
    assert first > 1
    assert queries_of(garden.browser(None), garden.url("feed/")) == 1


def test_a_members_page_is_never_given_to_a_visitor_nor_the_reverse(garden: Any, visitor: Any) -> None:
    post = garden.ask()
    url, member = garden.url(f"t/{post.pk}/"), garden.browser("layla")
    own = member.get(url)
    assert "Layla" in own.content.decode()
    assert "private" in own.headers["Cache-Control"]
    for _ in range(2):
        page = visitor.get(url)
        assert "Layla" not in page.content.decode()
        assert "Join to answer." in page.content.decode()
        assert "Cookie" in page.headers["Vary"]
    again = member.get(url).content.decode()
    assert "Layla" in again
    assert "Join to answer." not in again
    assert "ETag" not in own.headers


def test_what_is_said_shows_at_once(garden: Any, visitor: Any, committed: Any) -> None:
    garden.ask()
    feed = garden.url("feed/")
    visitor.get(feed)
    committed(lambda: garden.ask("Said a moment ago"))
    assert "Said a moment ago" in visitor.get(feed).content.decode()


def test_whatever_a_member_changes_through_a_page_shows_at_once(garden: Any, visitor: Any, committed: Any) -> None:
    post = garden.ask()
    url = garden.url(f"t/{post.pk}/")
    assert visitor.get(url).status_code == 200
    committed(lambda: garden.browser("nadia").post(garden.url(f"posts/{post.pk}/deletion/")))
    assert visitor.get(url).status_code == 404


def test_a_post_that_is_hidden_is_gone_from_kept_pages(garden: Any, visitor: Any, committed: Any) -> None:
    post = garden.ask()
    feed = garden.url("feed/")
    assert post.title in visitor.get(feed).content.decode()
    committed(lambda: gathering.hide_object(community_id=garden.community.pk, object_ref=post.ref, at=garden.at))
    assert post.title not in visitor.get(feed).content.decode()


def test_languages_digits_and_themes_are_different_pages(garden: Any) -> None:
    garden.ask()
    feed = garden.url("feed/?language=all")
    seen = [garden.browser(None, language).get(feed).content.decode() for language in ("en", "ar", "en", "ar")]
    assert 'lang="en" dir="ltr"' in seen[0]
    assert 'lang="ar" dir="rtl"' in seen[1]
    assert 'lang="en" dir="ltr"' in seen[2]
    assert 'lang="ar" dir="rtl"' in seen[3]
    dark = garden.browser(None)
    dark.cookies["diwan_theme"] = "dark"
    assert 'data-theme="dark"' in dark.get(feed).content.decode()
    assert 'data-theme="dark"' not in garden.browser(None).get(feed).content.decode()


def test_each_browser_gets_a_token_of_its_own_and_none_is_kept(garden: Any) -> None:
    garden.ask()
    one, two = garden.browser(None), garden.browser(None)
    pages = [client.get(garden.url("")).content.decode() for client in (one, two)]
    tokens = [page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0] for page in pages]
    assert len(set(tokens)) == 2
    for client, token in zip((one, two), tokens, strict=True):
        strict = client.__class__(enforce_csrf_checks=True)
        strict.cookies["csrftoken"] = client.cookies["csrftoken"].value
        answer = strict.post("/preferences/", {"theme": "dark", "csrfmiddlewaretoken": token})
        assert answer.status_code == 302
    for kept in caches["pages"]._cache.values():
        assert not any(token.encode() in kept for token in tokens)


def test_a_page_that_has_not_changed_is_not_sent_again(garden: Any, visitor: Any, committed: Any) -> None:
    garden.ask()
    feed = garden.url("feed/")
    first = visitor.get(feed)
    again = visitor.get(feed, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    stranger = garden.browser(None).get(feed, headers={"if-none-match": first.headers["ETag"]})
    assert stranger.status_code == 200, "another browser has another token"
    committed(lambda: garden.ask("New"))
    assert visitor.get(feed, headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_refusals_fragments_and_private_places_are_not_kept(garden: Any, visitor: Any) -> None:
    post = garden.ask()
    visitor.get(garden.url("t/999999/"))
    visitor.get(garden.url("people/"))
    visitor.get(garden.url(f"t/{post.pk}/"), headers={"hx-request": "true"})
    garden.community.__class__.objects.filter(pk=garden.community.pk).update(is_public=False)
    visitor.get(garden.url("feed/"))
    assert not caches["pages"]._cache


def test_a_kept_page_goes_with_the_publicity_of_its_community(garden: Any, visitor: Any) -> None:
    garden.ask()
    assert visitor.get(garden.url("feed/")).status_code == 200
    garden.community.__class__.objects.filter(pk=garden.community.pk).update(is_public=False)
    assert visitor.get(garden.url("feed/")).status_code == 404
