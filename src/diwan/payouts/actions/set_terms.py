from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.payouts import desk, rules
from diwan.payouts.errors import BadTerms
from diwan.payouts.models import Terms
from diwan.payouts.queries.due import TermsView


def set_terms(*, community_id: int, minimum_minor: int, quantum_minor: int, by: UUID, at: datetime) -> TermsView:
    """Set the smallest payment and the unit the bank pays in (minor units; KWD in banks of two decimals: 10).

    What lies below or between stays on the balance. Raises BadTerms, people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    if minimum_minor < 0 or quantum_minor < 1:
        raise BadTerms
    values = {"minimum_minor": minimum_minor, "quantum_minor": quantum_minor}
    with transaction.atomic():
        Terms.objects.update_or_create(community_id=community_id, defaults=values)
        desk.write_down(community_id=community_id, by=by, action="payout_terms_set", ref="terms", at=at, detail=values)
    return TermsView(minimum_minor, quantum_minor)
