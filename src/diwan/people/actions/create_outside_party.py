from datetime import datetime
from uuid import UUID

from diwan.kernel import ids
from diwan.people.models import OutsideParty


def create_outside_party(*, community_id: int, name: str, kind: str, at: datetime, source_ref: str = "") -> UUID:
    """Know somebody who pays from outside by a random party. The same `source_ref` gives the same party again."""
    if source_ref:
        known = OutsideParty.objects.filter(community_id=community_id, source_ref=source_ref).first()
        if known is not None:
            return known.party_id
    row = OutsideParty.objects.create(
        community_id=community_id,
        party_id=ids.random_id(),
        name=name[:120],
        kind=kind,
        source_ref=source_ref,
        created_at=at,
    )
    return row.party_id
