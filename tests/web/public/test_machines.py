"""What machines read: feeds, the map of the site, the head of a page, the picture that stands for it."""

import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from diwan.gathering import public as gathering
from diwan.web.drawing.card import card

ATOM = "{http://www.w3.org/2005/Atom}"


def body(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def test_a_feed_holds_the_whole_text_in_its_own_direction(garden: Any, visitor: Any) -> None:
    post = garden.ask("ورقٌ أصفر", "كلام [طويل](/c/garden/) كله", language="ar")
    for path in ("rss.xml", "s/questions/rss.xml"):
        feed = ElementTree.fromstring(body(visitor.get(garden.url(path))))
        item = feed.find("channel/item")
        assert item is not None
        assert item.findtext("title") == "\u2068ورقٌ أصفر\u2069", "isolated in an English feed"
        assert str(item.findtext("link")).endswith(garden.url(f"t/{post.pk}/"))
        html = str(item.findtext("description"))
        assert html.startswith('<div dir="rtl" lang="ar">')
        assert "كله" in html
        assert 'href="/' not in html
    entry = ElementTree.fromstring(body(visitor.get(garden.url("atom.xml")))).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Nadia"


def test_a_feed_says_first_who_paid(garden: Any, visitor: Any) -> None:
    post = garden.ask("A new soil")
    label = {"promotion": "sponsored", "sponsor_name": "Green & Co", "paid_minor": 40_000, "members_minor": 24_000}
    gathering.Post.objects.filter(pk=post.pk).update(**label, label_plan_hash="0" * 64)
    feed = ElementTree.fromstring(body(visitor.get(garden.url("rss.xml"))))
    html = str(feed.findtext("channel/item/description"))
    assert html.index("Green &amp; Co") < html.index("400") < html.index("240") < html.index("What shall I do?")


def test_a_feed_that_has_not_changed_is_not_sent_again(garden: Any, visitor: Any, committed: Any) -> None:
    garden.ask()
    first = visitor.get(garden.url("rss.xml"))
    known = {"if-none-match": first.headers["ETag"]}
    assert visitor.get(garden.url("rss.xml"), headers=known).status_code == 304
    committed(lambda: garden.ask("Another"))
    assert visitor.get(garden.url("rss.xml"), headers=known).status_code == 200


def test_the_map_names_every_open_post_of_public_communities(garden: Any, visitor: Any) -> None:
    post = garden.ask()
    index = body(visitor.get("/sitemap.xml"))
    assert "/sitemap-garden.xml" in index
    part = body(visitor.get("/sitemap-garden.xml"))
    assert f"/c/garden/t/{post.pk}/</loc><lastmod>" in part
    assert "/c/garden/s/questions/" in body(visitor.get("/sitemap-_doors.xml"))
    garden.community.__class__.objects.filter(pk=garden.community.pk).update(is_public=False)
    assert "garden" not in body(visitor.get("/sitemap.xml"))
    assert visitor.get("/sitemap-garden.xml").status_code == 404
    assert "Sitemap: " in body(visitor.get("/robots.txt"))


def test_a_public_page_says_its_address_its_languages_and_its_picture(garden: Any, visitor: Any) -> None:
    post = garden.ask('Leaves & "stems" <b>', "Some words of mine.")
    page = body(visitor.get(garden.url(f"t/{post.pk}/?order=x")))
    here = f"http://localhost:8000{garden.url(f't/{post.pk}/')}"
    assert f'<link rel="canonical" href="{here}">' in page
    assert f'hreflang="ar" href="{here}?lang=ar"' in page
    assert f'hreflang="x-default" href="{here}"' in page
    assert f'property="og:image" content="{here}card.png"' in page
    assert '<meta name="description" content="Some words of mine.">' in page
    assert 'type="application/rss+xml"' in page
    assert "noindex" not in page
    assert "<b>" not in re.findall(r'og:title" content="([^"]*)"', page)[0]
    facts = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert (facts["@type"], facts["mainEntity"]["name"]) == ("QAPage", 'Leaves & "stems" <b>')


@pytest.mark.parametrize("path", ["", "plan/"])
def test_a_page_with_headings_of_its_own_says_its_address_too(garden: Any, visitor: Any, path: str) -> None:
    """Pages that take in the macro `head` keep what is told to machines: the two have different names."""
    url = garden.url(path)
    page = body(visitor.get(url))
    assert f'<link rel="canonical" href="http://localhost:8000{url}">' in page
    assert f'<meta property="og:url" content="http://localhost:8000{url}">' in page
    assert re.search(r'<meta property="og:title" content="[^"]+">', page)


@pytest.mark.parametrize("path", ["/accounts/login/", "/c/garden/people/", "/c/garden/drafts/", "/c/garden/statement/"])
def test_pages_of_ones_own_ask_not_to_be_listed(garden: Any, path: str) -> None:
    reader = garden.browser(None if "login" in path else "layla")
    page = reader.get(path, follow=True).content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert 'rel="canonical"' not in page


def test_nothing_of_a_private_community_asks_to_be_listed(garden: Any) -> None:
    garden.community.__class__.objects.filter(pk=garden.community.pk).update(is_public=False)
    page = body(garden.browser("layla").get(garden.url("feed/")))
    assert "noindex" in page
    assert "og:title" not in page
    assert "rss.xml" not in page


def test_the_picture_of_a_page_is_drawn_once_in_both_scripts(garden: Any, visitor: Any) -> None:
    post = garden.ask("أوراق الطماطم: iron chelate (EDDHA) أم ملوحة؟ 🌱", language="ar")
    url = garden.url(f"t/{post.pk}/card.png")
    first, again = visitor.get(url), visitor.get(url)
    picture = Image.open(io.BytesIO(first.content))
    assert (picture.size, picture.format) == ((1200, 630), "PNG")
    assert first.content == again.content
    assert visitor.get(garden.url("card.png")).headers["Content-Type"] == "image/png"


def test_a_title_of_any_length_and_letter_has_a_picture() -> None:
    for title in ("", "a", "و" * 200, "word " * 40, "漢字 🌱", "‮gnorw"):
        assert card(slug="garden", title=title, community="بستان").startswith(b"\x89PNG")
