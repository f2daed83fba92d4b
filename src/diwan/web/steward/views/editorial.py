"""The editorial calendar, one item of it, and what a label says of a paid text."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from diwan.contributions import public as contributions
from diwan.distribution import public as distribution
from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.kernel import clock
from diwan.kernel.periods import Period
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.calendar_page import asked_month, days_of, stage_words, writers
from diwan.web.steward.forms.editorial import AssignmentForm, ItemForm, RemarkForm, ReturnForm


@in_community("write")
@require_safe
def calendar(request: CommunityRequest) -> HttpResponse:
    """A month: everything for editors and authors by role, for others what is theirs."""
    now = clock.now()
    month = asked_month(request, Period.of(now, request.community.timezone))
    today = contributions.community_day(community_id=request.community.pk, at=now)
    view = gathering.list_calendar(
        community_id=request.community.pk, viewer_id=member_of(request).pk, today=today,
        start=month.first_date(), end=month.next().first_date(),
    )  # fmt: skip
    days = days_of(month, view.dated, today=today, language=request.LANGUAGE_CODE)
    facts = {"view": view, "days": days, "month": month, "stage_words": stage_words()}
    return render(request, "pages/editorial/calendar.html", facts)


@in_community("write")
def new_item(request: CommunityRequest) -> HttpResponse:
    """An idea for the calendar: any member may have one."""
    spaces = gathering.list_spaces(community_id=request.community.pk)
    form = ItemForm(request.POST or None, spaces=spaces, language=request.LANGUAGE_CODE)
    scope: dict[str, Any] = {"community_id": request.community.pk, "by_id": member_of(request).pk, "at": clock.now()}
    if request.method == "POST":
        found = form.through(
            lambda said: gathering.propose_item(
                title=said["title"], brief=said["brief"], due_date=said["due_date"], space_id=said["space"], **scope
            )
        )
        if found:
            return redirect("calendar_item", slug=request.community.slug, item_id=found.pk)
    return render(request, "pages/editorial/new.html", {"form": form}, status=422 if form.errors else 200)


@in_community("write")
@require_safe
def item(request: CommunityRequest, item_id: int) -> HttpResponse:
    return item_page(request, item_id)


def item_page(request: CommunityRequest, item_id: int, status: int = 200, **forms: Any) -> HttpResponse:
    """One item with its remarks and the steps open to the reader; a refused form comes back in its place."""
    scope = {"community_id": request.community.pk, "viewer_id": member_of(request).pk}
    try:
        view = gathering.get_item(item_id=item_id, **scope)
    except NotFound as error:
        raise Http404 from error
    facts: dict[str, Any] = {"view": view, "planned": view.entry, "stage_words": stage_words()}
    facts |= {"steps": gathering.ITEM_PATH, "remark_form": RemarkForm(), "return_form": ReturnForm()}
    if view.may_edit:
        facts["assignment_form"] = assignment_form(request, view)
    return render(request, "pages/editorial/item.html", facts | forms, status=status)


def assignment_form(request: CommunityRequest, view: gathering.ItemView, *data: Any) -> AssignmentForm:
    entry = view.entry
    held = {"author": entry.author.membership_id if entry.author else None, "due_date": entry.due_date}
    return AssignmentForm(
        *data,
        members=writers(request),
        spaces=gathering.list_spaces(community_id=request.community.pk),
        language=request.LANGUAGE_CODE,
        is_begun=entry.post_id is not None,
        initial={**held, "space": entry.space.id if entry.space else None},
    )


@in_community(visitors=True, suspended=False)
@require_safe
def post_label(request: CommunityRequest, post_id: int) -> HttpResponse:
    """Why a reader sees a paid text: who paid, what reaches members by which plan, and that nobody is picked out."""
    viewer_id = request.membership.pk if request.membership and request.membership.is_active else None
    try:
        post = gathering.get_thread(community_id=request.community.pk, post_id=post_id, viewer_id=viewer_id).post
    except NotFound as error:
        raise Http404 from error
    if post.label is None:
        raise Http404
    plans = distribution.list_plans(community_id=request.community.pk)
    plan = next((row for row in plans if row.plan_hash == post.label.plan_hash), None)
    facts = {"post": post, "label": post.label, "plan": plan, "community": request.community}
    facts |= {"hosts": gathering.AFFILIATE_HOSTS, "tags": gathering.AFFILIATE_TAGS}
    return render(request, "pages/editorial/label.html", facts)
