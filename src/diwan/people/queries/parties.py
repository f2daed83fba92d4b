"""Who stands behind a party: the only bridge between the books and names."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diwan.people.enums import Standing
from diwan.people.models import Membership, OutsideParty


@dataclass(frozen=True, slots=True)
class PartyView:
    """`membership_id` is None for a payer from outside."""

    party: UUID
    name: str
    membership_id: int | None
    person_id: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class SettlementMember:
    """What a sharing plan may ask about a member. `merged_into` names the party that stands for the same person."""

    party: UUID
    status: str
    trust: int
    tenure_days: int
    roles: frozenset[str]
    merged_into: UUID | None


def get_parties(*, community_id: int, parties: Iterable[UUID]) -> dict[UUID, PartyView]:
    """The parties of this community among those asked for; a foreign party is simply absent."""
    wanted = set(parties)
    members = Membership.objects.filter(community=community_id, party_id__in=wanted)
    rows = members.values_list("party_id", "person__display_name", "pk", "person_id")
    found = {row[0]: PartyView(*row, "member") for row in rows}
    outsiders = OutsideParty.objects.filter(community=community_id, party_id__in=wanted - found.keys())
    return found | {row.party_id: PartyView(row.party_id, row.name, None, None, row.kind) for row in outsiders}


def get_party(*, community_id: int, party: UUID) -> PartyView | None:
    return get_parties(community_id=community_id, parties=[party]).get(party)


def party_names(*, community_id: int, parties: Iterable[UUID]) -> dict[UUID, str]:
    return {party: view.name for party, view in get_parties(community_id=community_id, parties=parties).items()}


def settlement_members(
    *, community_id: int, at: datetime, parties: Collection[UUID] | None = None
) -> list[SettlementMember]:
    """Everyone who had joined by `at`, those who left since included: what they earned stays theirs.

    With `parties`, only these.
    """
    rows = Membership.objects.filter(community=community_id, joined_at__lt=at).select_related("same_person_as")
    if parties is not None:
        rows = rows.filter(party_id__in=parties)
    return [_settlement_member(row, at) for row in rows.prefetch_related("roles").order_by("pk")]


def _settlement_member(row: Membership, at: datetime) -> SettlementMember:
    return SettlementMember(
        party=row.party_id,
        status="suspended" if row.standing == Standing.SUSPENDED else "ok",
        trust=row.trust_level,
        tenure_days=(at - row.joined_at).days,
        roles=frozenset(role.role for role in row.roles.all()),
        merged_into=row.same_person_as.party_id if row.same_person_as else None,
    )
