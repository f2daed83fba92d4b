from collections.abc import Sequence, Set
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from diwan.kernel import ids
from diwan.payouts import desk, rules, screened
from diwan.payouts.enums import BatchStatus
from diwan.payouts.errors import DraftWaiting, NothingDue
from diwan.payouts.lines import Line, batch_hash
from diwan.payouts.models import Batch, Payout
from diwan.payouts.queries.batches import BatchView, batch_view
from diwan.payouts.queries.due import DueView, list_due
from diwan.people import public as people


def draft_batch(*, community_id: int, by: UUID, at: datetime) -> BatchView:
    """Draft a payment of everything that can be paid now; another keeper is asked to approve it. Nothing is booked yet.

    Whom the operator's check of names does not clear is left out and stays on the balance. Raises
    NothingDue, DraftWaiting, people.errors.NotAllowed.
    """
    drafter = rules.require_keeper(community_id=community_id, by=by)
    with transaction.atomic():
        rules.hold(community_id=community_id)
        waiting = Batch.objects.filter(community=community_id, status=BatchStatus.DRAFT).first()
        if waiting:
            raise DraftWaiting(number=waiting.number)
        payable = [row for row in list_due(community_id=community_id, at=at) if row.payable_minor]
        held = screened.not_cleared(community_id=community_id, due=payable)
        due = [row for row in payable if row.party not in held]
        if not due:
            raise NothingDue
        batch = _write(community_id, due, held, by, at)
        _ask(batch, drafter, at)
    return batch_view(batch)


def hash_of(batch: Batch) -> str:
    """The hash of the batch as its rows are now, with the destinations its payees name now."""
    rows = batch.payouts.select_related("method")
    lines = [
        Line(
            reference=row.reference,
            party=row.party,
            amount_minor=row.amount_minor,
            kind=row.method.kind,
            destination=row.method.fingerprint if row.method.replaced_at is None else "replaced",
        )
        for row in rows
    ]
    return batch_hash(
        community_id=batch.community_id,
        number=batch.number,
        currency=batch.community.currency,
        drafted_by=batch.drafted_by,
        lines=lines,
    )


def _write(community_id: int, due: Sequence[DueView], held: Set[UUID], by: UUID, at: datetime) -> Batch:
    latest = Batch.objects.filter(community=community_id).aggregate(number=Max("number"))["number"]
    batch = Batch.objects.create(
        community=people.get_community_by_id(community_id=community_id),
        number=(latest or 0) + 1,
        total_minor=sum(row.payable_minor for row in due),
        screened_count=len(held),
        drafted_by=by,
        drafted_at=at,
    )
    taken = set(Payout.objects.filter(community=community_id).values_list("reference", flat=True))
    Payout.objects.bulk_create(
        Payout(
            community_id=community_id,
            batch=batch,
            party=row.party,
            method_id=row.method_id,
            reference=_fresh_reference(taken),
            amount_minor=row.payable_minor,
        )
        for row in due
        if row.method_id is not None
    )
    batch.hash = hash_of(batch)
    batch.save(update_fields=["hash"])
    detail = {"number": batch.number, "hash": batch.hash, "total_minor": batch.total_minor}
    detail |= {"not_cleared": sorted(map(str, held))} if held else {}
    desk.write_down(
        community_id=community_id, by=by, action="payout_batch_drafted", ref=f"batch:{batch.pk}", at=at, detail=detail
    )
    return batch


def _fresh_reference(taken: set[str]) -> str:
    reference = ids.short_code()
    while reference in taken:
        reference = ids.short_code()
    taken.add(reference)
    return reference


def _ask(batch: Batch, drafter: people.Membership, at: datetime) -> None:
    facts = {
        "batch_id": batch.pk,
        "number": batch.number,
        "total_minor": batch.total_minor,
        "currency": batch.community.currency,
        "hash": batch.hash,
    }
    if rules.is_solo(community_id=batch.community_id):
        alone = {**facts, "alone_from": rules.alone_from(batch).isoformat()}
        people.notify(
            membership_id=drafter.pk, kind="payout_batch_drafted_alone", facts=alone, url="", at=at, by_mail=True
        )
        return
    for keeper in rules.keepers(community_id=batch.community_id):
        if not rules.is_same_person(community_id=batch.community_id, one=keeper.party_id, other=drafter.party_id):
            people.notify(
                membership_id=keeper.pk, kind="payout_batch_to_approve", facts=facts, url="", at=at, by_mail=True
            )
