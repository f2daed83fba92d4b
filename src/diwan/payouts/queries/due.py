from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet, Sum

from diwan.ledger import public as ledger
from diwan.payouts.enums import Obstacle, PayoutStatus
from diwan.payouts.models import Method, MethodDetails, Payout, Terms
from diwan.payouts.postings import CARRIED, OWED
from diwan.people import public as people


@dataclass(frozen=True, slots=True)
class DueView:
    """What one party is owed (`amount_minor`), what of it can be paid now (`payable_minor`), and if not, why."""

    party: UUID
    name: str
    membership_id: int | None
    amount_minor: int
    payable_minor: int
    method_id: int | None
    method_kind: str
    method_mask: str
    obstacle: str
    held_until: datetime | None


@dataclass(frozen=True, slots=True)
class TermsView:
    """Minor units."""

    minimum_minor: int
    quantum_minor: int
    year_limit_minor: int


def get_terms(*, community_id: int) -> TermsView:
    row = Terms.objects.filter(community=community_id).first()
    return TermsView(row.minimum_minor, row.quantum_minor, row.year_limit_minor) if row else TermsView(0, 1, 0)


def owed_by_party(*, community_id: int) -> dict[UUID, int]:
    """What the ledger says is payable now, less what is carried against the same party; only what is above zero."""
    owed = ledger.balances_by_party(community_id=community_id, account=OWED)
    carried = ledger.balances_by_party(community_id=community_id, account=CARRIED)
    net = {party: amount - carried.get(party, 0) for party, amount in owed.items()}
    return {party: amount for party, amount in net.items() if amount > 0}


def paid_this_year(*, community_id: int, at: datetime) -> dict[UUID, int]:
    """What each party was paid, or is about to be, in the community's calendar year of `at`; failures do not count."""
    zone = ZoneInfo(people.community_zone(community_id=community_id))
    year = at.astimezone(zone).year
    rows = Payout.objects.filter(
        community=community_id,
        status__in=(PayoutStatus.APPROVED, PayoutStatus.SENT, PayoutStatus.CONFIRMED),
        batch__decided_at__gte=datetime(year, 1, 1, tzinfo=zone),
        batch__decided_at__lt=datetime(year + 1, 1, 1, tzinfo=zone),
    )
    return dict(rows.values_list("party").annotate(total=Sum("amount_minor")))


def list_due(*, community_id: int, at: datetime) -> list[DueView]:
    """Everyone who is owed something, the largest first. For the keepers of the till."""
    owed = owed_by_party(community_id=community_id)
    parties = people.get_parties(community_id=community_id, parties=owed)
    members = {view.membership_id for view in parties.values() if view.membership_id}
    methods = {row.membership_id: row for row in _with_destination(members)}
    terms = get_terms(community_id=community_id)
    paid = paid_this_year(community_id=community_id, at=at) if terms.year_limit_minor else {}
    rows = [_due(party, owed[party], parties.get(party), methods, terms, paid.get(party, 0), at) for party in owed]
    return sorted(rows, key=lambda row: (-row.amount_minor, row.name, str(row.party)))


def _due(
    party: UUID,
    amount_minor: int,
    who: people.PartyView | None,
    methods: dict[int, Method],
    terms: TermsView,
    paid_minor: int,
    at: datetime,
) -> DueView:
    membership_id = who.membership_id if who else None
    method = methods.get(membership_id) if membership_id else None
    left_minor = max(terms.year_limit_minor - paid_minor, 0) if terms.year_limit_minor else amount_minor
    payable = _whole(min(amount_minor, left_minor), terms)
    obstacle = _obstacle(membership_id, method, payable, terms, at)
    if obstacle == Obstacle.BELOW_MINIMUM and _whole(amount_minor, terms) >= max(terms.minimum_minor, 1):
        obstacle = Obstacle.YEAR_LIMIT
    return DueView(
        party=party,
        name=who.name if who else "",
        membership_id=membership_id,
        amount_minor=amount_minor,
        payable_minor=0 if obstacle else payable,
        method_id=method.pk if method else None,
        method_kind=method.kind if method else "",
        method_mask=method.mask if method else "",
        obstacle=obstacle,
        held_until=method.usable_from if method and obstacle == Obstacle.METHOD_ON_HOLD else None,
    )


def _with_destination(members: set[int]) -> QuerySet[Method]:
    """The methods of today that still lead somewhere: an erased member's row stays, their destination does not."""
    known = MethodDetails.objects.values("method")
    return Method.objects.filter(membership__in=members, replaced_at=None, pk__in=known)


def _whole(amount_minor: int, terms: TermsView) -> int:
    """What the bank can pay of an amount in its own steps."""
    return amount_minor - amount_minor % terms.quantum_minor


def _obstacle(
    membership_id: int | None, method: Method | None, payable_minor: int, terms: TermsView, at: datetime
) -> str:
    if membership_id is None:
        return Obstacle.NOT_A_MEMBER
    if payable_minor < max(terms.minimum_minor, 1):
        return Obstacle.BELOW_MINIMUM
    if method is None:
        return Obstacle.NO_METHOD
    return Obstacle.NONE if method.is_usable(at) else Obstacle.METHOD_ON_HOLD
