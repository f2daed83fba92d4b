"""Who may open what a phone installs. A private community's manifest and crest are its members' alone."""

from typing import Any

from ..rights import EVERYONE, LED_ON, MEMBERS, SHOWN, Rights, row

COMMUNITY: dict[str, Rights] = {
    "manifest": row(EVERYONE, SHOWN),
    "community_icon": row(EVERYONE, SHOWN, size="icon_size"),
    "share": row(MEMBERS, LED_ON, query="?title=A&text=B"),
}
SITE: dict[str, Rights] = {
    "service_worker": row(EVERYONE, SHOWN),
    "offline": row(EVERYONE, SHOWN),
    "site_manifest": row(EVERYONE, SHOWN),
    "site_icon": row(EVERYONE, SHOWN, size="icon_size"),
}


def furnish(place: Any) -> None:
    place.objects["icon_size"] = 192
