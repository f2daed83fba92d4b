from collections.abc import Collection

from django.db import transaction

from diwan.gathering.attention.models import MemberRow
from diwan.gathering.finding.full_text import put_full_text
from diwan.kernel.text.folding import FOLDING_VERSION, index_text
from diwan.people.public import list_members

PEOPLE_TABLE = "gathering_people_text"


def index_members(*, community_id: int, membership_ids: Collection[int] | None = None) -> int:
    """Fold the names and the words about themselves of these members, or of all; return how many there were."""
    members = list_members(community_id=community_id)
    if membership_ids is not None:
        members = members.filter(pk__in=membership_ids)
    count = 0
    with transaction.atomic():
        for member in members.iterator(chunk_size=500):
            # The name twice: who somebody is called weighs more than what they say of themselves.
            name, bio = member.person.display_name, member.person.bio
            folded = index_text(f"{name}\n{name}\n{bio}")
            facts = {"community_id": community_id, "search_text": folded, "folding_version": FOLDING_VERSION}
            row, _ = MemberRow.objects.update_or_create(membership=member, defaults=facts)
            put_full_text(PEOPLE_TABLE, row.pk, community_id, folded)
            count += 1
    return count
