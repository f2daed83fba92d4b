from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.payouts import desk, rules, vault
from diwan.payouts.destinations import checked, mask
from diwan.payouts.enums import MethodKind
from diwan.payouts.models import SourceAccount


def set_source(
    *, community_id: int, details: Mapping[str, str], takes_arabic: bool, by: UUID, at: datetime
) -> SourceAccount:
    """Say from which account of the community bank files pay (fields of a bank destination); kept sealed.

    `takes_arabic`: the bank lets remarks be Arabic. Raises BadMethod, people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    tidy = checked(MethodKind.BANK, details)
    values = {
        "mask": mask(MethodKind.BANK, tidy), "sealed": vault.seal(tidy), "takes_arabic": takes_arabic, "set_at": at
    }  # fmt: skip
    with transaction.atomic():
        row, _made = SourceAccount.objects.update_or_create(community_id=community_id, defaults=values)
        desk.write_down(
            community_id=community_id, by=by, action="payout_source_set", ref="source", at=at,
            detail={"mask": row.mask, "takes_arabic": takes_arabic},
        )  # fmt: skip
    return row
