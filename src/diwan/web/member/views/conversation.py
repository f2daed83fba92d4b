"""A conversation: its page, what was said since, saying something, having read it, quiet, leaving."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from diwan.conversation import public as conversation_room
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.web.member.answers import take_undo
from diwan.web.member.forms.conversation import MessageForm
from diwan.web.member.talk import enter, enter_message, talk_refusals
from diwan.web.scope import CommunityRequest, in_community, member_of

_AT_ONCE = 50


@in_community()
def conversation(request: CommunityRequest, conversation_id: int) -> HttpResponse:
    """The latest of it, or what stands before a number; the reply form holds what it answers."""
    space = enter(request, conversation_id)
    return _page(request, conversation_id, space, MessageForm(initial=_reply(request)))


@in_community()
def messages(request: CommunityRequest, conversation_id: int) -> HttpResponse:
    """GET: these messages of it (?of=41,42), for a page that is open. POST: say something."""
    space = enter(request, conversation_id)
    if request.method != "POST":
        return _since(request, conversation_id)
    form = MessageForm(request.POST, request.FILES)
    message = form.through(lambda said: _write(request, conversation_id, form, said))
    if request.headers.get("HX-Request"):
        return _said(request, conversation_id, form, message)
    if message is None:
        return _page(request, conversation_id, space, form, status=422)
    return redirect(_address(request, conversation_id) + f"#message-{message.pk}")


@in_community()
@require_POST
@talk_refusals
def reading(request: CommunityRequest, conversation_id: int) -> HttpResponse:
    """The reader has read up to a number."""
    enter(request, conversation_id)
    number = _whole(request.POST.get("number", ""))
    conversation_room.record_reading(
        conversation_id=conversation_id, membership_id=member_of(request).pk, number=number or 0, at=clock.now()
    )
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect(_address(request, conversation_id))


@in_community()
@require_POST
@talk_refusals
def quiet(request: CommunityRequest, conversation_id: int) -> HttpResponse:
    """Leave no notices and count nothing (`quiet`=1), or do so again."""
    enter(request, conversation_id)
    conversation_room.mute_conversation(
        conversation_id=conversation_id,
        membership_id=member_of(request).pk,
        is_muted=request.POST.get("quiet") == "1",
        at=clock.now(),
    )
    return redirect(_address(request, conversation_id))


@in_community()
@require_POST
@talk_refusals
def leaving(request: CommunityRequest, conversation_id: int) -> HttpResponse:
    """Out of a group; or a conversation of two put away until somebody writes again."""
    conversation_room.leave_conversation(
        conversation_id=conversation_id, membership_id=member_of(request).pk, at=clock.now()
    )
    return redirect("conversations", slug=request.community.slug)


def _write(request: CommunityRequest, conversation_id: int, form: MessageForm, said: dict[str, Any]) -> Any:
    words = {"body": said["body"], "key": said["key"], "reply_to_id": said["reply_to"], "pictures": form.drawn()}
    return conversation_room.write_message(
        conversation_id=conversation_id, author_id=member_of(request).pk, at=clock.now(), **words
    )


def _said(request: CommunityRequest, conversation_id: int, form: MessageForm, message: Any) -> HttpResponse:
    """For htmx: an empty form and the new messages, or the form as it was with what is wrong."""
    facts: dict[str, Any] = {"conversation_id": conversation_id, "form": form, "said": ()}
    if message is None:
        facts["quote"] = _quote(request, form)
        return render(request, "pages/conversation/said.html", facts, status=422)
    after = _whole(request.POST.get("seen", ""))
    known = message.number - 1 if after is None else min(after, message.number - 1)
    facts |= {"form": MessageForm(), "said": _messages(request, conversation_id, after=known), "quote": None}
    return render(request, "pages/conversation/said.html", facts)


def _since(request: CommunityRequest, conversation_id: int) -> HttpResponse:
    ids = [number for one in request.GET.get("of", "").split(",")[:_AT_ONCE] if (number := _whole(one)) is not None]
    found = _messages(request, conversation_id, message_ids=ids)
    return render(request, "pages/conversation/since.html", {"said": found, "conversation_id": conversation_id})


def _messages(request: CommunityRequest, conversation_id: int, **which: Any) -> Any:
    scope: dict[str, Any] = {"community_id": request.community.pk, "viewer_id": member_of(request).pk}
    return conversation_room.list_messages(conversation_id=conversation_id, at=clock.now(), **scope, **which)


def _page(
    request: CommunityRequest,
    conversation_id: int,
    space: gathering.SpaceView | None,
    form: MessageForm,
    status: int = 200,
) -> HttpResponse:
    at = clock.now()
    scope: dict[str, Any] = {"community_id": request.community.pk, "viewer_id": member_of(request).pk, "at": at}
    before = _whole(request.GET.get("before", ""))
    talk = conversation_room.get_conversation(conversation_id=conversation_id, before=before, **scope)
    facts: dict[str, Any] = {"talk": talk, "space": space, "form": form, "quote": _quote(request, form)}
    facts |= {"here_now": conversation_room.list_present(**scope) if space else (), "undo": take_undo(request)}
    facts |= {"is_latest": before is None, "conversation_id": talk.id}
    return render(request, "pages/conversation/conversation.html", facts, status=status)


def _reply(request: CommunityRequest) -> dict[str, int]:
    number = _whole(request.GET.get("reply", ""))
    return {} if number is None else {"reply_to": number}


def _quote(request: CommunityRequest, form: MessageForm) -> conversation_room.MessageView | None:
    """The message that the form answers, if the reader may read it."""
    number = _whole(str(form["reply_to"].value() or ""))
    if number is None:
        return None
    try:
        return enter_message(request, number).view
    except Http404:
        return None


def _address(request: CommunityRequest, conversation_id: int) -> str:
    return reverse("conversation", kwargs={"slug": request.community.slug, "conversation_id": conversation_id})


def _whole(text: str) -> int | None:
    """A number as an address holds it; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
