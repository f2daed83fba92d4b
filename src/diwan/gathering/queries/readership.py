"""How many read, for whoever would like to be shown to them: counts of people and nothing about any of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from diwan.gathering.enums import TextStatus
from diwan.gathering.evidence.models.marks import ReadMark
from diwan.gathering.models import Space


@dataclass(frozen=True, slots=True)
class Readership:
    """People with a qualified read since a day. A group of fewer than `least` people is told as None."""

    all: int | None
    by_space: tuple[tuple[Space, int | None], ...]
    by_language: tuple[tuple[str, int | None], ...]


def readership(*, community_id: int, since: date, least: int) -> Readership:
    """Distinct readers, by public space (largest first) and by language of what they read. Four queries."""
    rows = ReadMark.objects.filter(
        post__community=community_id,
        post__status=TextStatus.PUBLISHED,
        day_date__gte=since,
        post__space__is_public=True,
    )

    def told(count: int) -> int | None:
        return count if count >= least else None

    counts = Count("membership", distinct=True)
    spaces = dict(rows.values_list("post__space").annotate(counts).order_by())
    shown = Space.objects.filter(community=community_id, is_public=True).order_by("position", "pk")
    languages = rows.values_list("post__language").annotate(counts).order_by("post__language")
    return Readership(
        all=told(rows.aggregate(all=counts)["all"]),
        by_space=tuple(
            (space, told(spaces.get(space.pk, 0))) for space in sorted(shown, key=lambda one: -spaces.get(one.pk, 0))
        ),
        by_language=tuple((language, told(count)) for language, count in languages),
    )
