from datetime import datetime

from django.db import transaction

from diwan.kernel import audit, locks
from diwan.people.enums import Standing
from diwan.people.public import Membership, reinstate_membership
from diwan.trust import rules
from diwan.trust.errors import NoSuchSanction, ReasonMissing
from diwan.trust.models import Sanction

TERM_IS_OVER = "term"


def lift_sanction(*, sanction_id: int, by: Membership, reason: str, at: datetime) -> None:
    """End a suspension before its term.

    Raises NotAllowed, NeedsAnotherPerson (one's own), NoSuchSanction, ReasonMissing.
    """
    rules.require_moderator(by, by.community_id)
    with transaction.atomic():
        locks.exclusive(f"sanction:{sanction_id}")
        rows = Sanction.objects.select_related("membership")
        sanction = rows.filter(pk=sanction_id, membership__community=by.community_id, lifted_at=None).first()
        if sanction is None:
            raise NoSuchSanction
        rules.require_stranger(by, sanction.membership_id)
        if not reason.strip():
            raise ReasonMissing
        end(sanction, by=by, reason=reason, at=at)


def end_sanctions(*, at: datetime) -> int:
    """End every suspension whose term is over, in the name of whoever set the term; return how many there were."""
    over = Sanction.objects.filter(lifted_at=None, ends_at__lte=at).order_by("pk").values_list("pk", flat=True)
    return sum(_end_one(sanction_id, at) for sanction_id in over)


def end(sanction: Sanction, *, by: Membership, reason: str, at: datetime) -> None:
    """The membership is active again, unless it left meanwhile."""
    sanction.lifted_at = at
    sanction.save(update_fields=["lifted_at"])
    if sanction.membership.standing == Standing.SUSPENDED:
        reinstate_membership(membership=sanction.membership, by=by, reason=reason, at=at)
    audit.record(
        scope=sanction.membership.community_id,
        actor=str(by.party_id),
        action="sanction_lifted",
        object_ref=str(sanction.membership.party_id),
        at=at,
        detail={"sanction": sanction.pk, "reason": reason},
    )


def _end_one(sanction_id: int, at: datetime) -> int:
    with transaction.atomic():
        locks.exclusive(f"sanction:{sanction_id}")
        rows = Sanction.objects.select_related("membership", "decision__by")
        sanction = rows.filter(pk=sanction_id, lifted_at=None).first()
        if sanction is None:
            return 0
        end(sanction, by=sanction.decision.by, reason=TERM_IS_OVER, at=at)
    return 1
