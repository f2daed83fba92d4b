from django.db import transaction

from diwan.gathering.actions import loading
from diwan.gathering.enums import PostKind, Tone
from diwan.gathering.errors import NotFound
from diwan.gathering.fresh import touch
from diwan.gathering.models import Space


def edit_space(
    *,
    community_id: int,
    space_id: int,
    name_ar: str,
    name_en: str,
    tone: str,
    kind: str,
    position: int,
    is_public: bool,
) -> Space:
    """Rename, recolour or move a space, or close it to visitors. Its address stays: links to it were given away.

    Raises NotFound, TitleNeeded, TextTooLong, UnknownChoice.
    """
    with transaction.atomic():
        space = Space.objects.select_for_update().filter(pk=space_id, community=community_id).first()
        if space is None:
            raise NotFound
        space.name_ar = loading.clean_title(name_ar)[:60]
        space.name_en = loading.clean_title(name_en)[:60]
        space.tone = loading.clean_choice(tone, Tone.values)
        space.kind = loading.clean_choice(kind, PostKind.values)
        space.position, space.is_public = position, is_public
        space.save()
        touch(community_id)
    return space
