from typing import Any

from diwan.people.models import Person

EDITABLE = frozenset({"display_name", "bio", "language", "digits", "calendar", "theme", "timezone"})


def edit_profile(*, person: Person, **changes: Any) -> Person:
    """Change what a person may change of themselves. Raises TypeError for any other name."""
    unknown = changes.keys() - EDITABLE
    if unknown:
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    for name, value in changes.items():
        setattr(person, name, value)
    person.save(update_fields=sorted(changes))
    return person
