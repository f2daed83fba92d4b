"""Who may do what at the payout desk."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from diwan.kernel import locks
from diwan.payouts.errors import NeedsAnotherPerson, NoSuchBatch, NoSuchPayout, TooEarly
from diwan.payouts.models import Batch, Payout
from diwan.people import public as people
from diwan.people.enums import Role

MONEY = "approve_money"


def hold(*, community_id: int) -> None:
    """One deed at a time at a community's payout desk, until the transaction ends."""
    locks.exclusive(f"payouts:{community_id}")


def require_keeper(*, community_id: int, by: UUID) -> people.Membership:
    """The membership of an owner or treasurer. Raises people.errors.NotAllowed."""
    return people.require(people.get_membership_by_party(community_id=community_id, party=by), MONEY)


def get_batch_for(*, batch_id: int, by: UUID) -> Batch:
    """The batch, for a keeper of its community; raises NoSuchBatch for everybody else, as for a missing one."""
    batch = Batch.objects.select_related("community").filter(pk=batch_id).first()
    if batch is None or not _is_keeper(batch.community_id, by):
        raise NoSuchBatch
    return batch


def get_payout_for(*, payout_id: int, by: UUID) -> Payout:
    """The payout, for a keeper of its community; raises NoSuchPayout for everybody else, as for a missing one."""
    payout = Payout.objects.select_related("community", "method", "batch").filter(pk=payout_id).first()
    if payout is None or not _is_keeper(payout.community_id, by):
        raise NoSuchPayout
    return payout


def get_payout_of_payee(*, payout_id: int, by: UUID) -> Payout:
    """The payout, for the person it pays; raises NoSuchPayout for everybody else."""
    payout = Payout.objects.select_related("community", "method", "batch").filter(pk=payout_id).first()
    if payout is None or not is_same_person(community_id=payout.community_id, one=payout.party, other=by):
        raise NoSuchPayout
    return payout


def is_same_person(*, community_id: int, one: UUID, other: UUID) -> bool:
    """Whether two parties of the community are memberships of one person (the same, or merged)."""
    first = people.get_membership_by_party(community_id=community_id, party=one)
    second = people.get_membership_by_party(community_id=community_id, party=other)
    return first is not None and second is not None and _person(first) == _person(second)


def keepers(*, community_id: int) -> list[people.Membership]:
    """The owners and treasurers, one membership for each person."""
    found: dict[int, people.Membership] = {}
    for role in (Role.OWNER, Role.TREASURER):
        for row in people.list_memberships_with_role(community_id=community_id, role=role):
            found.setdefault(_person(row), row)
    return list(found.values())


def is_solo(*, community_id: int) -> bool:
    """Whether only one person keeps the till."""
    return len(keepers(community_id=community_id)) == 1


def alone_from(batch: Batch) -> datetime:
    """From when on a solo owner may approve what they drafted."""
    return batch.drafted_at + timedelta(hours=settings.SOLO_APPROVAL_HOURS)


def require_second_person(*, batch: Batch, by: UUID, at: datetime) -> None:
    """Raises NeedsAnotherPerson, or TooEarly for a solo owner whose delay has not passed."""
    if not is_same_person(community_id=batch.community_id, one=batch.drafted_by, other=by):
        return
    if not is_solo(community_id=batch.community_id):
        raise NeedsAnotherPerson
    if at < alone_from(batch):
        raise TooEarly(hours=settings.SOLO_APPROVAL_HOURS)


def _is_keeper(community_id: int, by: UUID) -> bool:
    return people.can(people.get_membership_by_party(community_id=community_id, party=by), MONEY)


def _person(row: people.Membership) -> int:
    return row.same_person_as_id or row.pk
