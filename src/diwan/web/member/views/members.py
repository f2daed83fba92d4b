"""Who is here."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from diwan.belonging import public as belonging
from diwan.belonging.errors import NotFound
from diwan.gathering import public as gathering
from diwan.gathering.enums import FeedOrder
from diwan.kernel import clock
from diwan.people import public as people
from diwan.people.enums import Role, Standing
from diwan.web.member.belonging import helpful_places
from diwan.web.member.cards import cards
from diwan.web.scope import CommunityRequest, in_community, member_of, viewer_of

_MOST_FOUND = 200
_ROLES = [Role.OWNER, Role.STEWARD, Role.TREASURER, Role.EDITOR, Role.AUTHOR]


@in_community()
def directory(request: CommunityRequest) -> HttpResponse:
    """The members who want to be found, longest here first; by name (or its beginning), role, group, badge, newness."""
    member = member_of(request)
    name = request.GET.get("name", "").replace("\x00", "").strip()[:80]
    try:
        sought = _sought(request, member, name)
        after = request.GET.get("after") or None
        page = belonging.directory_page(viewer=member, sought=sought, at=clock.now(), after=after)
    except NotFound as error:
        raise Http404 from error
    facts = {"page": page, "name": name, "sought": sought, "group": request.GET.get("group", "")}
    return render(request, "pages/gathering/people.html", {**facts, **_choices(request, member)})


def _sought(request: CommunityRequest, member: people.Membership, name: str) -> belonging.Sought:
    group = request.GET.get("group", "")
    if group and not (group.isascii() and group.isdigit() and len(group) <= 18):
        raise NotFound
    return belonging.Sought(
        role=request.GET.get("role", ""),
        group_id=int(group) if group else None,
        badge=request.GET.get("badge", ""),
        is_new=request.GET.get("new") == "1",
        only=_called(member, name) if name else None,
    )


def _called(member: people.Membership, name: str) -> frozenset[int]:
    """Whose name or words about themselves hold, or begin with, what was asked for, in any spelling of Arabic."""
    scope: dict[str, Any] = {"community_id": member.community_id, "viewer_id": member}
    found = gathering.search_people(text=name, limit=_MOST_FOUND, **scope)
    return frozenset(hit.membership_id for hit in found.hits)


def _choices(request: CommunityRequest, member: people.Membership) -> dict[str, Any]:
    """What the directory can be narrowed by."""
    language = request.LANGUAGE_CODE
    made = belonging.list_hand_badges(community_id=request.community.pk)
    badges = [(key, str(badge.name)) for key, badge in belonging.BADGES.items()]
    groups = belonging.list_groups(viewer=member)
    return {
        "roles": [("", _("Any role")), *((role.value, role.label) for role in _ROLES)],
        "groups": [("", _("Any group")), *((str(view.group.pk), view.group.name_in(language)) for view in groups)],
        "badges": [("", _("Any badge")), *badges, *((f"hand-{row.pk}", row.name_in(language)) for row in made)],
    }


@in_community(visitors=True, suspended=False)
def person(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """One member: who they say they are, and what they wrote. Visitors are shown those whose words they may read."""
    rows = people.list_members(community_id=request.community.pk).filter(standing=Standing.ACTIVE)
    member = rows.filter(pk=membership_id).first()
    if member is None:
        raise Http404
    viewer = viewer_of(request)
    scope: dict[str, Any] = {"community_id": request.community.pk, "viewer_id": viewer, "author_id": member.pk}
    page = gathering.list_feed(order=FeedOrder.NEWEST, after=request.GET.get("after"), **scope)
    if viewer is None and not page.items:
        raise Http404
    facts = {"whose": member, "page": page, "cards": cards(request, page.items)}
    facts["level"] = gathering.person_level(community_id=request.community.pk, viewer_id=viewer, other_id=member.pk)
    return render(request, "pages/gathering/person.html", facts | _belonging_of(request, member, viewer))


def _belonging_of(
    request: CommunityRequest, whose: people.Membership, viewer: people.Membership | None
) -> dict[str, Any]:
    """How somebody belongs, for members alone: badges, groups, where they are helpful, links. Never money."""
    if viewer is None:
        return {"belongs": None}
    groups = belonging.groups_of(member=whose, viewer=viewer)
    kept = [view.group for view in belonging.list_groups(viewer=viewer) if view.may_keep]
    return {
        "belongs": {
            "badges": belonging.list_badges(member=whose, language=request.LANGUAGE_CODE),
            "groups": groups,
            "helpful": helpful_places(request, whose, clock.now()),
            "links": belonging.card_of(member=whose).links,
        },
        "is_team": people.can(viewer, "moderate"),
        "team_groups": [group for group in kept if group not in groups],
    }
