from datetime import datetime

from django.db import transaction

from diwan.people.actions.create_person import create_person
from diwan.people.actions.join_community import join_community
from diwan.people.models import Community, Membership


def import_member(*, community_id: int, display_name: str, source_ref: str, language: str, at: datetime) -> Membership:
    """Somebody from elsewhere as an unclaimed profile that joined at `at`; the same `source_ref` gives the same one."""
    known = Membership.objects.filter(community=community_id, source_ref=source_ref).first()
    if known is not None:
        return known
    with transaction.atomic():
        person = create_person(email=None, display_name=display_name, language=language, at=at)
        return join_community(
            person=person, community=Community.objects.get(pk=community_id), at=at, source_ref=source_ref
        )
