from datetime import datetime

from django.db import transaction

from diwan.people.errors import EmailTaken
from diwan.people.models import Person
from diwan.people.names import tidy_name


def create_person(
    *,
    email: str | None,
    display_name: str,
    language: str,
    at: datetime,
    password: str | None = None,
    timezone: str = "Asia/Riyadh",
) -> Person:
    """Make a person. Without an e-mail address the profile is unclaimed: it has a name and a history, and no way in.
    A name is tidied: on one line, nothing unseen in it.

    Raises EmailTaken when somebody uses the address already.
    """
    address = Person.objects.normalize_email(email).lower() if email else None
    if address and Person.objects.filter(email=address).exists():
        raise EmailTaken
    person = Person(
        email=address,
        display_name=tidy_name(display_name),
        language=language,
        timezone=timezone,
        joined_at=at,
        claimed_at=at if address else None,
    )
    person.set_password(password)
    with transaction.atomic():
        person.save(force_insert=True)
    return person
