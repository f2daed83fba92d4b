"""Groups: those there are, one of them, coming and going."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.belonging import public as belonging
from diwan.belonging.errors import NotFound
from diwan.kernel import clock
from diwan.people import public as people
from diwan.web.member.belonging import belonging_refusals
from diwan.web.member.forms.belonging import GroupForm
from diwan.web.scope import CommunityRequest, in_community, member_of

_WORDS = ("name_ar", "name_en", "about_ar", "about_en", "entry", "is_private")


@in_community()
@require_safe
def groups(request: CommunityRequest) -> HttpResponse:
    facts: dict[str, Any] = {"groups": belonging.list_groups(viewer=member_of(request))}
    facts["may_make"] = people.can(request.membership, "moderate")
    return render(request, "pages/belonging/groups.html", facts)


@in_community()
@require_safe
def group(request: CommunityRequest, group_id: int) -> HttpResponse:
    """Who is in it; for those who may, who asks to come in."""
    view = found_group(request, group_id)
    try:
        page = belonging.list_places(group_id=view.group.pk, after=request.GET.get("after"))
    except NotFound as error:
        raise Http404 from error
    facts: dict[str, Any] = {"view": view, "page": page, "is_team": people.can(request.membership, "moderate")}
    facts["requests"] = belonging.list_requests(group_id=view.group.pk) if view.may_answer else ()
    return render(request, "pages/belonging/group.html", facts)


@in_community("write")
@require_POST
@belonging_refusals
def joining(request: CommunityRequest, group_id: int) -> HttpResponse:
    if not belonging.join_group(by=member_of(request), group_id=group_id, at=clock.now()):
        messages.success(request, _("Your request waits. You are told when it is answered."))
    return redirect("group", slug=request.community.slug, group_id=group_id)


@in_community()
@require_POST
@belonging_refusals
def leaving(request: CommunityRequest, group_id: int) -> HttpResponse:
    belonging.leave_group(by=member_of(request), group_id=group_id)
    return redirect("groups", slug=request.community.slug)


@in_community("write")
@require_POST
@belonging_refusals
def places(request: CommunityRequest, group_id: int) -> HttpResponse:
    """Put a member into the group."""
    text = request.POST.get("member", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
    belonging.place_member(by=member_of(request), group_id=group_id, membership_id=number, at=clock.now())
    return redirect("group", slug=request.community.slug, group_id=group_id)


@in_community("write")
@require_POST
@belonging_refusals
def answer(request: CommunityRequest, group_id: int, request_id: int) -> HttpResponse:
    """Let somebody in, or not."""
    said = request.POST.get("answer", "")
    belonging.answer_request(
        by=member_of(request), group_id=group_id, request_id=request_id, answer=said, at=clock.now()
    )
    return redirect("group", slug=request.community.slug, group_id=group_id)


@in_community("write")
def edit(request: CommunityRequest, group_id: int) -> HttpResponse:
    """Change a group's words."""
    view = found_group(request, group_id)
    if not view.may_keep:
        raise Http404
    initial = {name: getattr(view.group, name) for name in _WORDS}
    form = GroupForm(request.POST if request.method == "POST" else None, initial=initial)
    if not people.can(request.membership, "moderate"):
        form.fields["entry"].disabled = form.fields["is_private"].disabled = True
    if request.method == "POST" and form.through(
        lambda said: belonging.edit_group(by=member_of(request), group_id=group_id, at=clock.now(), **said)
    ):
        return redirect("group", slug=request.community.slug, group_id=group_id)
    facts = {"form": form, "view": view}
    return render(request, "pages/belonging/group_form.html", facts, status=422 if form.errors else 200)


def found_group(request: CommunityRequest, group_id: int) -> belonging.GroupView:
    """The group as the reader sees it, or 404."""
    try:
        return belonging.get_group(viewer=member_of(request), group_id=group_id)
    except NotFound as error:
        raise Http404 from error
