from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diwan.payouts.actions.donate import is_final
from diwan.payouts.models import Donation


@dataclass(frozen=True, slots=True)
class DonationView:
    """What a member gave to the common pot, minor units; `is_final`: it can no longer be taken back."""

    id: int
    amount_minor: int
    donated_at: datetime
    withdrawn_at: datetime | None
    is_final: bool


def list_donations(*, party: UUID) -> list[DonationView]:
    """One member's gifts, newest first."""
    rows = Donation.objects.filter(party=party).order_by("-pk")[:50]
    return [DonationView(row.pk, row.amount_minor, row.donated_at, row.withdrawn_at, is_final(row)) for row in rows]
