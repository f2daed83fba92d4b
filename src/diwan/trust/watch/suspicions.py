from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from diwan.kernel import audit
from diwan.people.public import Membership, can
from diwan.trust import rules
from diwan.trust.errors import NoSuchSuspicion, ReasonMissing
from diwan.trust.watch.models.suspicion import Suspicion


def list_suspicions(*, community_id: int, viewer: Membership | None, open_only: bool = True) -> list[Suspicion]:
    """What is worth a look, newest first, for those who moderate and are no part of it."""
    if viewer is None or viewer.community_id != community_id or not can(viewer, "moderate"):
        return []
    rows = Suspicion.objects.filter(community=community_id).select_related("looked_by__person")
    if open_only:
        rows = rows.filter(looked_at=None)
    own = str(viewer.party_id)
    return [row for row in _newest(rows) if own not in row.parties]


def look_at_suspicion(*, suspicion_id: int, by: Membership, note: str, at: datetime) -> Suspicion:
    """Say what it was, in words. Nothing follows from it: what is wrong with a text is reported as anybody would.

    Raises NotAllowed, NoSuchSuspicion (elsewhere, looked at already, or the reader is part of it), ReasonMissing.
    """
    rules.require_moderator(by, by.community_id)
    with transaction.atomic():
        rows = Suspicion.objects.select_for_update().filter(community=by.community_id, looked_at=None)
        row = rows.filter(pk=suspicion_id).first()
        if row is None or str(by.party_id) in row.parties:
            raise NoSuchSuspicion
        if not note.strip():
            raise ReasonMissing
        row.looked_by, row.looked_at, row.note = by, at, note.strip()
        row.save(update_fields=["looked_by", "looked_at", "note"])
        audit.record(
            scope=by.community_id,
            actor=str(by.party_id),
            action="suspicion_looked_at",
            object_ref=f"suspicion:{row.pk}",
            at=at,
            detail={"shape": row.shape, "note": row.note},
        )
    return row


def _newest(rows: QuerySet[Suspicion]) -> QuerySet[Suspicion]:
    return rows.order_by("-latest_at", "-pk")[:50]
