"""What a community publishes about services, before and after it said anything."""

from diwan.commerce.services.models import ServiceTerms
from diwan.kernel.text.currencies import exponent_of
from diwan.people import public as people

TWO_FROM_UNITS = 50


def terms_of(*, community_id: int) -> ServiceTerms:
    """The community's own terms, or what holds until it chooses: seven days, two people from fifty units on."""
    found = ServiceTerms.objects.filter(community=community_id).first()
    if found is not None:
        return found
    currency = people.get_community_by_id(community_id=community_id).currency
    return ServiceTerms(community_id=community_id, two_from_minor=TWO_FROM_UNITS * 10 ** exponent_of(currency))
