from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from diwan.kernel import audit
from diwan.people.enums import Standing
from diwan.people.public import Membership, reinstate_membership
from diwan.trust import rules
from diwan.trust.enums import SanctionKind
from diwan.trust.errors import NoSuchSanction, ReasonMissing
from diwan.trust.models import Sanction

TERM_IS_OVER = "term"


def lift_sanction(*, sanction_id: int, by: Membership, reason: str, at: datetime) -> None:
    """End a suspension before its term.

    Raises NotAllowed, NeedsAnotherPerson (one's own), NoSuchSanction, ReasonMissing.
    """
    rules.require_moderator(by, by.community_id)
    with transaction.atomic():
        sanction = _open().filter(pk=sanction_id, membership__community=by.community_id).first()
        if sanction is None:
            raise NoSuchSanction
        rules.require_stranger(by, sanction.membership_id)
        if not reason.strip():
            raise ReasonMissing
        end(sanction, by=by, reason=reason, at=at)


def end_sanctions(*, at: datetime) -> int:
    """End every suspension whose term is over, in the name of whoever set the term; return how many there were."""
    with transaction.atomic():
        over = list(_open().filter(ends_at__lte=at).order_by("pk"))
        for sanction in over:
            end(sanction, by=sanction.decision.by, reason=TERM_IS_OVER, at=at)
    return len(over)


def end(sanction: Sanction, *, by: Membership, reason: str, at: datetime) -> None:
    """The membership is active again, unless it left meanwhile or another sanction keeps it away."""
    sanction.lifted_at = at
    sanction.save(update_fields=["lifted_at"])
    kept_away = Sanction.objects.filter(membership=sanction.membership, lifted_at=None)
    kept_away = kept_away.exclude(kind=SanctionKind.LIMIT)
    is_limit = sanction.kind == SanctionKind.LIMIT
    if sanction.membership.standing == Standing.SUSPENDED and not is_limit and not kept_away.exists():
        reinstate_membership(membership=sanction.membership, by=by, reason=reason, at=at)
    audit.record(
        scope=sanction.membership.community_id,
        actor=str(by.party_id),
        action="sanction_lifted",
        object_ref=str(sanction.membership.party_id),
        at=at,
        detail={"sanction": sanction.pk, "reason": reason},
    )


def _open() -> QuerySet[Sanction]:
    """Suspensions that nobody has ended, locked: whoever comes second waits, and then does not see them."""
    rows = Sanction.objects.select_related("membership", "decision__by").filter(lifted_at=None)
    return rows.select_for_update(of=("self",))
