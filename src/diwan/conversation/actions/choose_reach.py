from diwan.conversation.actions import loading
from diwan.conversation.models import Reach


def choose_reach(*, membership_id: int, shows_presence: bool, takes_direct: bool) -> Reach:
    """Whether it shows that one is here, and whether one takes direct messages. Raises MembersOnly."""
    member = loading.member(membership_id)
    reach = Reach.objects.filter(membership=member).first()
    if reach is None:
        reach = Reach(membership=member, community_id=member.community_id)
    reach.shows_presence, reach.takes_direct = shows_presence, takes_direct
    if not shows_presence:
        reach.seen_at = None
    reach.save()
    return reach
