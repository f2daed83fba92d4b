"""Writing: a new post, its drafts and preview, and changing what was written."""

from contextlib import suppress
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from diwan.gathering import public as gathering
from diwan.gathering.enums import PostKind
from diwan.kernel import clock
from diwan.web.member.answers import offer_undo, refusals
from diwan.web.member.arrived import say_arrived
from diwan.web.member.forms.gathering import PostForm
from diwan.web.member.forms.label import label_initial
from diwan.web.member.forms.polls import PollForm
from diwan.web.member.held import say_if_held
from diwan.web.member.labels import label_said
from diwan.web.member.written_polls import poll_held, put_poll
from diwan.web.once import once
from diwan.web.scope import CommunityRequest, in_community, member_of

LONGEST_PREVIEW = 40_000  # no post is longer; a parser is not asked to read more


@in_community("write")
@require_safe
def new_post(request: CommunityRequest) -> HttpResponse:
    """An empty page, or a draft taken up again; ?kind= and ?space= choose what the page proposes."""
    return _form_page(request, post_form(request, initial=_proposed(request)), poll=poll_held(request))


@in_community("write")
@require_POST
@refusals
@once
def posts(request: CommunityRequest) -> HttpResponse:
    """Publish."""
    form = post_form(request, request.POST, request.FILES)
    _keep_pictures(request, form)
    post = form.through(lambda said: _publish(request, form, said))
    if post is None:
        return _form_page(request, form, status=422)
    say_if_held(request, post.ref)
    return say_arrived(request, redirect("thread", slug=request.community.slug, post_id=post.pk))


@in_community("write")
@refusals
@once
def drafts(request: CommunityRequest) -> HttpResponse:
    """The reader's own drafts; a POST keeps one, complete or not."""
    if request.method != "POST":
        rows = gathering.list_drafts(community_id=request.community.pk, viewer_id=member_of(request).pk)
        return render(request, "pages/gathering/drafts.html", {"drafts": rows})
    form = post_form(request, request.POST, is_draft=True)
    draft = form.through(lambda said: keep(request, said))
    if draft is None:
        return _form_page(request, form, status=422)
    return say_arrived(request, redirect("drafts", slug=request.community.slug))


@in_community("write")
@require_POST
@refusals
def draft_disposal(request: CommunityRequest, draft_id: int) -> HttpResponse:
    """Throw a draft away."""
    gathering.discard_draft(draft_id=draft_id, author_id=member_of(request).pk)
    return redirect("drafts", slug=request.community.slug)


@in_community("write")
@require_POST
def preview(request: CommunityRequest) -> HttpResponse:
    """What was written as readers will see it: alone for htmx, otherwise beneath the form."""
    html = Markup(gathering.render(request.POST.get("body", "").replace("\x00", "")[:LONGEST_PREVIEW]))
    if request.headers.get("HX-Request"):
        return render(request, "pages/gathering/preview.html", {"html": html})
    form = post_form(request, request.POST, request.FILES, is_draft=True)
    _keep_pictures(request, form)
    return _form_page(request, form, preview=html)


@in_community("write")
@require_POST
@refusals
def deletion(request: CommunityRequest, post_id: int) -> HttpResponse:
    gathering.delete_post(post_id=post_id, by_id=member_of(request).pk, at=clock.now())
    offer_undo(request, _("The post is deleted."), reverse("post_restoration", args=[request.community.slug, post_id]))
    return redirect("feed", slug=request.community.slug)


@in_community("write")
@require_POST
@refusals
def restoration(request: CommunityRequest, post_id: int) -> HttpResponse:
    gathering.restore_post(post_id=post_id, by_id=member_of(request).pk, at=clock.now())
    return redirect("thread", slug=request.community.slug, post_id=post_id)


def keep(request: CommunityRequest, said: dict[str, Any]) -> gathering.Post:
    """Keep a draft of what was said, and its poll as far as it is one yet."""
    member, at = member_of(request), clock.now()
    draft = gathering.save_draft(
        **_words(request, said), draft_id=said["draft"], seen=said["seen"], author_id=member.pk, at=at
    )
    with suppress(gathering.PollRefused):
        put_poll(request, draft, at)
    return draft


def _publish(request: CommunityRequest, form: PostForm, said: dict[str, Any]) -> gathering.Post:
    """The post and its poll, both or neither."""
    at = clock.now()
    with transaction.atomic():
        post = gathering.publish_post(
            **_words(request, said),
            images=form.image_ids,
            draft_id=said["draft"],
            author_id=member_of(request).pk,
            at=at,
        )
        put_poll(request, post, at)
    return post


def post_form(request: CommunityRequest, *data: Any, **options: Any) -> PostForm:
    """The form of a post, bound or empty, with the community's spaces."""
    spaces = gathering.list_spaces(community_id=request.community.pk)
    tags = [one.name for one in gathering.list_tags(community_id=request.community.pk, viewer_id=member_of(request))]
    currency = request.community.currency
    return PostForm(*data, spaces=spaces, tags=tags, language=request.LANGUAGE_CODE, currency=currency, **options)


def _words(request: CommunityRequest, said: dict[str, Any]) -> dict[str, Any]:
    chosen = {name: said[name] for name in ("kind", "title", "body", "language", "tags")}
    chosen["label"] = label_said(request, said)
    return {**chosen, "space_id": said["space"], "community_id": request.community.pk}


def _keep_pictures(request: CommunityRequest, form: PostForm) -> None:
    """Pictures are kept before the words are judged, so that a refused title does not cost an upload."""
    scope: dict[str, Any] = {
        "community_id": request.community.pk,
        "membership_id": member_of(request).pk,
        "at": clock.now(),
    }
    form.keep_pictures(lambda content: gathering.attach_image(content=content, **scope).pk)


def _proposed(request: CommunityRequest) -> dict[str, Any]:
    """What the form begins with: a draft of the reader's, or the space and kind asked for."""
    number = request.GET.get("draft")
    if number is not None:
        rows = gathering.list_drafts(community_id=request.community.pk, viewer_id=member_of(request).pk)
        draft = next((row for row in rows if str(row.pk) == number), None)
        if draft is None:
            raise Http404
        words = {name: getattr(draft, name) for name in ("kind", "title", "body", "language")}
        words["tags"] = gathering.tag_names(post_id=draft.pk)
        words |= label_initial(gathering.label_of(draft))
        return {**words, "space": draft.space_id, "draft": draft.pk, "seen": gathering.draft_mark(draft)}
    spaces = gathering.list_spaces(community_id=request.community.pk)
    space = next((row for row in spaces if row.slug == request.GET.get("space")), None)
    kind = request.GET.get("kind") or (space.kind if space else PostKind.DISCUSSION)
    fitting = space or next((row for row in spaces if row.kind == kind), None)
    shared = {name: request.GET[name].replace("\x00", "") for name in ("title", "body") if name in request.GET}
    return {"kind": kind, "space": fitting.id if fitting else None, "language": request.LANGUAGE_CODE, **shared}


def _form_page(
    request: CommunityRequest,
    form: PostForm,
    preview: Markup | None = None,
    status: int = 200,
    poll: PollForm | None = None,
) -> HttpResponse:
    poll = poll or PollForm(request.POST)
    kind = form["kind"].value() if form["kind"].value() in PostKind.values else PostKind.DISCUSSION
    facts = {"form": form, "kind": kind, "kinds": PostKind.choices, "preview": preview}
    facts |= {"poll": poll, "poll_open": poll.is_begun or "poll" in request.GET}
    return render(request, "pages/gathering/write.html", facts, status=status)
