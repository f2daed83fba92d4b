from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.payouts import desk, rules
from diwan.payouts.errors import BadTerms
from diwan.payouts.models import Terms
from diwan.payouts.queries.due import TermsView


def set_terms(
    *, community_id: int, minimum_minor: int, quantum_minor: int, by: UUID, at: datetime, year_limit_minor: int = 0
) -> TermsView:
    """Set the smallest payment, the unit the bank pays in (KWD in banks of two decimals: 10) and the most one person is
    paid in a calendar year (0: no limit), in minor units.

    What lies below, between or beyond stays on the balance. Raises BadTerms, people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    if min(minimum_minor, year_limit_minor) < 0 or quantum_minor < 1:
        raise BadTerms
    values = {"minimum_minor": minimum_minor, "quantum_minor": quantum_minor, "year_limit_minor": year_limit_minor}
    with transaction.atomic():
        Terms.objects.update_or_create(community_id=community_id, defaults=values)
        desk.write_down(community_id=community_id, by=by, action="payout_terms_set", ref="terms", at=at, detail=values)
    return TermsView(minimum_minor, quantum_minor, year_limit_minor)
