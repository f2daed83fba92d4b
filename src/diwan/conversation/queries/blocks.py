from diwan.conversation.models import Block
from diwan.conversation.queries.views import SpeakerView


def is_blocked(*, by_id: int, other_id: int) -> bool:
    """Whether the first blocked the second. For rooms that deliver something; never to be shown to the second."""
    return Block.objects.filter(by=by_id, blocked=other_id).exists()


def list_blocked(*, by_id: int) -> tuple[SpeakerView, ...]:
    """Whom a member blocked, latest first. For that member's own page and nobody else's."""
    rows = Block.objects.filter(by=by_id).select_related("blocked__person").order_by("-blocked_at", "-pk")
    return tuple(SpeakerView(row.blocked_id, row.blocked.person_id, row.blocked.person.display_name) for row in rows)
