"""One message: where it stands, changing it, its history, taking it away, saying a word to it, reporting it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.conversation import public as conversation
from diwan.conversation.errors import NotFound
from diwan.kernel import clock
from diwan.web.member.answers import offer_undo
from diwan.web.member.forms.conversation import EditMessageForm, MessageReportForm
from diwan.web.member.talk import enter_message, require_room, talk_refusals
from diwan.web.scope import CommunityRequest, in_community, member_of

_AROUND = 25


@in_community()
def place(request: CommunityRequest, message_id: int) -> HttpResponse:
    """From a notice or a quotation to the message in its conversation."""
    return redirect(_where(request, enter_message(request, message_id)))


@in_community("write")
def edit(request: CommunityRequest, message_id: int) -> HttpResponse:
    """One's own words; what they said before stays readable."""
    found = enter_message(request, message_id)
    if not (found.view.is_mine and found.view.is_said):
        raise Http404
    form = EditMessageForm(request.POST or None, initial={"body": found.body})
    if request.method == "POST" and form.through(
        lambda said: conversation.edit_message(
            message_id=message_id, by_id=member_of(request).pk, body=said["body"], at=clock.now()
        )
    ):
        return redirect(_where(request, found))
    facts = {"form": form, "where": _where(request, found)}
    return render(request, "pages/conversation/edit.html", facts, status=422 if form.errors else 200)


@in_community()
def history(request: CommunityRequest, message_id: int) -> HttpResponse:
    """What a message said before each change, latest first."""
    found = enter_message(request, message_id)
    scope = {"community_id": request.community.pk, "viewer_id": member_of(request).pk}
    try:
        revisions = conversation.list_message_revisions(message_id=message_id, **scope)
    except NotFound as error:
        raise Http404 from error
    facts = {"revisions": revisions, "message": found.view, "where": _where(request, found)}
    return render(request, "pages/conversation/history.html", facts)


@in_community("write")
@require_POST
@talk_refusals
def deletion(request: CommunityRequest, message_id: int) -> HttpResponse:
    found = enter_message(request, message_id)
    conversation.delete_message(message_id=message_id, by_id=member_of(request).pk, at=clock.now())
    undo = reverse("message_restoration", kwargs={"slug": request.community.slug, "message_id": message_id})
    offer_undo(request, _("The message is deleted."), undo)
    return redirect(_where(request, found))


@in_community("write")
@require_POST
@talk_refusals
def restoration(request: CommunityRequest, message_id: int) -> HttpResponse:
    found = enter_message(request, message_id)
    conversation.restore_message(message_id=message_id, by_id=member_of(request).pk, at=clock.now())
    return redirect(_where(request, found))


@in_community("write")
@require_POST
@talk_refusals
def mark(request: CommunityRequest, message_id: int) -> HttpResponse:
    """Say a word to a message: it helped, it is the same here, one agrees, one is thankful."""
    return _marked(request, message_id, conversation.mark_message)


@in_community("write")
@require_POST
@talk_refusals
def mark_withdrawal(request: CommunityRequest, message_id: int) -> HttpResponse:
    return _marked(request, message_id, conversation.withdraw_mark)


@in_community("write")
def report(request: CommunityRequest, message_id: int) -> HttpResponse:
    """Tell the moderators about a message. They will see it and what stands right beside it, nothing more."""
    found = enter_message(request, message_id)
    if found.view.is_mine or not found.view.is_said:
        raise Http404
    form = MessageReportForm(request.POST or None)
    if request.method == "POST" and form.through(lambda said: _file(request, message_id, said, clock.now())):
        messages.success(request, _("The moderators will read it. You will be told what they decide."))
        return redirect(_where(request, found))
    facts = {"form": form, "message": found.view, "where": _where(request, found)}
    return render(request, "pages/conversation/report.html", facts, status=422 if form.errors else 200)


@in_community()
@require_safe
def picture(request: CommunityRequest, picture_name: str) -> HttpResponse:
    """A picture, authorised anew at every download by the conversation it was said in."""
    require_room(request, conversation.picture_room(community_id=request.community.pk, name=picture_name))
    scope = {"community_id": request.community.pk, "viewer_id": member_of(request).pk}
    try:
        content = conversation.open_picture(name=picture_name, **scope)
    except NotFound as error:
        raise Http404 from error
    headers = {"Cache-Control": "private, max-age=3600", "Content-Disposition": "inline"}
    return HttpResponse(content, content_type="image/webp", headers=headers)


def _marked(request: CommunityRequest, message_id: int, deed: Callable[..., Any]) -> HttpResponse:
    """The message alone for htmx; otherwise back to it on its page."""
    found = enter_message(request, message_id)
    deed(message_id=message_id, by_id=member_of(request).pk, kind=request.POST.get("kind", ""), at=clock.now())
    if not request.headers.get("HX-Request"):
        return redirect(_where(request, found))
    shown = enter_message(request, message_id).view
    return render(request, "pages/conversation/marks.html", {"message": shown})


def _file(request: CommunityRequest, message_id: int, said: dict[str, Any], at: datetime) -> Any:
    words = {"reason": said["reason"], "note": said["note"]}
    return conversation.report_message(message_id=message_id, by_id=member_of(request).pk, at=at, **words)


def _where(request: CommunityRequest, found: conversation.MessagePlace) -> str:
    """The page of the conversation on which the message stands, at the message."""
    scope = {"slug": request.community.slug, "conversation_id": found.conversation_id}
    page = reverse("conversation", kwargs=scope)
    if found.is_far_back:
        page += f"?before={found.number + _AROUND}"
    return f"{page}#message-{found.view.id}"
