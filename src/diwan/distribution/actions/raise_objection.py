from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.distribution.enums import Stage
from diwan.distribution.errors import NoSuchLine, NotYourStatement, WindowClosed, WindowNotOpen
from diwan.distribution.models import AccountingPeriod, Line, Objection
from diwan.distribution.queries.objections import ObjectionView, objection_view
from diwan.distribution.queries.periods import period_row
from diwan.distribution.queries.plans import parsed
from diwan.kernel import audit, locks
from diwan.people.public import get_membership_by_party


def raise_objection(
    *, community_id: int, period: str, party: UUID, line: str, text: str, at: datetime
) -> ObjectionView:
    """Question a published close: one's own statement (`line` empty) or a line of the plan, by its name.

    Raises WindowNotOpen, WindowClosed, NoSuchLine, NotYourStatement (no member, or nothing of theirs in the month).
    """
    with transaction.atomic():
        locks.exclusive(f"close:{community_id}")
        row = period_row(community_id, period)
        if not row.has_reached(Stage.PUBLISHED):
            raise WindowNotOpen(period=period)
        if row.objections_until is None or at >= row.objections_until or row.has_reached(Stage.POSTED):
            raise WindowClosed(period=period)
        _check_standing(row, party, line)
        objection = Objection.objects.create(period=row, party=party, plan_line=line, text=text.strip(), raised_at=at)
        audit.record(
            scope=community_id,
            actor=str(party),
            action="objection_raised",
            object_ref=f"objection:{objection.pk}",
            at=at,
        )
    return objection_view(objection)


def _check_standing(row: AccountingPeriod, party: UUID, line: str) -> None:
    if get_membership_by_party(community_id=row.community_id, party=party) is None:
        raise NotYourStatement
    if not line and not Line.objects.filter(period=row, party=party).exists():
        raise NotYourStatement
    if line and line not in {one.name for each in parsed(row.plan).waterfalls for one in each.lines}:
        raise NoSuchLine(line=line)
