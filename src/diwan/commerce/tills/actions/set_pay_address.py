from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import rules
from diwan.commerce.tills.addresses import TILL_OF, is_address, tidy
from diwan.commerce.tills.enums import Scheme
from diwan.commerce.tills.errors import BadAddress
from diwan.commerce.tills.models import PayAddress
from diwan.kernel import audit


def set_pay_address(
    *, community_id: int, scheme: str, address: str, holder: str, provider: str, by: UUID, at: datetime
) -> int:
    """Add or reopen where a till receives; return its id. Raises BadAddress, people.errors.NotAllowed."""
    rules.require_keeper(community_id=community_id, by=by)
    tidied = tidy(scheme, address)
    needs_holder = scheme != Scheme.PLACE
    if scheme not in Scheme.values or not is_address(scheme, tidied) or (needs_holder and not holder.strip()):
        raise BadAddress
    said = {"holder": holder.strip()[:80], "provider": provider.strip()[:60], "is_open": True}
    with transaction.atomic():
        row, _is_new = PayAddress.objects.update_or_create(
            community_id=community_id,
            scheme=scheme,
            address=tidied,
            defaults={**said, "till": TILL_OF[Scheme(scheme)], "set_at": at},
        )
        _record(row, by, at)
    return row.pk


def close_pay_address(*, community_id: int, address_id: int, by: UUID, at: datetime) -> None:
    """Offer this address to nobody any more; an id of another community does nothing. Raises NotAllowed."""
    rules.require_keeper(community_id=community_id, by=by)
    with transaction.atomic():
        row = PayAddress.objects.filter(pk=address_id, community=community_id, is_open=True).first()
        if row is None:
            return
        row.is_open = False
        row.save(update_fields=["is_open"])
        _record(row, by, at)


def _record(row: PayAddress, by: UUID, at: datetime) -> None:
    # Whoever can change where the money goes can steal it: the whole address is in the line.
    audit.record(
        scope=row.community_id,
        actor=str(by),
        action="pay_address_set",
        object_ref=f"pay_address:{row.pk}",
        at=at,
        detail={"scheme": row.scheme, "address": row.address, "holder": row.holder, "is_open": row.is_open},
    )
