"""The map of the site for search engines, one file (or more) for each public community, and what they may visit."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as maps
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from diwan.gathering import public as gathering
from diwan.people import public as people

A_FILE = 20_000


class CommunityMap(Sitemap):  # type: ignore[type-arg]  # generic in the types only
    """Every post anybody may read, with when it last changed."""

    limit = A_FILE

    def __init__(self, community: people.Community) -> None:
        self.community = community

    def items(self) -> Any:
        return gathering.list_open_posts(community_id=self.community.pk)

    def location(self, item: Any) -> str:
        return reverse("thread", kwargs={"slug": self.community.slug, "post_id": item[0]})

    def lastmod(self, item: Any) -> datetime:
        changed: datetime = item[1]
        return changed

    def get_latest_lastmod(self) -> datetime | None:
        return gathering.last_open_change(community_id=self.community.pk)


class DoorsMap(Sitemap):  # type: ignore[type-arg]  # generic in the types only
    """The front pages: welcome, feed and spaces of each public community."""

    def items(self) -> list[str]:
        found = []
        for community in people.list_communities():
            where = {"slug": community.slug}
            found += [reverse(name, kwargs=where) for name in ("welcome", "feed", "plan", "offers")]
            spaces = gathering.list_spaces(community_id=community.pk, only_public=True)
            found += [reverse("space", kwargs={**where, "space": row.slug}) for row in spaces]
        return found

    def location(self, item: str) -> str:
        return item


def _sections() -> "dict[str, type[Sitemap[Any]] | Sitemap[Any]]":
    communities = {community.slug: CommunityMap(community) for community in people.list_communities()}
    return {"_doors": DoorsMap(), **communities}


def index(request: HttpRequest) -> HttpResponse:
    """The list of the maps."""
    return maps.index(request, sitemaps=_sections(), sitemap_url_name="sitemap_part")


def part(request: HttpRequest, section: str) -> HttpResponse:
    """One of them; 404 for a community that is private or not there."""
    return maps.sitemap(request, sitemaps=_sections(), section=section)


def robots(request: HttpRequest) -> HttpResponse:
    """What visiting machines are asked to leave alone."""
    closed = ("/accounts/", "/profile/", "/preferences/", "/start/", "/i/", "/c/*/search/", "/c/*/t/*/reads/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {settings.BASE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
