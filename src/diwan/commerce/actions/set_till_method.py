from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import rules
from diwan.commerce.enums import BY_HAND
from diwan.commerce.errors import NoSuchTill
from diwan.commerce.models import TillMethod
from diwan.commerce.queries.offers import TillMethodView, till_method_view
from diwan.kernel import audit


def set_till_method(
    *,
    community_id: int,
    kind: str,
    title: str,
    instructions_ar: str,
    instructions_en: str,
    by: UUID,
    at: datetime,
    is_open: bool = True,
) -> TillMethodView:
    """Say how to pay by `kind` (bank, wallet, cash), or close that way. Raises NoSuchTill, people.errors.NotAllowed."""
    rules.require_keeper(community_id=community_id, by=by)
    if kind not in BY_HAND:
        raise NoSuchTill
    texts = {"title": title, "instructions_ar": instructions_ar, "instructions_en": instructions_en}
    with transaction.atomic():
        row, _is_new = TillMethod.objects.update_or_create(
            community_id=community_id, kind=kind, defaults={**texts, "is_open": is_open}
        )
        # Whoever can change where the money goes can steal it: the whole text is in the line.
        audit.record(
            scope=community_id,
            actor=str(by),
            action="till_method_set",
            object_ref=f"till:{kind}",
            at=at,
            detail={**texts, "is_open": is_open},
        )
    return till_method_view(row)
