from diwan.conversation.actions import loading
from diwan.conversation.models import Reach


def choose_reach(*, membership_id: int, shows_presence: bool, takes_direct: bool) -> Reach:
    """Whether it shows that one is here, and whether one takes direct messages. Raises MembersOnly."""
    member = loading.member(membership_id)
    chosen = {"shows_presence": shows_presence, "takes_direct": takes_direct}
    if not shows_presence:
        chosen["seen_at"] = None
    reach, _ = Reach.objects.update_or_create(
        membership=member, defaults=chosen, create_defaults={**chosen, "community_id": member.community_id}
    )
    return reach
