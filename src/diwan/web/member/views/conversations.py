"""The list of conversations, beginning one, and the door of a space's room."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from diwan.conversation import public as conversation
from diwan.kernel import clock
from diwan.people import public as people
from diwan.people.enums import Standing
from diwan.web.member.forms.conversation import FirstMessageForm, MessageForm
from diwan.web.member.talk import room_key, space_called
from diwan.web.scope import CommunityRequest, in_community, member_of, spaces_of

_FOUND = 12


@in_community()
def conversations(request: CommunityRequest) -> HttpResponse:
    """The rooms of the spaces one may enter, and whom one writes with, latest first."""
    scope: dict[str, Any] = {"community_id": request.community.pk, "viewer_id": member_of(request).pk}
    spaces = spaces_of(request)
    rooms = conversation.list_rooms(keys=[room_key(space) for space in spaces], **scope)
    facts = {
        "rooms": [(space, rooms.get(room_key(space))) for space in spaces],
        "lines": conversation.list_conversations(**scope),
    }
    return render(request, "pages/conversation/conversations.html", facts)


@in_community("write")
def new_conversation(request: CommunityRequest) -> HttpResponse:
    """Choose whom to write to, and write. What two people say stays in the one conversation they have."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(request, sent)
    form = FirstMessageForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        first = form.through(lambda said: _start(request, form, [one.pk for one in chosen], said))
        if first is not None:
            return redirect("conversation", slug=request.community.slug, conversation_id=first.conversation_id)
    name = request.GET.get("name", "").replace("\x00", "").strip()[:80]
    facts = {"form": form, "chosen": chosen, "found": _found(request, name, chosen), "name": name}
    facts["chosen_url"] = _chosen_url
    return render(request, "pages/conversation/new.html", facts, status=422 if form.errors else 200)


@in_community("write")
def pair(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """Write to one member: to the conversation the two have, or to the beginning of one."""
    if not _writable(request).filter(pk=membership_id).exists():
        raise Http404
    known = conversation.find_pair(by_id=member_of(request).pk, other_id=membership_id)
    if known is not None:
        return redirect("conversation", slug=request.community.slug, conversation_id=known)
    return redirect(reverse("new_conversation", args=[request.community.slug]) + f"?with={membership_id}")


@in_community("write")
def room(request: CommunityRequest, space: str) -> HttpResponse:
    """The door of a space's room: reading it makes nothing; it is there from the first time somebody comes in."""
    place = space_called(request, space)
    scope: dict[str, Any] = {"community_id": request.community.pk, "key": room_key(place)}
    known = conversation.find_room(**scope)
    if request.method == "POST" and known is None:
        known = conversation.open_room(by_id=member_of(request).pk, at=clock.now(), **scope).pk
    if known is not None:
        return redirect("conversation", slug=request.community.slug, conversation_id=known)
    return render(request, "pages/conversation/empty_room.html", {"space": place, "form": MessageForm()})


def _start(request: CommunityRequest, form: MessageForm, to: list[int], said: dict[str, Any]) -> conversation.Message:
    words = {"body": said["body"], "key": said["key"], "title": said["title"], "pictures": form.drawn()}
    return conversation.start_conversation(by_id=member_of(request).pk, member_ids=to, at=clock.now(), **words)


def _chosen(request: CommunityRequest, sent: QueryDict) -> list[people.Membership]:
    """Those whose ids stand in `with`: members of this community, and as many as a conversation holds."""
    asked = [int(one) for one in sent.getlist("with") if one.isascii() and one.isdigit() and len(one) <= 18]
    rows = _writable(request).filter(pk__in=asked[: conversation.MOST_PEOPLE])
    return list(rows)


def _found(request: CommunityRequest, name: str, chosen: list[people.Membership]) -> list[people.Membership]:
    """Whose name holds what was asked for, and is not chosen yet."""
    rows = _writable(request).exclude(pk__in=[one.pk for one in chosen])
    return list(rows.filter(person__display_name__icontains=name)[:_FOUND]) if name else []


def _chosen_url(chosen: Iterable[people.Membership], *more: people.Membership) -> str:
    """The same page with these chosen."""
    return "?" + urlencode([("with", one.pk) for one in (*chosen, *more)])


def _writable(request: CommunityRequest) -> Any:
    rows = people.list_members(community_id=request.community.pk).filter(standing=Standing.ACTIVE)
    return rows.exclude(pk=member_of(request).pk)
