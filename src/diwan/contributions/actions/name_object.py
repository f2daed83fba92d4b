from collections.abc import Iterable

from diwan.contributions.models import ObjectTitle
from diwan.contributions.models.object_title import TITLE_LENGTH


def name_object(*, community_id: int, object_ref: str, title: str) -> None:
    """Set or correct what people call an object that acts point at; a long title is cut."""
    ObjectTitle.objects.bulk_create(
        [ObjectTitle(community_id=community_id, object_ref=object_ref, title=title[:TITLE_LENGTH])],
        update_conflicts=True,
        unique_fields=["community", "object_ref"],
        update_fields=["title"],
    )


def forget_titles(*, community_id: int, object_refs: Iterable[str]) -> None:
    """Erase titles; the acts stay and point at a reference that says nothing."""
    ObjectTitle.objects.filter(community=community_id, object_ref__in=list(object_refs)).delete()
