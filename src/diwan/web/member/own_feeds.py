"""Which feed was asked for: the community's in one of its orders, or one of the reader's own."""

from typing import Any

from django.utils.translation import gettext as _

from diwan.gathering import public as gathering
from diwan.gathering.enums import FeedOrder
from diwan.gathering.errors import UnknownChoice
from diwan.kernel import clock
from diwan.web.member.forms.gathering import LANGUAGES
from diwan.web.scope import CommunityRequest, viewer_of

FOLLOWING, NEW = "following", "new"
OWN = (FOLLOWING, NEW)


def feed_page(request: CommunityRequest, *, order: str, language: str, space_id: int | None) -> gathering.FeedPage:
    """One page of the feed that was asked for. Raises UnknownChoice (order), NotFound (cursor)."""
    scope: dict[str, Any] = {
        "community_id": request.community.pk,
        "viewer_id": viewer_of(request),
        "space_id": space_id,
        "language": language if language in dict(LANGUAGES) else None,
        "after": request.GET.get("after"),
    }
    if order not in OWN:
        return gathering.list_feed(order=order, **scope)
    if scope["viewer_id"] is None:
        raise UnknownChoice(value=order)
    if order == FOLLOWING:
        return gathering.list_following(**scope)
    return gathering.list_new(at=clock.now(), **scope)


def asked_language(request: CommunityRequest, order: str) -> str:
    """The reader's own, unless another was chosen; of what one follows, and of what is new, all."""
    return request.GET.get("language", "all" if order in OWN else request.LANGUAGE_CODE)


def feed_tabs(order: str) -> list[tuple[str, str, bool]]:
    """The community's feed and the reader's own two: (words, order, whether it is the one shown)."""
    return [
        (_("Everything"), FeedOrder.USEFUL, order not in OWN),
        (_("What you follow"), FOLLOWING, order == FOLLOWING),
        (_("New since your last visit"), NEW, order == NEW),
    ]
