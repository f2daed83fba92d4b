"""The Fair Close: one stage after another, each in its own transaction, each only once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.distribution.actions.context import Close
from diwan.distribution.actions.open_period import open_row
from diwan.distribution.actions.stage_check import check_period
from diwan.distribution.actions.stage_freeze import freeze
from diwan.distribution.actions.stage_post import is_window_open, post_period
from diwan.distribution.actions.stage_preview import preview_period
from diwan.distribution.actions.stage_publish import publish_period
from diwan.distribution.actions.stage_seal import seal_month
from diwan.distribution.actions.stage_settle import settle_period
from diwan.distribution.actions.stage_snapshot import take_snapshot
from diwan.distribution.enums import Stage
from diwan.distribution.events import STAGE_REACHED
from diwan.distribution.models import AccountingPeriod
from diwan.distribution.queries.periods import PeriodView, period_row, period_view
from diwan.kernel import audit, locks, registry
from diwan.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the rite: what it does, and the stage it reaches."""

    reaches: Stage
    run: Callable[[Close], None]


RITE = (
    Step(Stage.FROZEN, freeze),
    Step(Stage.SNAPSHOTTED, take_snapshot),
    Step(Stage.SETTLED, settle_period),
    Step(Stage.CHECKED, check_period),
    Step(Stage.PREVIEWED, preview_period),
    Step(Stage.PUBLISHED, publish_period),
    Step(Stage.POSTED, post_period),
    Step(Stage.SEALED, seal_month),
)


def advance(
    *,
    community_id: int,
    period: str,
    by: UUID | None,
    at: datetime,
    until: Stage | str | None = None,
    waive_window: bool = False,
) -> PeriodView:
    """Lead a month through the stages that are left, as far as `until` or as far as it may go now.

    A month that was not opened is opened first. While the objection window is open it stops at "published", unless the
    owner waives the window (written in the audit line). What a crash interrupted goes on where it stopped.
    Raises NoPlanYet, PeriodNotOver, PeriodOutOfOrder, CloseStopped.
    """
    label = Period(period).label
    limit = Stage(until) if until is not None else Stage.SEALED
    open_row(community_id=community_id, label=label, at=at)
    while _advance_once(community_id, label, by, at, limit, waive_window):
        pass
    return period_view(period_row(community_id, label))


def _advance_once(community_id: int, label: str, by: UUID | None, at: datetime, limit: Stage, is_waived: bool) -> bool:
    """One stage, all of it or nothing; False when there is nothing to do now."""
    with transaction.atomic():
        locks.exclusive(f"close:{community_id}")
        row = AccountingPeriod.objects.select_related("plan").get(community=community_id, label=label)
        if row.reached.rank >= limit.rank:
            return False
        step, close = RITE[row.reached.rank], Close(row=row, by=by, at=at)
        if step.reaches is Stage.POSTED and is_window_open(close, is_waived=is_waived):
            return False
        step.run(close)
        row.stage = step.reaches
        row.save()
        _write_down(close, step.reaches, is_waived=is_waived)
    return True


def _write_down(close: Close, stage: Stage, *, is_waived: bool) -> None:
    row = close.row
    is_early = row.objections_until is not None and close.at < row.objections_until
    audit.record(
        scope=row.community_id,
        actor=str(close.by or "system"),
        action=f"period_{stage}",
        object_ref=f"period:{row.label}",
        at=close.at,
        detail={"window_waived": True} if stage is Stage.POSTED and is_waived and is_early else {},
    )
    registry.announce(STAGE_REACHED, community_id=row.community_id, period=row.label, stage=stage, at=close.at)
