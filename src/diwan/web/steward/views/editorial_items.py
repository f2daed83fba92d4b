"""Steps of one item of the calendar. Each is a record of its own; a refusal is said where the reader was."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.kernel import clock
from diwan.web.member.answers import refusals
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.editorial import RemarkForm, ReturnForm
from diwan.web.steward.views.editorial import assignment_form, item_page


@in_community("write")
@require_POST
@refusals
def assignment(request: CommunityRequest, item_id: int) -> HttpResponse:
    """Who writes it, by when, for which space."""
    scope = {"community_id": request.community.pk, "viewer_id": member_of(request).pk}
    form = assignment_form(request, gathering.get_item(item_id=item_id, **scope), request.POST)
    done = form.through(
        lambda said: gathering.assign_item(
            **_deed(request, item_id), author_id=said["author"], due_date=said["due_date"], space_id=said["space"]
        )
    )
    return _after(request, item_id) if done else item_page(request, item_id, 422, assignment_form=form)


@in_community("write")
@require_POST
def remarks(request: CommunityRequest, item_id: int) -> HttpResponse:
    form = RemarkForm(request.POST)
    return _said(
        request, item_id, form, "remark_form", lambda said: gathering.write_remark(**said, **_deed(request, item_id))
    )


@in_community("write")
@require_POST
def returning(request: CommunityRequest, item_id: int) -> HttpResponse:
    """Back to the author, with the reason."""
    form = ReturnForm(request.POST)
    return _said(
        request, item_id, form, "return_form", lambda said: gathering.return_text(**said, **_deed(request, item_id))
    )


@in_community("write")
@require_POST
@refusals
def beginning(request: CommunityRequest, item_id: int) -> HttpResponse:
    """Open the draft and go on writing."""
    found = gathering.begin_item(language=request.LANGUAGE_CODE, **_deed(request, item_id))
    response = redirect("new_post", slug=request.community.slug)
    response["Location"] += f"?draft={found.post_id}"
    return response


@in_community("write")
@require_POST
@refusals
def submission(request: CommunityRequest, item_id: int) -> HttpResponse:
    gathering.hand_in(**_deed(request, item_id))
    return _after(request, item_id)


@in_community("write")
@require_POST
@refusals
def withdrawal(request: CommunityRequest, item_id: int) -> HttpResponse:
    gathering.take_back(**_deed(request, item_id))
    return _after(request, item_id)


@in_community("write")
@require_POST
@refusals
def acceptance(request: CommunityRequest, item_id: int) -> HttpResponse:
    gathering.accept_text(**_deed(request, item_id))
    return _after(request, item_id)


@in_community("write")
@require_POST
@refusals
def dropping(request: CommunityRequest, item_id: int) -> HttpResponse:
    gathering.drop_item(**_deed(request, item_id))
    return redirect("calendar", slug=request.community.slug)


def _deed(request: CommunityRequest, item_id: int) -> dict[str, Any]:
    return {"item_id": item_id, "by_id": member_of(request).pk, "at": clock.now()}


def _after(request: CommunityRequest, item_id: int) -> HttpResponse:
    return redirect("calendar_item", slug=request.community.slug, item_id=item_id)


def _said(
    request: CommunityRequest, item_id: int, form: Any, name: str, deed: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    try:
        done = form.does(deed)
    except NotFound as error:
        raise Http404 from error
    return _after(request, item_id) if done else item_page(request, item_id, 422, **{name: form})
