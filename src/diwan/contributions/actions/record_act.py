from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.contributions import drafts, gate
from diwan.contributions.actions.name_object import name_object
from diwan.contributions.models import Act
from diwan.contributions.queries.newest_acts import newest_acts
from diwan.contributions.views import ActDraft, ActView
from diwan.kernel import locks


def record_act(
    *,
    community_id: int,
    actor: UUID,
    recipient: UUID | None,
    kind: str,
    object_ref: str,
    magnitude: int,
    at: datetime,
    key: str,
    title: str = "",
) -> ActView:
    """Write one deed in the transaction of the deed itself. `magnitude` in milli-points; `key`: see `kinds.act_key`.

    Told twice, it is written once and the stored act is given back. Done again after it was voided, it takes the next
    turn of its key. Raises UnknownKind, ActRefused, KeyConflict, ActsSealed (with `first_open_at`).
    """
    draft = ActDraft(actor, recipient, kind, object_ref, magnitude, at, key)
    drafts.check(draft)
    with transaction.atomic():
        locks.exclusive(f"act:{community_id}:{key}")
        act = newest_acts(community_id, [key]).get(key)
        turn = drafts.next_turn(act, draft)
        if act is None or turn is not None:
            day = gate.enter(community_id).open_day(at)
            act = Act.objects.create(community_id=community_id, day=day, turn=turn or 1, **draft._asdict())
        if title:
            name_object(community_id=community_id, object_ref=object_ref, title=title)
    return ActView.of(act, title)
