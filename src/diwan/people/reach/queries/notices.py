"""The page of notices: unread first, then the rest, newest first in each; by keyset."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from diwan.people.models import Notice

PAGE = 30


@dataclass(frozen=True, slots=True)
class NoticePage:
    """`after` continues the list; None on its last page."""

    notices: tuple[Notice, ...]
    after: str | None


def notice_page(
    *, membership_id: int, group: str = "", only_unread: bool = False, after: str = "", limit: int = PAGE
) -> NoticePage:
    """One page of what the member is shown in the app. A cursor that is not one of ours begins at the beginning."""
    rows = Notice.objects.filter(membership=membership_id, is_shown=True)
    if group:
        rows = rows.filter(group=group)
    unread, read = rows.filter(read_at=None), rows.exclude(read_at=None)
    place, number = _cursor(after)
    found: list[Notice] = []
    if place == "u":
        found = list(_before(unread, number)[: limit + 1])
    if len(found) <= limit and not only_unread:
        number = number if place == "r" else None
        found += list(_before(read, number)[: limit + 1 - len(found)])
    return NoticePage(tuple(found[:limit]), _after(found[:limit]) if len(found) > limit else None)


def _before(rows: QuerySet[Notice], number: int | None) -> QuerySet[Notice]:
    """Notices are written in the order of their numbers, so the number alone is the place in the list."""
    return (rows if number is None else rows.filter(pk__lt=number)).order_by("-pk")


def _cursor(text: str) -> tuple[str, int | None]:
    place, number = text[:1], text[1:]
    if place in ("u", "r") and number.isascii() and number.isdigit() and len(number) < 19:
        return place, int(number)
    return "u", None


def _after(notices: list[Notice]) -> str:
    last = notices[-1]
    return f"{'u' if last.read_at is None else 'r'}{last.pk}"


def unread_by_group(*, membership_id: int) -> dict[str, int]:
    """Of every group the member was ever told of, how many notices are unread."""
    rows = Notice.objects.filter(membership=membership_id, is_shown=True).values("group")
    counted = rows.annotate(unread=Count("pk", filter=Q(read_at=None))).order_by("group")
    return {row["group"]: row["unread"] for row in counted}


def notices_by_id(*, membership_id: int, ids: Iterable[int]) -> list[Notice]:
    """Those of the member among the numbers, oldest first; a foreign one is absent."""
    return list(Notice.objects.filter(membership=membership_id, pk__in=list(ids)).order_by("pk"))
