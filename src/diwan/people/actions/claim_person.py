from datetime import datetime

from django.db import transaction

from diwan.kernel import audit
from diwan.people.errors import EmailTaken
from diwan.people.models import Membership, Person


def claim_person(*, profile: Person, email: str, by: Membership, at: datetime) -> Person:
    """Hand an unclaimed profile to its person, on the word of an owner or steward: it gets the address to sign in with.

    The person signs in with a code sent to that address. Raises EmailTaken.
    """
    address = Person.objects.normalize_email(email).lower()
    if profile.is_claimed or Person.objects.filter(email=address).exists():
        raise EmailTaken
    with transaction.atomic():
        profile.email, profile.claimed_at = address, at
        profile.save(update_fields=["email", "claimed_at"])
        audit.record(
            scope=by.community_id,
            actor=str(by.party_id),
            action="profile_claimed",
            object_ref=f"person:{profile.pk}",
            at=at,
        )
    return profile
