from diwan.distribution.actions.context import Close
from diwan.ledger.public import seal_period


def seal_month(close: Close) -> None:
    """Seal the month's books: no entry can be dated in it any more."""
    seal_period(
        community_id=close.row.community_id,
        label=close.row.label,
        end_date=close.period.last_date(),
        at=close.at,
    )
    close.row.sealed_at = close.at
