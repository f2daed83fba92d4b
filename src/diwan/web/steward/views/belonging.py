"""The team's part: badges given by hand, levels held, groups made. Each leaves an audit line."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diwan.belonging import public as belonging
from diwan.kernel import clock
from diwan.kernel.text.numbers import format_number
from diwan.kernel.text.reader import current_reader
from diwan.people import public as people
from diwan.web.member.belonging import belonging_refusals
from diwan.web.member.forms.belonging import GivingForm, GroupForm, HandBadgeForm, LevelForm, ReasonForm
from diwan.web.member.views.belonging import shown_member
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community("moderate")
def hand_badges(request: CommunityRequest) -> HttpResponse:
    """The community's own badges, and a new one."""
    form = HandBadgeForm(_posted(request))
    if request.method == "POST" and form.through(
        lambda said: belonging.make_hand_badge(by=member_of(request), at=clock.now(), **said)
    ):
        return redirect("hand_badges", slug=request.community.slug)
    made = belonging.list_hand_badges(community_id=request.community.pk)
    return _page(request, "hand_badges", form, {"made": made})


@in_community("moderate")
def giving(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """Give a member one of them, with the reason they will read."""
    whose = _somebody_else(request, membership_id)
    made = belonging.list_hand_badges(community_id=request.community.pk)
    form = GivingForm(_posted(request), badges=[(row.pk, row.name_in(request.LANGUAGE_CODE)) for row in made])
    at: dict[str, Any] = {"membership_id": whose.pk, "by": member_of(request), "at": clock.now()}
    if request.method == "POST" and form.through(
        lambda said: belonging.give_badge(badge_id=said["badge"], reason=said["reason"], **at)
    ):
        return redirect("person_badges", slug=request.community.slug, membership_id=whose.pk)
    return _page(request, "giving", form, {"whose": whose, "made": made})


@in_community("moderate")
def taking_back(request: CommunityRequest, award_id: int) -> HttpResponse:
    """Take one back, with a reason."""
    award = belonging.given_badge(community_id=request.community.pk, award_id=award_id)
    if award is None or award.membership_id == member_of(request).pk:
        raise Http404
    form = ReasonForm(_posted(request))
    if request.method == "POST" and form.through(
        lambda said: belonging.take_back_badge(by=member_of(request), award_id=award.pk, at=clock.now(), **said)
    ):
        return redirect("person_badges", slug=request.community.slug, membership_id=award.membership_id)
    return _page(request, "taking_back", form, {"award": award, "whose": award.membership})


@in_community("moderate")
def level(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """Hold a member at a level, with a reason."""
    whose = _somebody_else(request, membership_id)
    figures = [(number, format_number(number, current_reader())) for number in range(belonging.HIGHEST + 1)]
    initial = {"level": belonging.level_of(member=whose)}
    form = LevelForm(_posted(request), is_owner="owner" in request.roles, figures=figures, initial=initial)
    at: dict[str, Any] = {"membership_id": whose.pk, "by": member_of(request), "at": clock.now()}
    if request.method == "POST" and form.through(lambda said: belonging.pin_level(**at, **said)):
        return redirect("member_level", slug=request.community.slug, membership_id=whose.pk)
    facts = {"whose": whose, "pin": belonging.pin_of(member=whose), "level": initial["level"], "out": ReasonForm()}
    return _page(request, "member_level", form, facts)


@in_community("moderate")
@require_POST
@belonging_refusals
def level_release(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """Let the figures count again."""
    said: dict[str, Any] = {"reason": request.POST.get("reason", ""), "at": clock.now()}
    belonging.unpin_level(by=member_of(request), membership_id=membership_id, **said)
    return redirect("member_level", slug=request.community.slug, membership_id=membership_id)


@in_community("moderate")
def new_group(request: CommunityRequest) -> HttpResponse:
    """Make a group."""
    form = GroupForm(_posted(request), initial={"entry": "open"})
    made: list[belonging.Group] = []
    if request.method == "POST" and form.through(
        lambda said: made.append(belonging.make_group(by=member_of(request), at=clock.now(), **said))
    ):
        return redirect("group", slug=request.community.slug, group_id=made[0].pk)
    return _page(request, "group_form", form, {"view": None})


@in_community("moderate")
@require_POST
@belonging_refusals
def closing(request: CommunityRequest, group_id: int) -> HttpResponse:
    """End a group."""
    belonging.close_group(by=member_of(request), group_id=group_id, at=clock.now())
    return redirect("groups", slug=request.community.slug)


@in_community("moderate")
@require_POST
@belonging_refusals
def removal(request: CommunityRequest, group_id: int, membership_id: int) -> HttpResponse:
    """Take somebody out of a group."""
    belonging.remove_member(by=member_of(request), group_id=group_id, membership_id=membership_id, at=clock.now())
    return redirect("group", slug=request.community.slug, group_id=group_id)


def _posted(request: CommunityRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _somebody_else(request: CommunityRequest, membership_id: int) -> people.Membership:
    """404 for oneself: nobody does this for themselves."""
    whose = shown_member(request, membership_id)
    if whose.pk == member_of(request).pk:
        raise Http404
    return whose


def _page(request: CommunityRequest, name: str, form: Any, facts: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"pages/belonging/{name}.html", {**facts, "form": form}, status=status)
