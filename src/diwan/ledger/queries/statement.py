from datetime import date
from uuid import UUID

from diwan.ledger import chart
from diwan.ledger.models import Leg
from diwan.ledger.queries.balances import balance
from diwan.ledger.shapes import StatementLine, StatementView


def statement(*, community_id: int, account: str, party: UUID | None = None, start: date, end: date) -> StatementView:
    """What moved an account (of one party, or of all) from the day `start` to before the day `end`, in minor units.

    Lines in the order of their days and numbers, one per leg; normal side positive.
    """
    kept = chart.find(account)
    legs = Leg.objects.filter(community_id=community_id, account__code=account)
    legs = legs.filter(entry__effective_date__gte=start, entry__effective_date__lt=end)
    if party is not None:
        legs = legs.filter(party=party)
    opening = running = balance(community_id=community_id, account=account, party=party, until=start)
    lines = []
    for leg in legs.select_related("entry").order_by("entry__effective_date", "entry_id", "position"):
        change, entry = kept.signed(leg.side, leg.amount_minor), leg.entry
        running += change
        lines.append(
            StatementLine(
                entry_id=entry.pk,
                number=entry.number,
                kind=entry.kind,
                effective_date=entry.effective_date,
                description=entry.description,
                source_ref=entry.source_ref,
                change_minor=change,
                balance_minor=running,
            )
        )
    return StatementView(opening, tuple(lines), running)
