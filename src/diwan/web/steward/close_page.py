"""The Fair Close as its desk shows it: the stages with what each of them showed, and the preview, losers first."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from markupsafe import Markup

from diwan.distribution import public as distribution
from diwan.distribution.enums import Stage
from diwan.distribution.errors import NoSuchPeriod
from diwan.kernel import clock
from diwan.kernel.periods import Period, UnreadablePeriod
from diwan.people import public as people
from diwan.web import figures
from diwan.web.scope import CommunityRequest, member_of

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage: its word, whether it is behind us, and what it showed or will do."""

    word: str
    is_done: bool
    is_next: bool
    shown: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One person's share now, against last month and against the plan before. Minor units."""

    name: str
    now_minor: int
    last_month_minor: int
    other_plan_minor: int | None
    change_minor: int


def month_list(request: CommunityRequest) -> dict[str, Any]:
    """Every opened month, newest first, and the objections that wait for a verdict."""
    months = distribution.list_periods(community_id=request.community.pk)
    this = Period.of(clock.now(), request.community.timezone)
    return {
        "community": request.community,
        "months": months,
        "this_month": this.label,
        "objections": [one for one in _objections(request) if one.status == "open"],
        "stage_words": dict(Stage.choices),
    }


def rite(request: CommunityRequest, period: str) -> dict[str, Any]:
    """Everything the page of one month shows. 404 for a month this community has not."""
    view = find_period(request, period)
    is_settled = view.stage.rank >= Stage.SETTLED.rank
    figures_of = distribution.settlement(community_id=request.community.pk, period=period) if is_settled else None
    at = clock.now()
    over = Period(period).end(request.community.timezone) <= at
    return {
        "community": request.community,
        "view": view,
        "totals": figures_of,
        "stages": _stages(view, figures_of),
        "is_over": over,
        "is_window_open": view.objections_until is not None and at < view.objections_until,
        "is_owner": "owner" in request.roles,
        "objections": _objections(request, period),
        "word_of": Stage(view.stage).label,
        **(_preview(request, period) if is_settled else {"preview": None, "rows": []}),
    }


def find_period(request: CommunityRequest, period: str) -> distribution.PeriodView:
    try:
        return distribution.get_period(community_id=request.community.pk, period=period)
    except (NoSuchPeriod, UnreadablePeriod) as error:
        raise Http404 from error


def objection_facts(request: CommunityRequest, view: distribution.ObjectionView) -> dict[str, Any]:
    """An objection, who judged so far, and by what names."""
    period = find_period(request, view.period)
    parties = [view.party, *(one.party for one in view.verdicts)]
    mine = member_of(request).party_id
    return {
        "community": request.community,
        "view": view,
        "names": people.party_names(community_id=request.community.pk, parties=parties),
        "took_part": mine in {view.party, period.closed_by},
        "has_judged": any(one.party == mine for one in view.verdicts),
    }


def _objections(request: CommunityRequest, period: str | None = None) -> list[distribution.ObjectionView]:
    return distribution.list_objections(community_id=request.community.pk, period=period)


def _preview(request: CommunityRequest, period: str) -> dict[str, Any]:
    found = distribution.preview(community_id=request.community.pk, period=period)
    names = people.party_names(community_id=request.community.pk, parties=[row.party for row in found.rows])
    is_by_plan = found.previous_plan_version is not None
    rows = [
        ShareRow(
            name=names.get(row.party, ""),
            now_minor=row.now_minor,
            last_month_minor=row.last_month_minor,
            other_plan_minor=row.other_plan_minor,
            change_minor=row.plan_change_minor if is_by_plan else row.change_minor,
        )
        for row in found.rows
    ]
    return {"preview": found, "rows": rows[:MOST_ROWS], "more_count": max(0, len(rows) - MOST_ROWS)}


def _stages(view: distribution.PeriodView, totals: distribution.SettlementView | None) -> list[StageRow]:
    shown = _shown(view, totals)
    return [
        StageRow(
            word=str(stage.label),
            is_done=stage.rank <= view.stage.rank,
            is_next=stage.rank == view.stage.rank + 1,
            shown=shown.get(stage, "") if stage.rank <= view.stage.rank else _ahead(stage),
        )
        for stage in Stage
    ]


def _shown(view: distribution.PeriodView, totals: distribution.SettlementView | None) -> dict[Stage, str]:
    """What each stage behind us left to see."""
    said: dict[Stage, str] = {}
    said[Stage.OPEN] = _say(_("The plan was pinned on %(day)s: %(hash)s"), view.opened_at, view.plan_hash)
    if view.frozen_at:
        said[Stage.FROZEN] = _say(_("Since %(day)s what comes counts in the next month."), view.frozen_at)
    said[Stage.SNAPSHOTTED] = _say(_("Inputs fixed under %(hash)s"), mark=view.snapshot_hash)
    said[Stage.SETTLED] = _say(_("The engine worked it out: %(hash)s"), mark=view.settlement_hash)
    if totals is not None:
        said[Stage.CHECKED] = _with_money(_("%(gross)s in and out again, not a unit missing."), totals)
    said[Stage.PREVIEWED] = _("The table below, losers first.")
    if view.objections_until:
        text = _("Everyone can object until %(day)s. Books under %(hash)s")
        said[Stage.PUBLISHED] = _say(text, view.objections_until, view.manifest_hash)
    if view.posted_at:
        said[Stage.POSTED] = _say(_("In the Book of Money since %(day)s."), view.posted_at)
    if view.sealed_at:
        said[Stage.SEALED] = _say(_("Sealed on %(day)s. Corrections are new entries."), view.sealed_at)
    return said


def _ahead(stage: Stage) -> str:
    """What a stage will do."""
    words = {
        Stage.FROZEN: _("The month stops taking anything in."),
        Stage.SNAPSHOTTED: _("Income, acts and members are fixed under one fingerprint."),
        Stage.SETTLED: _("The engine shares by the pinned plan."),
        Stage.CHECKED: _("Every sum is compared with the books; if one is off, everything stops."),
        Stage.PREVIEWED: _("You see who gets less before anybody else sees anything."),
        Stage.PUBLISHED: _("Books and statements open, and the time for objections begins."),
        Stage.POSTED: _("The shares are written into the Book of Money."),
        Stage.SEALED: _("The month is locked with a seal that anyone can check."),
    }
    return words.get(stage, "")


def _say(text: str, day: Any = None, mark: str | None = None) -> Markup:
    return Markup(text) % {"day": figures.day(day) if day else "", "hash": figures.code((mark or "")[:16])}


def _with_money(text: str, totals: distribution.SettlementView) -> Markup:
    return Markup(text) % {"gross": figures.money(totals.gross_minor, totals.currency)}
