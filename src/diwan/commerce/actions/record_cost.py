from datetime import date, datetime
from uuid import UUID

from diwan.commerce import postings, rules, till
from diwan.commerce.enums import BY_HAND
from diwan.commerce.errors import NoSuchTill
from diwan.commerce.models import Cost
from diwan.commerce.queries.months import open_date
from diwan.kernel import audit, idempotency
from diwan.people import public as people


def record_cost(
    *,
    community_id: int,
    actual: str,
    amount_minor: int,
    paid_from: str,
    date: date,
    note: str,
    by: UUID,
    at: datetime,
    key: str,
) -> int:
    """Write down what was spent under the name a plan knows (`actual`, e.g. "hosting"); give the cost's id.

    A cost of a month already handed over counts in the first open one. Raises BadAmount, NoSuchTill,
    people.errors.NotAllowed, kernel KeyReused.
    """
    rules.require_keeper(community_id=community_id, by=by)
    till.require_amount(amount_minor)
    if paid_from not in BY_HAND:
        raise NoSuchTill
    spent = date.isoformat()
    body = {"actual": actual, "amount_minor": amount_minor, "paid_from": paid_from, "date": spent, "note": note}

    def run() -> dict[str, int]:
        till.hold(community_id=community_id)
        cost = Cost.objects.create(
            community_id=community_id,
            actual=actual,
            amount_minor=amount_minor,
            paid_from=paid_from,
            spent_date=date,
            booked_date=open_date(community_id=community_id, day=date),
            note=note[:300],
            recorded_by=by,
            recorded_at=at,
        )
        _book(cost)
        ref = f"cost:{cost.pk}"
        audit.record(scope=community_id, actor=str(by), action="cost_recorded", object_ref=ref, at=at, detail=body)
        return {"cost": cost.pk}

    answer = idempotency.once(
        scope=community_id, actor=str(by), endpoint="commerce.record_cost", key=key, body=body, at=at, run=run
    )
    return int(answer["cost"])


def _book(cost: Cost) -> None:
    till.book(
        community=people.get_community_by_id(community_id=cost.community_id),
        kind="cost_recorded",
        legs=postings.cost_recorded(till=cost.paid_from, amount_minor=cost.amount_minor),
        key=f"commerce:cost:{cost.pk}",
        at=cost.recorded_at,
        source_ref=f"cost:{cost.pk}",
        day=cost.booked_date,
        detail={"actual": cost.actual, "note": cost.note, "spent": cost.spent_date.isoformat()},
        description=cost.note,
    )
