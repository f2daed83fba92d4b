from typing import Any

from diwan.people.errors import NameMissing
from diwan.people.models import Person
from diwan.people.names import tidy_name

EDITABLE = frozenset({"display_name", "bio", "language", "digits", "calendar", "theme", "timezone"})


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
    return person
