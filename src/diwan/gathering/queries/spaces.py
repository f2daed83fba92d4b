from datetime import datetime

from django.db.models import Count, Q

from diwan.gathering.enums import TextStatus
from diwan.gathering.models import Space
from diwan.gathering.queries.views import SpaceView


def list_spaces(
    *, community_id: int, since: datetime | None = None, only_public: bool = False
) -> tuple[SpaceView, ...]:
    """The spaces in their order, or (for visitors) the open ones; `since` counts the posts published after it."""
    spaces = Space.objects.filter(community=community_id).order_by("position", "id")
    if only_public:
        spaces = spaces.filter(is_public=True)
    if since is not None:
        new = Q(posts__status=TextStatus.PUBLISHED, posts__published_at__gt=since)
        spaces = spaces.annotate(new_count=Count("posts", filter=new))
    return tuple(
        SpaceView(
            id=row.pk,
            slug=row.slug,
            name_ar=row.name_ar,
            name_en=row.name_en,
            tone=row.tone,
            kind=row.kind,
            new_count=getattr(row, "new_count", 0),
            is_public=row.is_public,
            position=row.position,
        )
        for row in spaces
    )
