"""The direction of words: isolating what must not disturb its sentence, and cleaning names that try to."""

import unicodedata

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def isolate(text: str) -> str:
    """Text of unknown direction for plain-text sentences: its own first strong letter decides, nothing leaks out."""
    return f"{FSI}{text}{PDI}" if text else ""


def isolate_ltr(text: str) -> str:
    """A figure, code, address or handle for plain-text sentences: always left to right, nothing leaks out."""
    return f"{LRI}{text}{PDI}" if text else ""


def without_controls(text: str) -> str:
    """The text without direction marks, overrides and isolates, so that a name cannot turn its neighbours round."""
    return text.translate(_CONTROLS)


def direction_of(text: str) -> str:
    """'rtl' or 'ltr' by the first strong letter, 'auto' when there is none: for emails and exports."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "auto"


def initial_of(name: str) -> str:
    """The letter that stands for a name on its face: the first letter or digit, upper case; a middle dot for none."""
    return next((letter.upper() for letter in name if letter.isalnum()), "·")
