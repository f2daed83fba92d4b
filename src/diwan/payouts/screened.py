"""Payees shown to the operator's check of names, destinations opened for it: when a batch is drafted, and again when
it is approved."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from diwan.payouts import screening, vault
from diwan.payouts.errors import ScreenedOut
from diwan.payouts.iban import country_of
from diwan.payouts.models import MethodDetails, Payout
from diwan.payouts.queries.due import DueView
from diwan.people import public as people


def not_cleared(*, community_id: int, due: Sequence[DueView]) -> frozenset[UUID]:
    """The parties that may not be paid; nobody where nothing is to be asked."""
    if not screening.is_wanted():
        return frozenset()
    currency = people.get_community_by_id(community_id=community_id).currency
    opened = destinations(row.method_id for row in due if row.method_id is not None)
    return frozenset(
        row.party
        for row in due
        if not screening.clears(
            _payee(
                community_id,
                row.party,
                row.name,
                row.method_kind,
                opened[row.method_id or 0],
                row.payable_minor,
                currency,
            )
        )
    )


def require_cleared(*, payouts: Sequence[Payout]) -> None:
    """Raises ScreenedOut for the first payment whose payee is not cleared."""
    if not screening.is_wanted():
        return
    scope = payouts[0].community_id
    names = people.party_names(community_id=scope, parties=[row.party for row in payouts])
    opened, currency = destinations(row.method_id for row in payouts), payouts[0].community.currency
    for row in payouts:
        told = opened[row.method_id]
        payee = _payee(scope, row.party, names.get(row.party, ""), row.method.kind, told, row.amount_minor, currency)
        if not screening.clears(payee):
            raise ScreenedOut(reference=row.reference)


def destinations(method_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """Method id → its destination in the clear. Whoever calls this writes down why."""
    rows = MethodDetails.objects.filter(method__in=list(method_ids)).values_list("method", "sealed")
    return {method_id: vault.unseal(sealed) for method_id, sealed in rows}


def _payee(
    scope: int, party: UUID, name: str, kind: str, details: dict[str, str], amount_minor: int, currency: str
) -> screening.Payee:
    return screening.Payee(
        community_id=scope,
        party=party,
        name=name,
        holder=details.get("holder", ""),
        country=country_of(details.get("account", "")),
        kind=kind,
        amount_minor=amount_minor,
        currency=currency,
    )
