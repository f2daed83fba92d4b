"""The steps of the rite. Each is a record of its own; sent twice, a step happens once."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.distribution import public as distribution
from diwan.distribution.enums import Stage
from diwan.kernel import clock
from diwan.web.deeds import DeedForm, form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward import close_page
from diwan.web.steward.forms.closing import PostingForm, RestartForm, StepForm


@require_POST
@in_community("close_period")
def closure(request: CommunityRequest, period: str) -> HttpResponse:
    """Lead the month as far as the preview: nobody else sees anything yet."""
    return _step(request, period, Stage.PREVIEWED, _("Nothing is published yet. Look at who gets less first."))


@require_POST
@in_community("close_period")
def publication(request: CommunityRequest, period: str) -> HttpResponse:
    """Open books and statements; the window for objections begins."""
    said = _("The books are open, and everyone can object until the window closes.")
    return _step(request, period, Stage.PUBLISHED, said)


@in_community("close_period")
def posting(request: CommunityRequest, period: str) -> HttpResponse:
    """Post and seal. Before the window has passed only the owner may, by waiving it with a confirmation."""
    facts = close_page.rite(request, period)
    form = PostingForm(request.POST if request.method == "POST" else None)
    waive = facts["is_owner"] and facts["is_window_open"]

    def post(given: Mapping[str, Any]) -> distribution.PeriodView:
        return _advance(request, period, Stage.SEALED, waive_window=waive and given["waive"])

    if form.does(post) and form.answer.stage.rank >= Stage.POSTED.rank:
        messages.success(request, _("The shares are in the books, and the month is sealed."))
        return redirect("period", slug=request.community.slug, period=period)
    if form.is_bound and not form.errors:
        form.add_error(None, _("Posting waits: the window is open, or an objection has not been decided."))
    return form_page(request, "pages/close/posting.html", form, **facts)


@in_community("close_period")
def restart(request: CommunityRequest, period: str) -> HttpResponse:
    """Begin again from the snapshot, after the books were mended; only before publication."""
    facts = close_page.rite(request, period)
    form = RestartForm(request.POST if request.method == "POST" else None)
    if form.does(
        lambda given: distribution.restart_close(
            community_id=request.community.pk,
            period=period,
            by=member_of(request).party_id,
            reason=given["reason"],
            at=clock.now(),
        )
    ):
        return redirect("period", slug=request.community.slug, period=period)
    return form_page(request, "pages/close/restart.html", form, **facts)


def _step(request: CommunityRequest, period: str, until: Stage, said: str) -> HttpResponse:
    """A month that was never opened is not there: closing it by its address would open it out of order."""
    close_page.find_period(request, period)
    form = StepForm(request.POST)
    if form.does(lambda given: _advance(request, period, until)):
        messages.success(request, said)
        return redirect("period", slug=request.community.slug, period=period)
    return _refused(request, period, form)


def _refused(request: CommunityRequest, period: str, form: DeedForm) -> HttpResponse:
    problem = form.non_field_errors()[0]
    facts = {**close_page.rite(request, period), "problem": problem}
    return render(request, "pages/close/period.html", facts, status=422)


def _advance(
    request: CommunityRequest, period: str, until: Stage, *, waive_window: bool = False
) -> distribution.PeriodView:
    return distribution.advance(
        community_id=request.community.pk,
        period=period,
        by=member_of(request).party_id,
        at=clock.now(),
        until=until,
        waive_window=waive_window,
    )
