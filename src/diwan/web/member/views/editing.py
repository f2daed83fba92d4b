"""Changing what was written, and reading what it said before."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.kernel import clock
from diwan.web.member.arrived import say_arrived
from diwan.web.member.forms.gathering import CommentForm, EditPostForm
from diwan.web.member.forms.label import label_initial
from diwan.web.member.forms.polls import PollForm, poll_initial
from diwan.web.member.labels import label_said
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community("write")
def edit_post(request: CommunityRequest, post_id: int) -> HttpResponse:
    """The author's own words, or a guide an editor keeps right. What it said before stays readable."""
    source = _source(request, f"post:{post_id}")
    tags = gathering.tag_names(post_id=post_id)
    initial = {"title": source.title, "body": source.body, "tags": tags, **label_initial(source.label)}
    form = EditPostForm(request.POST or None, initial=initial, currency=request.community.currency)
    held = gathering.get_poll_spec(community_id=request.community.pk, post_id=post_id, author_id=member_of(request).pk)
    poll = PollForm(request.POST or None, initial=poll_initial(held.spec)) if held else None
    if request.method == "POST" and form.through(lambda said: _change(request, source, said, held)):
        return say_arrived(request, redirect("thread", slug=request.community.slug, post_id=post_id))
    return _page(request, form, source, poll=poll, has_voices=held is not None and held.has_voices)


@in_community("write")
def edit_comment(request: CommunityRequest, comment_id: int) -> HttpResponse:
    source = _source(request, f"comment:{comment_id}")
    form = CommentForm(request.POST or None, initial={"body": source.body})
    by_id, at = member_of(request).pk, clock.now()
    if request.method == "POST" and form.through(
        lambda said: gathering.edit_comment(comment_id=comment_id, by_id=by_id, body=said["body"], at=at)
    ):
        place = reverse("thread", args=[request.community.slug, source.post_id]) + f"#comment-{comment_id}"
        return say_arrived(request, redirect(place))
    return _page(request, form, source)


@in_community()
def history(request: CommunityRequest, post_id: int) -> HttpResponse:
    """What a post said before each change, latest first."""
    scope: dict[str, Any] = {"community_id": request.community.pk, "object_ref": f"post:{post_id}"}
    try:
        revisions = gathering.list_revisions(viewer_id=member_of(request).pk, **scope)
    except NotFound as error:
        raise Http404 from error
    facts = {"revisions": revisions, "title": gathering.post_title(**scope), "post_id": post_id}
    return render(request, "pages/gathering/history.html", facts)


def _source(request: CommunityRequest, ref: str) -> gathering.SourceView:
    try:
        return gathering.get_source(community_id=request.community.pk, object_ref=ref, viewer_id=member_of(request).pk)
    except NotFound as error:
        raise Http404 from error


def _change(
    request: CommunityRequest, source: gathering.SourceView, said: dict[str, Any], held: gathering.PollHeld | None
) -> gathering.Post:
    """The words and, where its author changed it before anybody voted, the poll: both or neither."""
    by_id, at, post_id, label = member_of(request).pk, clock.now(), source.post_id, source.label
    words = {name: said[name] for name in ("title", "body", "tags")}
    with transaction.atomic():
        post = gathering.edit_post(post_id=post_id, by_id=by_id, at=at, label=label_said(request, said, label), **words)
        if held is not None and PollForm.is_in(request.POST):
            gathering.put_poll(post_id=post_id, by_id=by_id, poll=PollForm(request.POST).spec(), at=at)
    return post


def _page(
    request: CommunityRequest,
    form: EditPostForm | CommentForm,
    source: gathering.SourceView,
    poll: PollForm | None = None,
    has_voices: bool = False,
) -> HttpResponse:
    facts = {"form": form, "source": source, "poll": poll, "poll_has_voices": has_voices}
    facts["poll_open"] = poll is not None and poll.is_begun
    return render(request, "pages/gathering/edit.html", facts, status=422 if form.errors else 200)
