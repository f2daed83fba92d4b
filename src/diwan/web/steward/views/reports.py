"""Moderation: read first, judge after; every decision has its reason and can be appealed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from diwan.kernel import clock
from diwan.trust import public as trust
from diwan.trust.enums import Outcome, ReportStatus
from diwan.trust.errors import TrustError
from diwan.web.member.forms.trust import DecisionForm, SeveralForm
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.cases import Case, consequence_of, list_cases
from diwan.web.steward.safety_page import frame


@in_community("moderate")
def reports(request: CommunityRequest) -> HttpResponse:
    """What waits for a decision, and the first of it opened."""
    return _page(request, None, DecisionForm())


@in_community("moderate")
def report(request: CommunityRequest, report_id: int) -> HttpResponse:
    """The same, with another case opened."""
    return _page(request, report_id, DecisionForm())


@in_community("moderate")
def next_report(request: CommunityRequest) -> HttpResponse:
    """“Take next”: the case that should be read now, leaving out those that wait for a second person."""
    waiting = {row.report.object_ref for row in _proposals(request)}
    free = [case for case in list_cases(request, open_only=True) if case.ref not in waiting]
    if not free:
        return redirect("reports", slug=request.community.slug)
    return redirect("report", slug=request.community.slug, report_id=free[0].first.pk)


@in_community("moderate")
@require_POST
def decision(request: CommunityRequest, report_id: int) -> HttpResponse:
    """Decide a case: every open report on the object is answered at once."""
    form = DecisionForm(request.POST)
    made = form.through(lambda said: _decide(request, report_id, said))
    if made is None:
        return _page(request, report_id, form, status=422)
    if isinstance(made, trust.Proposal):
        messages.info(
            request, _("Proposed. It touches money, so a second moderator reads it before it is carried out.")
        )
    else:
        messages.success(request, _("Decided. Everyone concerned is told, with the reason."))
    return redirect("reports", slug=request.community.slug)


@in_community("moderate")
def several(request: CommunityRequest) -> HttpResponse:
    """Leave several cases as they are, for one reason: the same thing reported again and again."""
    cases = list_cases(request, open_only=True)
    choices = [(str(case.first.pk), case.text.title if case.text else case.ref) for case in cases]
    form = SeveralForm(request.POST or None, choices=choices)
    if request.method == "POST":
        done = form.through(lambda said: _dismiss_all(request, said))
        if done is not None:
            told = ngettext("%(count)s case is closed.", "%(count)s cases are closed.", done) % {"count": done}
            messages.success(request, told)
            return redirect("reports", slug=request.community.slug)
    facts = {"cases": cases, "form": form, **frame(request)}
    return render(request, "pages/safety/several.html", facts, status=422 if form.errors else 200)


@in_community("moderate")
def decided(request: CommunityRequest) -> HttpResponse:
    """The log: what was decided, by whom, and why."""
    cases = [case for case in list_cases(request, open_only=False) if case.first.status != ReportStatus.OPEN]
    return render(request, "pages/gathering/decided.html", {"cases": cases[::-1], **frame(request)})


def _decide(request: CommunityRequest, report_id: int, said: dict[str, Any]) -> trust.Decision | trust.Proposal:
    return trust.answer_report(
        report_id=report_id,
        by=member_of(request),
        outcome=Outcome(said["outcome"]),
        code=said["code"],
        reason=said["reason"],
        days=said["days"],
        at=clock.now(),
    )


def _dismiss_all(request: CommunityRequest, said: dict[str, Any]) -> int:
    """Each by itself: one that somebody has decided meanwhile, or that this reader may not decide, is passed over."""
    done = 0
    for report_id in said["reports"]:
        facts = {"outcome": Outcome.DISMISS, "code": "", "reason": said["reason"], "days": None}
        try:
            trust.answer_report(report_id=int(report_id), by=member_of(request), at=clock.now(), **facts)
        except TrustError:
            continue
        done += 1
    return done


def _proposals(request: CommunityRequest) -> list[trust.Proposal]:
    return list(trust.list_proposals(community_id=request.community.pk, viewer=request.membership))


def _page(request: CommunityRequest, report_id: int | None, form: DecisionForm, status: int = 200) -> HttpResponse:
    cases = list_cases(request, open_only=True)
    opened = [case for case in cases if report_id is None or report_id in {row.pk for row in case.reports}]
    if report_id is not None and not opened:
        raise Http404
    case: Case | None = opened[0] if opened else None
    facts: dict[str, Any] = {"cases": cases, "case": case, "form": form, **frame(request)}
    facts["consequence"] = consequence_of(case, clock.now()) if case else None
    return render(request, "pages/gathering/reports.html", facts, status=status)
