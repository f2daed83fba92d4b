from datetime import datetime

from django.db import transaction

from diwan.gathering.actions import loading
from diwan.gathering.enums import PostKind, Tone
from diwan.gathering.models import Space


def create_space(
    *,
    community_id: int,
    slug: str,
    name_ar: str,
    name_en: str,
    at: datetime,
    tone: str = Tone.STONE,
    kind: str = PostKind.DISCUSSION,
    position: int | None = None,
    is_public: bool = True,
) -> Space:
    """Open a space, last in order unless a position is given; an existing slug gives the space that has it.

    Raises TitleNeeded, TextTooLong, UnknownChoice.
    """
    with transaction.atomic():
        after = (
            Space.objects.filter(community=community_id)
            .order_by("-position")
            .values_list("position", flat=True)
            .first()
        )
        space, _ = Space.objects.get_or_create(
            community_id=community_id,
            slug=slug,
            defaults={
                "name_ar": loading.clean_title(name_ar)[:60],
                "name_en": loading.clean_title(name_en)[:60],
                "tone": loading.clean_choice(tone, Tone.values),
                "kind": loading.clean_choice(kind, PostKind.values),
                "position": position if position is not None else (after or 0) + 1,
                "is_public": is_public,
                "created_at": at,
            },
        )
    return space
