from datetime import datetime

from django.db import transaction

from diwan.kernel import consents
from diwan.trust.privacy.models import Consent


def set_consent(*, membership_id: int, purpose: str, is_given: bool, at: datetime) -> Consent | None:
    """Give or withdraw a consent; the room that asked for it obeys at once. Saying the same again changes nothing.

    Raises UnknownPurpose.
    """
    asked = consents.get(purpose)
    with transaction.atomic():
        if asked.read(membership_id) == is_given:
            return None
        asked.write(membership_id, is_given, at)
        return Consent.objects.create(
            membership_id=membership_id, purpose=purpose, is_given=is_given, said_at=at, words_hash=asked.words_hash
        )
