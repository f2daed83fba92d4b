"""What an offer may have beside its name and price, checked in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from diwan.commerce import till
from diwan.commerce.enums import IncomeKind, Interval
from diwan.commerce.errors import BadOffer
from diwan.people import public as people

MOST_DAYS = 90
MOST_SEATS = 200


@dataclass(frozen=True, slots=True)
class Extras:
    """Minor units, basis points, days. `regional` is the published table, by country; `to` is whose work it is."""

    least_minor: int | None = None
    regional: Mapping[str, int] = field(default_factory=dict)
    seats: int = 1
    trial_days: int = 0
    grace_days: int = 0
    steer_most_bp: int = 0
    to: UUID | None = None

    def columns(self) -> dict[str, object]:
        """The offer's own columns, without the table."""
        return {
            "least_minor": self.least_minor,
            "seats": self.seats,
            "trial_days": self.trial_days,
            "grace_days": self.grace_days,
            "steer_most_bp": self.steer_most_bp,
            "to": self.to,
        }


def require_sound(*, community_id: int, kind: str, interval: str, price_minor: int, extras: Extras) -> None:
    """Raises BadOffer when price, interval and extras do not go together."""
    is_free, is_term = interval == Interval.FREE, interval in (Interval.MONTH, Interval.YEAR)
    price_fits = price_minor == 0 if is_free else 0 < price_minor <= till.MOST_MINOR
    for_terms = extras.seats > 1 or extras.trial_days or extras.grace_days or extras.steer_most_bp
    faults = (
        not price_fits,
        kind == IncomeKind.MEMBERSHIP and interval == Interval.ONCE,
        bool(for_terms) and not (is_term and kind == IncomeKind.MEMBERSHIP),
        extras.least_minor is not None and (is_free or not 0 <= extras.least_minor <= price_minor),
        not 1 <= extras.seats <= MOST_SEATS,
        not 0 <= extras.trial_days <= MOST_DAYS,
        not 0 <= extras.grace_days <= MOST_DAYS,
        not 0 <= extras.steer_most_bp <= 10_000,
        bool(extras.regional) and is_free,
        any(len(c) != 2 or not 0 < price <= till.MOST_MINOR for c, price in extras.regional.items()),
        extras.to is not None and not people.get_parties(community_id=community_id, parties=[extras.to]),
    )
    if any(faults):
        raise BadOffer
