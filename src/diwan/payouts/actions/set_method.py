from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from diwan.payouts import desk, rules, takeover, vault
from diwan.payouts.destinations import checked, mask
from diwan.payouts.models import Method, MethodDetails
from diwan.payouts.queries.batches import MethodView
from diwan.people import public as people
from diwan.people.errors import NotAMember


def set_method(*, membership_id: int, kind: str, details: Mapping[str, str], at: datetime) -> MethodView:
    """Say where a member wants to be paid (fields of each kind: `destinations.REQUIRED`). For the member alone, who
    must have proved just before who they are: that is the caller's to ask.

    Told to the member, also at the address they had before; not used for 72 hours if it is a change or anything is
    earned already. The same destination again changes nothing. Raises BadMethod, people.errors.NotAMember.
    """
    membership = people.Membership.objects.filter(pk=membership_id).first()
    if membership is None:
        raise NotAMember
    tidy = checked(kind, details)
    digest = vault.fingerprint({"kind": kind, **tidy})
    with transaction.atomic():
        rules.hold(community_id=membership.community_id)
        old = Method.objects.filter(membership=membership, replaced_at=None).first()
        if old is None or old.fingerprint != digest:
            old = _replace(membership, old, kind, tidy, digest, at)
    return MethodView(old.pk, old.kind, old.mask, old.set_at, old.usable_from)


def _replace(
    membership: people.Membership, old: Method | None, kind: str, tidy: Mapping[str, str], digest: str, at: datetime
) -> Method:
    if old is not None:
        old.replaced_at = at
        old.save(update_fields=["replaced_at"])
    is_first = not Method.objects.filter(membership=membership).exists()
    method = Method.objects.create(
        membership=membership,
        kind=kind,
        mask=mask(kind, tidy),
        fingerprint=digest,
        set_at=at,
        usable_from=takeover.usable_from(membership=membership, is_first=is_first, at=at),
    )
    MethodDetails.objects.create(method=method, sealed=vault.seal(tidy))
    takeover.tell(method=method, at=at)
    desk.write_down(
        community_id=membership.community_id,
        by=membership.party_id,
        action="payout_method_set",
        ref=f"method:{method.pk}",
        at=at,
        detail={"kind": kind, "is_change": not is_first},
    )
    return method
