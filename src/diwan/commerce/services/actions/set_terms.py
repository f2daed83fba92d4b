from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce.errors import BadAmount
from diwan.commerce.services.models import ServiceTerms
from diwan.kernel import audit
from diwan.people import public as people


def set_terms(*, community_id: int, term_days: int, two_from_minor: int, tax_bp: int, by: UUID, at: datetime) -> None:
    """Publish how long a delivery waits for the buyer, and from which held amount (minor units) two decide.

    Only the owner: whoever decides disputes does not set how many must agree. Raises BadAmount, people NotAllowed.
    """
    people.require(people.get_membership_by_party(community_id=community_id, party=by), "change_plan")
    if not (1 <= term_days <= 60 and two_from_minor >= 0 and 0 <= tax_bp <= 10000):
        raise BadAmount
    said = {"term_days": term_days, "two_from_minor": two_from_minor, "tax_bp": tax_bp}
    with transaction.atomic():
        ServiceTerms.objects.update_or_create(community_id=community_id, defaults=said)
        audit.record(
            scope=community_id,
            actor=str(by),
            action="service_terms_set",
            object_ref="service_terms",
            at=at,
            detail=said,
        )
