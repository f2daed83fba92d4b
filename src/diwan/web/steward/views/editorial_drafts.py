"""The desk of one draft: when it goes out, who wrote it in which parts, what its label says."""

from typing import Any

from babel.dates import get_timezone_location
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from diwan.gathering import public as gathering
from diwan.gathering.enums import Answer
from diwan.gathering.errors import NotFound
from diwan.kernel import clock
from diwan.web.member.answers import refusals
from diwan.web.member.forms.editorial import ScheduleForm, SplitForm
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.calendar_page import writers


@in_community("write")
@require_safe
def desk(request: CommunityRequest, draft_id: int) -> HttpResponse:
    return _page(request, _draft(request, draft_id))


@in_community("write")
@require_POST
@refusals
def schedule(request: CommunityRequest, draft_id: int) -> HttpResponse:
    """Set or move the day."""
    draft, form = _draft(request, draft_id), _schedule_form(request, request.POST)
    done = form.does(lambda said: gathering.schedule_post(publish_at=said["publish_at"], **_deed(request, draft_id)))
    return _after(request, draft_id) if done else _page(request, draft, 422, schedule_form=form)


@in_community("write")
@require_POST
@refusals
def unschedule(request: CommunityRequest, draft_id: int) -> HttpResponse:
    gathering.unschedule_post(**_deed(request, draft_id))
    return _after(request, draft_id)


@in_community("write")
@require_POST
@refusals
def authors(request: CommunityRequest, draft_id: int) -> HttpResponse:
    """Propose a split; everybody it names is asked."""
    draft = _draft(request, draft_id)
    if not draft.is_mine:
        raise Http404
    form, author_id = _split_form(request, draft, request.POST), member_of(request).pk
    done = form.does(
        lambda said: gathering.propose_split(shares_bp=form.shares_bp(author_id), **_deed(request, draft_id))
    )
    return _after(request, draft_id) if done else _page(request, draft, 422, split_form=form)


@in_community("write")
@require_POST
@refusals
def answer(request: CommunityRequest, draft_id: int) -> HttpResponse:
    """Whether one agrees to be a co-author with this share."""
    accepts = request.POST.get("answer") == "accept"
    gathering.answer_invitation(accepts=accepts, **_deed(request, draft_id))
    return _after(request, draft_id)


def _deed(request: CommunityRequest, draft_id: int) -> dict[str, Any]:
    return {"post_id": draft_id, "by_id": member_of(request).pk, "at": clock.now()}


def _after(request: CommunityRequest, draft_id: int) -> HttpResponse:
    return redirect("draft_desk", slug=request.community.slug, draft_id=draft_id)


def _draft(request: CommunityRequest, draft_id: int) -> gathering.DraftView:
    scope = {"community_id": request.community.pk, "viewer_id": member_of(request).pk}
    try:
        return gathering.get_draft(post_id=draft_id, **scope)
    except NotFound as error:
        raise Http404 from error


def _schedule_form(request: CommunityRequest, *data: Any, **options: Any) -> ScheduleForm:
    zone = request.community.timezone
    place = get_timezone_location(zone, locale=request.LANGUAGE_CODE, return_city=True)
    return ScheduleForm(*data, zone=zone, zone_words=place, **options)


def _split_form(request: CommunityRequest, draft: gathering.DraftView, *data: Any) -> SplitForm:
    return SplitForm(*data, draft=draft, members=writers(request))


def _page(request: CommunityRequest, draft: gathering.DraftView, status: int = 200, **forms: Any) -> HttpResponse:
    facts: dict[str, Any] = {"draft": draft, "answers": dict(Answer.choices), "community": request.community}
    facts["schedule_form"] = _schedule_form(request, initial={"publish_at": draft.publish_at})
    if draft.is_mine:
        facts["split_form"] = _split_form(request, draft)
    return render(request, "pages/editorial/desk.html", facts | forms, status=status)
