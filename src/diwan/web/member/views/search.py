"""Finding: posts, comments and people on one page, sifted, however the words are spelt."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.kernel import clock
from diwan.web.scope import CommunityRequest, in_community, member_of, spaces_of

LONGEST_QUERY = 200
KINDS = ("all", "posts", "comments", "people")
TIMES = {"week": timedelta(days=7), "month": timedelta(days=31), "year": timedelta(days=366)}
ANSWERS = {"yes": True, "no": False}
_NOBODY = -1  # what is asked for is not there, so nothing is found
_FEW = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, as the form shows it back."""

    text: str
    kind: str
    space: gathering.SpaceView | None
    author: str
    tag: str
    since: str
    answered: str
    is_newest_first: bool

    @property
    def is_sifted(self) -> bool:
        return bool(self.space or self.author or self.tag or self.since or self.answered or self.is_newest_first)


@in_community()
def search(request: CommunityRequest) -> HttpResponse:
    """What holds the words; as one types, the found part alone."""
    asked = _asked(request)
    scope: dict[str, Any] = {"community_id": request.community.pk, "viewer_id": member_of(request), "text": asked.text}
    after = request.GET.get("after")
    found, crowd = gathering.SearchPage(), gathering.PeoplePage()
    try:
        if asked.kind == "people":
            crowd = gathering.search_people(after=after, **scope)
        else:
            found = gathering.search_page(wanted=_wanted(request, asked), after=after, **scope)
            if asked.kind == "all" and after is None and not asked.is_sifted:
                crowd = gathering.search_people(limit=_FEW, **scope)
    except NotFound as error:
        raise Http404 from error
    facts = {"asked": asked, "text": asked.text, "found": found, "crowd": crowd, "kinds": _kinds(asked.kind)}
    if request.headers.get("HX-Request"):
        return render(request, "pages/attention/_found.html", facts)
    facts |= {"spaces": spaces_of(request), "times": _times(), "known_tags": _known_tags(request)}
    return render(request, "pages/gathering/search.html", facts)


def _asked(request: CommunityRequest) -> Asked:
    def said(name: str, longest: int = LONGEST_QUERY) -> str:
        return request.GET.get(name, "").replace("\x00", "")[:longest].strip()

    kind, since, answered = said("kind"), said("since"), said("answered")
    return Asked(
        text=said("q"),
        kind=kind if kind in KINDS else "all",
        space=next((row for row in spaces_of(request) if row.slug == said("space")), None),
        author=said("author", 80),
        tag=said("tag", 60),
        since=since if since in TIMES else "",
        answered=answered if answered in ANSWERS else "",
        is_newest_first=said("order") == "newest",
    )


def _wanted(request: CommunityRequest, asked: Asked) -> gathering.Wanted:
    scope: dict[str, Any] = {"community_id": request.community.pk, "viewer_id": member_of(request)}
    return gathering.Wanted(
        what=asked.kind,
        space_id=asked.space.id if asked.space else None,
        author_id=_author(asked.author, scope) if asked.author else None,
        tag_id=_tag(asked.tag, scope) if asked.tag else None,
        since=clock.now() - TIMES[asked.since] if asked.since else None,
        is_answered=ANSWERS.get(asked.answered),
        is_newest_first=asked.is_newest_first,
    )


def _author(name: str, scope: dict[str, Any]) -> int:
    """Whoever is best called so, however it is spelt."""
    found = gathering.search_people(text=name, limit=1, **scope).hits
    return found[0].membership_id if found else _NOBODY


def _tag(name: str, scope: dict[str, Any]) -> int:
    try:
        return gathering.get_tag(name=name, **scope).id
    except NotFound:
        return _NOBODY


def _kinds(kind: str) -> list[tuple[str, str, bool]]:
    words = {"all": _("Everything"), "posts": _("Posts"), "comments": _("Comments"), "people": _("Members")}
    return [(words[one], one, one == kind) for one in KINDS]


def _times() -> list[tuple[str, str]]:
    return [("week", _("The last week")), ("month", _("The last month")), ("year", _("The last year"))]


def _known_tags(request: CommunityRequest) -> list[str]:
    rows = gathering.list_tags(community_id=request.community.pk, viewer_id=member_of(request), limit=100)
    return [row.name for row in rows]
