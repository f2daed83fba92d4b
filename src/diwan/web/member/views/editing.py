"""Changing what was written, and reading what it said before."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.kernel import clock
from diwan.web.member.forms.gathering import CommentForm, EditPostForm
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community("write")
def edit_post(request: CommunityRequest, post_id: int) -> HttpResponse:
    """The author's own words, or a guide an editor keeps right. What it said before stays readable."""
    source = _source(request, f"post:{post_id}")
    form = EditPostForm(request.POST or None, initial={"title": source.title, "body": source.body})
    by_id, at = member_of(request).pk, clock.now()
    if request.method == "POST" and form.through(
        lambda said: gathering.edit_post(post_id=post_id, by_id=by_id, at=at, title=said["title"], body=said["body"])
    ):
        return redirect("thread", slug=request.community.slug, post_id=post_id)
    return _page(request, form, source)


@in_community("write")
def edit_comment(request: CommunityRequest, comment_id: int) -> HttpResponse:
    source = _source(request, f"comment:{comment_id}")
    form = CommentForm(request.POST or None, initial={"body": source.body})
    by_id, at = member_of(request).pk, clock.now()
    if request.method == "POST" and form.through(
        lambda said: gathering.edit_comment(comment_id=comment_id, by_id=by_id, body=said["body"], at=at)
    ):
        return redirect(reverse("thread", args=[request.community.slug, source.post_id]) + f"#comment-{comment_id}")
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


def _page(request: CommunityRequest, form: EditPostForm | CommentForm, source: gathering.SourceView) -> HttpResponse:
    facts = {"form": form, "source": source}
    return render(request, "pages/gathering/edit.html", facts, status=422 if form.errors else 200)
