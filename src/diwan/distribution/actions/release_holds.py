from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from diwan.distribution import postings
from diwan.distribution.actions.context import local_date
from diwan.distribution.enums import Stage
from diwan.distribution.models import AccountingPeriod, Hold
from diwan.distribution.queries.periods import period_row
from diwan.kernel import locks
from diwan.ledger.public import EntrySpec, post_many
from diwan.people.public import get_community_by_id


def release_holds(*, community_id: int, period: str, at: datetime) -> int:
    """Make payable what was held until the close of `period` or earlier; give how many holds were released.

    A hold of the month s for n periods is released with the close of the month s + n, which does this by itself.
    """
    community = get_community_by_id(community_id=community_id)
    with transaction.atomic():
        locks.exclusive(f"close:{community_id}")
        row = period_row(community_id, period)
        return release_due_holds(row=row, currency=community.currency, zone=community.timezone, at=at)


def release_due_holds(*, row: AccountingPeriod, currency: str, zone: str, at: datetime) -> int:
    """The same inside a close's own transaction."""
    due = Hold.objects.filter(
        line__period__community=row.community_id,
        line__period__stage__in=(Stage.POSTED, Stage.SEALED),
        until_period__lte=row.label,
        released_at=None,
    )
    holds = list(due.select_related("line").order_by("line__party", "pk"))
    sums: Counter[UUID] = Counter()
    for hold in holds:
        sums[hold.line.party] += hold.left_minor
    post_many(
        community_id=row.community_id,
        entries=[
            EntrySpec(
                kind=postings.HOLD_RELEASED,
                legs=postings.release_legs(party=party, amount_minor=amount),
                effective_date=local_date(at, zone),
                key=f"release:{row.label}:{party}:{first_of(holds, party)}",
                source_ref=f"period:{row.label}",
                currency=currency,
            )
            for party, amount in sorted(sums.items())
            if amount
        ],
        at=at,
    )
    due.update(released_minor=F("amount_minor") - F("charged_minor"), released_at=at)
    return len(holds)


def first_of(holds: list[Hold], party: UUID) -> int:
    """The oldest hold of the batch: a hold is released once, so it makes the entry's key unique."""
    return min(hold.pk for hold in holds if hold.line.party == party)
