from datetime import datetime

from django.db.models import Count, Q

from diwan.gathering.enums import TextStatus
from diwan.gathering.models import Space
from diwan.gathering.queries.views import SpaceView


def list_spaces(*, community_id: int, since: datetime | None = None) -> tuple[SpaceView, ...]:
    """The spaces in their order. Their names are no secret; `since` counts the posts published after it."""
    spaces = Space.objects.filter(community=community_id).order_by("position", "id")
    if since is not None:
        new = Q(posts__status=TextStatus.PUBLISHED, posts__published_at__gt=since)
        spaces = spaces.annotate(new_count=Count("posts", filter=new))
    return tuple(
        SpaceView(row.pk, row.slug, row.name_ar, row.name_en, row.tone, row.kind, getattr(row, "new_count", 0))
        for row in spaces
    )
