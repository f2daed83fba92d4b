"""The page of notices: unread first, then the rest, newest first in each; by keyset."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from diwan.people.models import Notice

PAGE = 30
_BEYOND = 2**63  # no row has such a number
_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_CURSOR = re.compile(r"(?P<place>[ur])(?P<micros>[0-9]{1,17})\.(?P<number>[0-9]{1,18})", re.ASCII)


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
    place, beyond = _cursor(after)
    found: list[Notice] = []
    if place == "u":
        found = list(_newest(unread, beyond)[: limit + 1])
    if len(found) <= limit and not only_unread:
        found += list(_newest(read, beyond if place == "r" else None)[: limit + 1 - len(found)])
    return NoticePage(tuple(found[:limit]), _after(found[limit - 1]) if len(found) > limit else None)


def _newest(rows: QuerySet[Notice], beyond: tuple[datetime, int] | None) -> QuerySet[Notice]:
    if beyond is not None:
        at, number = beyond
        rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=number))
    return rows.order_by("-created_at", "-pk")


def _cursor(text: str) -> tuple[str, tuple[datetime, int] | None]:
    found = _CURSOR.fullmatch(text)
    if found is None:
        return "u", None
    return found["place"], (_EPOCH + int(found["micros"]) * _MICROSECOND, int(found["number"]))


def _after(last: Notice) -> str:
    return f"{'u' if last.read_at is None else 'r'}{(last.created_at - _EPOCH) // _MICROSECOND}.{last.pk}"


def unread_by_group(*, membership_id: int) -> dict[str, int]:
    """Of every group the member was ever told of, how many notices are unread."""
    rows = Notice.objects.filter(membership=membership_id, is_shown=True).values("group")
    counted = rows.annotate(unread=Count("pk", filter=Q(read_at=None))).order_by("group")
    return {row["group"]: row["unread"] for row in counted}


def notices_by_id(*, membership_id: int, ids: Iterable[int]) -> list[Notice]:
    """Those of the member among the numbers, oldest first; a foreign one is absent."""
    return list(
        Notice.objects.filter(membership=membership_id, pk__in=[number for number in ids if number < _BEYOND]).order_by(
            "pk"
        )
    )
