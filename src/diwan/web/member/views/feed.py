"""The feed of a community and of one of its spaces."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from diwan.gathering import public as gathering
from diwan.gathering.enums import FeedOrder
from diwan.gathering.errors import NotFound, UnknownChoice
from diwan.kernel import clock
from diwan.web.member.answers import take_undo
from diwan.web.member.asides import feed_aside
from diwan.web.member.cards import cards
from diwan.web.member.forms.gathering import LANGUAGES
from diwan.web.member.own_feeds import asked_language, feed_page, feed_tabs
from diwan.web.scope import CommunityRequest, in_community, spaces_of
from diwan.web.shown import card_beside


@in_community(visitors=True, suspended=False)
def feed(request: CommunityRequest) -> HttpResponse:
    """What the community says, most useful first and in the reader's language unless asked otherwise."""
    return _listing(request, None, spaces_of(request))


@in_community(visitors=True, suspended=False)
def space(request: CommunityRequest, space: str) -> HttpResponse:
    """One space's part of the feed. To visitors a members-only space is not there."""
    found = next((row for row in spaces_of(request) if row.slug == space), None)
    if found is None:
        raise Http404
    return _listing(request, found)


def _listing(
    request: CommunityRequest, space: gathering.SpaceView | None, spaces: Sequence[gathering.SpaceView] = ()
) -> HttpResponse:
    order = request.GET.get("order", FeedOrder.USEFUL)
    language = asked_language(request, order)
    try:
        page = feed_page(request, order=order, language=language, space_id=space.id if space else None)
    except (NotFound, UnknownChoice) as error:
        raise Http404 from error
    facts: dict[str, Any] = {"space": space, "spaces": spaces, "order": order, "tongue": language}
    facts |= {"page": page, "cards": cards(request, page.items)}
    aside = feed_aside(request, at=clock.now()) | card_beside(request, space_id=space.id if space else None)
    return render(
        request, "pages/gathering/feed.html", {**facts, **_frame(order, language), **aside, "undo": take_undo(request)}
    )


def _frame(order: str, language: str) -> dict[str, Any]:
    """The switches above the feed."""
    orders = [(str(choice.label), choice.value, choice == order) for choice in FeedOrder]
    languages = [*LANGUAGES, ("all", _("All languages"))]
    chosen = [(name, code, code == language) for code, name in languages]
    return {"tabs": feed_tabs(order), "orders": orders, "languages": chosen}
