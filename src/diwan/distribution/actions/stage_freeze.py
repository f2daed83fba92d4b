from diwan.contributions.public import seal_days
from diwan.distribution.actions.context import Close
from diwan.distribution.enums import Stage
from diwan.distribution.errors import PeriodNotOver, PeriodOutOfOrder
from diwan.distribution.models import AccountingPeriod
from diwan.kernel import registry
from diwan.ledger.public import PERIOD_CLOSING


def freeze(close: Close) -> None:
    """Let whoever sells recognise the month's income, then seal its days: what comes now counts in the next month.

    Raises PeriodNotOver, PeriodOutOfOrder (an earlier month is not sealed yet).
    """
    row = close.row
    if close.at < close.period.end(close.community.timezone):
        raise PeriodNotOver(period=row.label)
    earlier = AccountingPeriod.objects.filter(community=row.community_id, label__lt=row.label)
    waiting = earlier.exclude(stage=Stage.SEALED).order_by("label").first()
    if waiting is not None:
        raise PeriodOutOfOrder(period=waiting.label)
    registry.announce(PERIOD_CLOSING, community_id=row.community_id, period=row.label, at=close.at)
    seal_days(community_id=row.community_id, until=close.period.next().first_date(), at=close.at)
    row.frozen_at, row.closed_by = close.at, close.by
