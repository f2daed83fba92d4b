"""A member's face when there is no photograph: an initial on one of eight hues, steady for the same person."""

import hashlib

from markupsafe import Markup

from diwan.kernel.text.bidi import initial_of

HUES = 8


def hue_of(key: str) -> int:
    """Which of the eight hues belongs to this name or id."""
    return hashlib.sha256(key.encode()).digest()[0] % HUES


def face(name: str, *, key: str | int | None = None, photo: str | None = None, size: int = 4) -> Markup:
    """A face, `size` 1 (1.75rem) to 5 (4.5rem). `key` (an id) keeps the hue when the name changes.

    Hidden from screen readers: the name always stands beside it in words.
    """
    hue = hue_of(str(name if key is None else key))
    inside = Markup('<img src="{}" alt="" loading="lazy">').format(photo) if photo else initial_of(name)
    return Markup('<span class="face hue-{} size-{}" aria-hidden="true">{}</span>').format(hue, size, inside)
