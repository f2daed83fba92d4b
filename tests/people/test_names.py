"""Names stand beside amounts and other names: whatever is typed, they neither turn, hide nor imitate."""

from datetime import UTC, datetime

import pytest

from diwan.people import public as people
from diwan.people.errors import NameMissing

AT = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Layla   Haddad ", "Layla Haddad"),
        ("ليلى حدّاد", "ليلى حدّاد"),
        ("علی\u200cرضا", "علی\u200cرضا"),  # Persian needs its non-joiner
        ("Lay\u200bla", "Layla"),
        ("Lay\u200cla", "Layla"),
        ("Mona\u202e00.001$", "Mona00.001$"),  # an override would turn the amount that follows
        ("\u2067Mona\u2069", "Mona"),
        ("Mona\nOwner", "Mona Owner"),
        ("Mo\x00na\x1b[31m", "Mona[31m"),
        ("Mona\u3164", "Mona"),
        ("Jose\u0301", "José"),
        ("👩\u200d🌾 Mona", "👩\u200d🌾 Mona"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_name_keeps_what_is_seen_and_loses_what_is_not(typed: str, kept: str) -> None:
    assert people.tidy_name(typed) == kept
    assert people.tidy_name(kept) == kept


@pytest.mark.django_db
def test_whoever_is_made_or_renamed_has_a_tidy_name() -> None:
    mona = people.create_person(email="m@example.org", display_name="Mo\u202ena", language="en", at=AT)
    assert mona.display_name == "Mona"
    people.edit_profile(person=mona, display_name="\u2066Mona\u200b  H.")
    mona.refresh_from_db()
    assert mona.display_name == "Mona H."
    for nothing in ("", "  ", "\u200b\u200f", "\u3164\u2800"):
        with pytest.raises(NameMissing):
            people.edit_profile(person=mona, display_name=nothing)
