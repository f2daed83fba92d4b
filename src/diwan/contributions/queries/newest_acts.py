from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db import connection

from diwan.contributions.models import Act

Item = TypeVar("Item")
# Values of one statement stay below the 32,766 parameters of a stock SQLite.
AT_ONCE = 2000
_KNOWN = "SELECT key FROM contributions_act WHERE community_id = %s AND key IN "


def newest_acts(community_id: int, keys: Sequence[str]) -> dict[str, Act]:
    """The newest act under each key that the book knows, with its counter-act if it has one.

    Most deeds are told for the first time: whether a key is known is asked by hand, which costs next to nothing, and
    only known acts are read.
    """
    found: dict[str, Act] = {}
    for some in parts(keys):
        with connection.cursor() as cursor:
            cursor.execute(f"{_KNOWN}({', '.join(['%s'] * len(some))})", [community_id, *some])
            known = [key for (key,) in cursor.fetchall()]
        for few in parts(known, 500):
            acts = Act.objects.filter(community=community_id, key__in=few).select_related("counter_act")
            found |= {act.key: act for act in acts.order_by("turn")}
    return found


def parts(items: Sequence[Item], size: int = AT_ONCE) -> Iterator[Sequence[Item]]:
    return (items[first : first + size] for first in range(0, len(items), size))
