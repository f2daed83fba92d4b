"""Whether two members are paid to the same place. What place it is stays unsaid."""

from diwan.payouts import vault
from diwan.payouts.enums import MethodKind
from diwan.payouts.models import Method, MethodDetails

# Words about the destination: two people may write them differently, or alike, for any reason.
_WORDS = ("holder", "provider", "bank_name")


def shares_destination(one: int, other: int) -> bool:
    """Whether two memberships are paid, or were ever asked to be paid, to the same account, number or address.

    Handing over cash says nothing: many are paid at the same table.
    """
    ours = Method.objects.filter(membership=one).exclude(kind=MethodKind.CASH)
    theirs = Method.objects.filter(membership=other).exclude(kind=MethodKind.CASH)
    if theirs.filter(fingerprint__in=ours.values("fingerprint")).exists():
        return True
    return bool(_places(one) & _places(other))


def _places(membership_id: int) -> set[tuple[str, ...]]:
    rows = MethodDetails.objects.select_related("method").filter(method__membership=membership_id)
    found = ((row.method.kind, vault.unseal(row.sealed)) for row in rows if row.method.kind != MethodKind.CASH)
    return {
        (kind, *(f"{name}={said}" for name, said in sorted(details.items()) if name not in _WORDS))
        for kind, details in found
    }
