"""The declared rights: which address lets whom in, and what it answers to those it lets in.

Everybody it does not name is turned away: a visitor to the sign-in page (302), a suspended member to the page that
says why (302), anybody else with 403; in a private community an outsider with 404, as for an address that is not there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ACTORS = (
    "visitor", "stranger", "neighbour", "neighbour_owner", "suspended", "member", "author", "steward", "treasurer",
    "owner",
)  # fmt: skip
EVERYONE = frozenset(ACTORS)
# Where the community is public: everybody but a suspended member, who is told why instead.
READERS = EVERYONE - {"suspended"}
SIGNED_IN = EVERYONE - {"visitor"}
MEMBERS = frozenset({"member", "author", "steward", "treasurer", "owner"})
HERE = MEMBERS | {"suspended"}
TEAM = frozenset({"steward", "treasurer", "owner"})
MODERATORS = frozenset({"steward", "owner"})
KEEPERS = frozenset({"treasurer", "owner"})
OWNER = frozenset({"owner"})
AUTHOR = frozenset({"author"})
NOBODY: frozenset[str] = frozenset()
SHOWN = frozenset({200})
LED_ON = frozenset({302})
DONE = frozenset({302})
DONE_OR_REFUSED = frozenset({302, 422})
REFUSED = frozenset({422})


@dataclass(frozen=True, slots=True)
class Rights:
    """`get` and `post`: what those let in are answered, empty for a method the address does not know.

    `not_theirs`: they belong here, but this very object answers them 404. `names`: part of the address → object.
    `from_outside`: why this address takes a POST without the token that forms of ours carry.
    """

    to: frozenset[str]
    get: frozenset[int] = frozenset()
    post: frozenset[int] = frozenset()
    not_theirs: frozenset[str] = NOBODY
    names: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    from_outside: str = ""


def row(
    to: frozenset[str],
    get: frozenset[int] = frozenset(),
    post: frozenset[int] = frozenset(),
    *,
    not_theirs: frozenset[str] = NOBODY,
    query: str = "",
    from_outside: str = "",
    **names: str,
) -> Rights:
    return Rights(to, get, post, not_theirs, names, query, from_outside)
