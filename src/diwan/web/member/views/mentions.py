"""Whom one can call by name while writing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diwan.conversation import public as conversation
from diwan.gathering import public as gathering
from diwan.web.scope import CommunityRequest, in_community, member_of

_LONGEST = 60


@in_community("write")
@require_safe
def mentions(request: CommunityRequest) -> HttpResponse:
    """The list that opens after an @: members whose name begins as was typed, as options of a list box."""
    typed = request.GET.get("q", "").replace("\x00", "")[:_LONGEST]
    member = member_of(request)
    blocked = frozenset(one.membership_id for one in conversation.list_blocked(by_id=member.pk))
    found = gathering.list_mentionable(
        community_id=request.community.pk, viewer_id=member.pk, typed=typed, without=blocked
    )
    answer = render(request, "pages/writing/names.html", {"names": found})
    answer["Cache-Control"] = "private, max-age=60"
    return answer
