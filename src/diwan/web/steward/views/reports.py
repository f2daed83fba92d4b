"""Moderation: read first, judge after; every decision has its reason and can be appealed."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.kernel import clock
from diwan.trust import public as trust
from diwan.trust.enums import ReportStatus
from diwan.web.member.forms.trust import DecisionForm
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.cases import list_cases


@in_community("moderate")
def reports(request: CommunityRequest) -> HttpResponse:
    """What waits for a decision, and the first of it opened."""
    return _page(request, None, DecisionForm())


@in_community("moderate")
def report(request: CommunityRequest, report_id: int) -> HttpResponse:
    """The same, with another case opened."""
    return _page(request, report_id, DecisionForm())


@in_community("moderate")
@require_POST
def decision(request: CommunityRequest, report_id: int) -> HttpResponse:
    """Decide a case: every open report on the object is answered at once."""
    form = DecisionForm(request.POST)
    if form.through(lambda said: _decide(request, report_id, said)) is None:
        return _page(request, report_id, form, status=422)
    messages.success(request, _("Decided. Everyone concerned is told, with the reason."))
    return redirect("reports", slug=request.community.slug)


@in_community("moderate")
def decided(request: CommunityRequest) -> HttpResponse:
    """The log: what was decided, by whom, and why."""
    cases = [case for case in list_cases(request, open_only=False) if case.first.status != ReportStatus.OPEN]
    return render(request, "pages/gathering/decided.html", {"cases": cases[::-1]})


def _decide(request: CommunityRequest, report_id: int, said: dict[str, Any]) -> trust.Decision:
    at = clock.now()
    until = at + timedelta(days=said["days"]) if said["days"] else None
    words = {"outcome": said["outcome"], "reason": said["reason"]}
    return trust.decide_report(report_id=report_id, by=member_of(request), at=at, until=until, **words)


def _page(request: CommunityRequest, report_id: int | None, form: DecisionForm, status: int = 200) -> HttpResponse:
    cases = list_cases(request, open_only=True)
    opened = [case for case in cases if report_id is None or report_id in {row.pk for row in case.reports}]
    if report_id is not None and not opened:
        raise Http404
    appeals = trust.list_appeals(community_id=request.community.pk, viewer=request.membership).count()
    facts = {"cases": cases, "case": opened[0] if opened else None, "form": form, "appeal_count": appeals}
    return render(request, "pages/gathering/reports.html", facts, status=status)
