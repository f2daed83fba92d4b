"""A discussion: its page, and what is said under it."""

from html import unescape
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.kernel import clock
from diwan.web.member.answers import back, offer_undo, refusals, take_undo
from diwan.web.member.arrived import say_arrived
from diwan.web.member.asides import earned_by
from diwan.web.member.attention import attention_facts
from diwan.web.member.evidence_marks import marks, marks_id
from diwan.web.member.forms.gathering import CommentForm
from diwan.web.member.held import held_page, say_if_held
from diwan.web.member.opened import opened_token
from diwan.web.once import once
from diwan.web.public_head import one_line, thread_facts
from diwan.web.scope import CommunityRequest, in_community, member_of, viewer_of
from diwan.web.shown import card_beside


@in_community(visitors=True, suspended=False)
def thread(request: CommunityRequest, post_id: int) -> HttpResponse:
    """A post, its accepted answer and its other comments, most useful first."""
    return _page(request, post_id, CommentForm(initial=_quoted(request)))


@in_community("write")
@require_POST
@refusals
@once
def comments(request: CommunityRequest, post_id: int) -> HttpResponse:
    """Say something under a post, or reply to what was said."""
    member, form = member_of(request), CommentForm(request.POST)
    comment = form.through(
        lambda said: gathering.write_comment(
            post_id=post_id, author_id=member.pk, body=said["body"], parent_id=said["parent"], at=clock.now()
        )
    )
    if comment is None:
        return _page(request, post_id, form, status=422)
    say_if_held(request, comment.ref)
    place = reverse("thread", args=[request.community.slug, post_id]) + f"#comment-{comment.pk}"
    return say_arrived(request, redirect(place))


@in_community("write")
@require_POST
@refusals
def comment_deletion(request: CommunityRequest, comment_id: int) -> HttpResponse:
    comment = gathering.delete_comment(comment_id=comment_id, by_id=member_of(request).pk, at=clock.now())
    offer_undo(
        request, _("The comment is deleted."), reverse("comment_restoration", args=[request.community.slug, comment_id])
    )
    return redirect("thread", slug=request.community.slug, post_id=comment.post_id)


@in_community("write")
@require_POST
@refusals
def comment_restoration(request: CommunityRequest, comment_id: int) -> HttpResponse:
    gathering.restore_comment(comment_id=comment_id, by_id=member_of(request).pk, at=clock.now())
    return back(request, f"comment-{comment_id}")


def _quoted(request: CommunityRequest) -> dict[str, Any]:
    """?quote=comment:12 begins the reply with the words of that comment; the page works so without script."""
    ref = request.GET.get("quote", "")
    if not ref or viewer_of(request) is None:
        return {}
    body, parent = gathering.quote_markdown(
        community_id=request.community.pk, object_ref=ref, viewer_id=member_of(request).pk
    )
    return {"body": body, "parent": parent}


def _page(request: CommunityRequest, post_id: int, form: CommentForm, status: int = 200) -> HttpResponse:
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    scope: dict[str, Any] = {
        "community_id": request.community.pk,
        "post_id": post_id,
        "viewer_id": viewer_of(request),
    }
    try:
        found = gathering.get_thread(page=number, **scope)
    except NotFound as error:
        waiting = held_page(request, f"post:{post_id}")
        if waiting is None:
            raise Http404 from error
        return waiting
    related = gathering.list_related(**scope, title=found.post.title)
    facts: dict[str, Any] = {"thread": found, "post": found.post, "related": related}
    if viewer_of(request) is None:
        facts |= {"summary": one_line(unescape(strip_tags(found.post.html)))}
        facts |= {"facts_for_machines": thread_facts(request, found)}
    facts |= {"earned": earned_by(request.community.pk, found), "marks": marks, "marks_id": marks_id, "form": form}
    facts |= attention_facts(request, found)
    tags = [tag.name for tag in facts["attention"].tags]
    facts |= card_beside(request, space_id=found.post.space.id, tags=tags)
    facts["poll"] = gathering.get_poll(**scope, at=clock.now())
    opened = opened_token(request, post_id, at=clock.now()) if viewer_of(request) else ""
    facts |= {"opened": opened, "undo": take_undo(request)}
    return render(request, "pages/gathering/thread.html", facts, status=status)
