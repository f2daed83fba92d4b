"""Jobs of this room: thin, safe to run twice. The schedule hands them the instant."""

from datetime import datetime, timedelta

from diwan.distribution.actions.advance import advance
from diwan.distribution.actions.open_period import open_period
from diwan.distribution.actions.replay_refunds import replay_refunds
from diwan.distribution.enums import Stage
from diwan.distribution.errors import NoPlanYet
from diwan.distribution.models import AccountingPeriod, PlanAdoption
from diwan.kernel import schedule
from diwan.kernel.periods import Period
from diwan.people.public import get_community_by_id


@schedule.job("distribution.open_periods", every=timedelta(hours=1))
def open_periods(at: datetime) -> None:
    """Open the month under way wherever a plan holds for it: its hash is pinned as early as can be."""
    for community_id in PlanAdoption.objects.order_by().values_list("community", flat=True).distinct():
        zone = get_community_by_id(community_id=community_id).timezone
        try:
            open_period(community_id=community_id, period=Period.of(at, zone).label, at=at)
        except NoPlanYet:
            continue


@schedule.job("distribution.finish_closes", every=timedelta(hours=1))
def finish_closes(at: datetime) -> None:
    """Post and seal published months whose objection window has passed."""
    published = AccountingPeriod.objects.filter(stage__in=(Stage.PUBLISHED, Stage.POSTED)).order_by("label")
    for community_id, label in published.values_list("community", "label"):
        advance(community_id=community_id, period=label, by=None, at=at)


@schedule.job("distribution.replay_refunds", every=timedelta(hours=1))
def replay_all_refunds(at: datetime) -> None:
    """Charge refunds of closed months to where they belong."""
    posted = AccountingPeriod.objects.filter(stage__in=(Stage.POSTED, Stage.SEALED)).order_by()
    for community_id in posted.values_list("community", flat=True).distinct():
        replay_refunds(community_id=community_id, at=at)
