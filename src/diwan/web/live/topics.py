"""Who may follow what. A topic is 'prefix:id'; the part of the site that tells of it registers who may hear it."""

from collections.abc import Callable

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.web.scope import CommunityRequest, member_of

MayFollow = Callable[[CommunityRequest, int], bool]
_rules: dict[str, MayFollow] = {}


def register(prefix: str, may_follow: MayFollow) -> None:
    """Topics `prefix:<id>` may be followed by readers for whom `may_follow(request, id)` holds.

    The reader is an active member of `request.community`. The rule answers False for an id of another community.
    """
    _rules[prefix] = may_follow


def may_follow(request: CommunityRequest, topic: str) -> bool:
    """False alike for what is not there, what is not the reader's, and what nobody ever registered."""
    prefix, _, number = topic.partition(":")
    rule = _rules.get(prefix)
    is_id = number.isascii() and number.isdigit() and len(number) <= 18 and topic == f"{prefix}:{int(number or 0)}"
    return rule is not None and is_id and rule(request, int(number))


def _is_own(request: CommunityRequest, membership_id: int) -> bool:
    return membership_id == member_of(request).pk


def _is_shown(request: CommunityRequest, post_id: int) -> bool:
    scope = {"community_id": request.community.pk, "viewer_id": member_of(request).pk}
    try:
        gathering.get_evidence(object_ref=f"post:{post_id}", **scope)
    except NotFound:
        return False
    return True


def _is_here(request: CommunityRequest, community_id: int) -> bool:
    return community_id == request.community.pk


register("membership", _is_own)
register("thread", _is_shown)
register("community", _is_here)
