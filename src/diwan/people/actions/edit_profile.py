from typing import Any

from diwan.kernel import registry
from diwan.people.actions.join_community import MEMBER_CHANGED
from diwan.people.errors import NameMissing
from diwan.people.models import Person
from diwan.people.names import tidy_name

EDITABLE = frozenset({"display_name", "bio", "language", "digits", "calendar", "theme", "timezone"})
_SEARCHED = frozenset({"display_name", "bio"})


def edit_profile(*, person: Person, **changes: Any) -> Person:
    """Change what a person may change of themselves. Raises NameMissing, and TypeError for anything else to change."""
    unknown = changes.keys() - EDITABLE
    if unknown:
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    if "display_name" in changes:
        changes["display_name"] = tidy_name(changes["display_name"])
        if not changes["display_name"]:
            raise NameMissing
    for name, value in changes.items():
        setattr(person, name, value)
    person.save(update_fields=sorted(changes))
    if _SEARCHED & changes.keys():
        for community_id, pk in person.memberships.values_list("community_id", "pk"):
            registry.announce(MEMBER_CHANGED, community_id=community_id, membership_id=pk)
    return person
