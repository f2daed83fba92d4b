"""Who may open the addresses of pwa.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from typing import Any

from ..rights import Rights

COMMUNITY: dict[str, Rights] = {}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """`place.objects["name"] = id`, through the rooms' doors only."""
