"""Signs that two accounts are one pair of hands. Rooms beside this one know some of them: the gate registers theirs.

A sign is a function of two memberships' numbers that says whether they share it; nothing of what they share is told.
"""

from collections.abc import Callable

Sign = Callable[[int, int], bool]
_signs: dict[str, Sign] = {}


def register(name: str, sign: Sign) -> None:
    """Ask `sign` as well. A name registered again replaces the sign before it."""
    _signs[name] = sign


def shared_sign(one: int, other: int) -> str:
    """The name of the first sign that both memberships share, '' when there is none."""
    return next((name for name, sign in _signs.items() if sign(one, other)), "")
