"""People of the dump: every account an unclaimed profile, every deleted one a profile per name it left."""

from datetime import datetime

from diwan.moving.importers.stackexchange.arrivals import SOURCE, Arrivals
from diwan.moving.importers.stackexchange.dump import Row
from diwan.people import public as people

SYSTEM_USER = "-1"


def bring_users(arrivals: Arrivals) -> None:
    """Every user but the system's own becomes an unclaimed profile with a membership."""
    for row in arrivals.rows("Users"):
        if row["Id"] == SYSTEM_USER:
            arrivals.report.skip("the site's own robot")
            continue
        arrivals.members[row["Id"]] = _member(arrivals, row["Id"], row["DisplayName"], row.moment("CreationDate"))
        arrivals.count("people", f"{SOURCE}:{row['Id']}")


def author_of(arrivals: Arrivals, row: Row, user_id: str | None, name_left: str | None) -> int:
    """The member who wrote a row; whoever deleted their account there is one profile per name they left."""
    if user_id in arrivals.members:
        return arrivals.members[user_id]
    name = name_left or ("Community" if user_id == SYSTEM_USER else "deleted user")
    key = f"gone:{name}"[:100]
    if key not in arrivals.members:
        arrivals.members[key] = _member(arrivals, key, name, row.moment("CreationDate"))
        arrivals.report.made["profiles of people without an account there"] += 1
    return arrivals.members[key]


def _member(arrivals: Arrivals, source_id: str, name: str, joined_at: datetime) -> int:
    return people.import_member(
        community_id=arrivals.community_id,
        display_name=name,
        source_ref=f"{SOURCE}:{source_id}",
        language=arrivals.language,
        at=joined_at,
    ).pk
