"""Parties behind pids, within one settlement. Drawn from the month's secret, kept in a private table."""

from uuid import UUID

from diwan.distribution.models import AccountingPeriod, Pseudonym
from diwan.engine.bundle import member_pid
from diwan.kernel.periods import Period


def settlement_id(community_slug: str, label: str) -> str:
    """The public name of a settlement: 'cedar:2026-10'."""
    return f"{community_slug}:{Period(label).label}"


class Pseudonyms:
    """Hands out the pid of each party and remembers whom it was asked for."""

    def __init__(self, *, settlement: str, secret: bytes) -> None:
        self._settlement, self._secret = settlement, secret
        self._known: dict[UUID, str] = {}

    def of(self, party: UUID) -> str:
        if party not in self._known:
            self._known[party] = member_pid(settlement_id=self._settlement, party=str(party), secret=self._secret)
        return self._known[party]

    def save(self, period: AccountingPeriod) -> None:
        rows = (Pseudonym(period=period, party=party, pid=pid) for party, pid in sorted(self._known.items()))
        Pseudonym.objects.bulk_create(rows, batch_size=500)


def parties_of(period: AccountingPeriod) -> dict[str, UUID]:
    """{pid: party} of a settlement."""
    return dict(Pseudonym.objects.filter(period=period).values_list("pid", "party"))
