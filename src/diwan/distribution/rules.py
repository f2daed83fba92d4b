"""Who may decide an objection. Pure predicates."""

from collections.abc import Collection
from uuid import UUID

NEEDED_VERDICTS = 2


def took_part(*, party: UUID, objector: UUID, closed_by: UUID | None, paid_by_line: Collection[UUID]) -> bool:
    """Whether somebody is too close to judge: the objector, who closed the month, or whom the questioned line paid."""
    return party in {objector, closed_by} or party in paid_by_line
