"""Who is reading: the language, the digits and the calendar that every figure is written for.

Formatting functions take a `Reader`; templates and mails find the current one here, so that a macro three
includes deep writes the same digits as the page around it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

Language = Literal["ar", "en"]
Digits = Literal["latn", "arab"]


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader's preferences: `language` 'ar' or 'en', `digits` 'latn' (123) or 'arab' (١٢٣), `hijri` dates beside."""

    language: Language = "ar"
    digits: Digits = "latn"
    hijri: bool = False

    @property
    def is_rtl(self) -> bool:
        """True when this reader's pages run from right to left."""
        return self.language == "ar"


_current: ContextVar[Reader | None] = ContextVar("diwan_reader", default=None)


def current_reader() -> Reader:
    """The reader in whose name this code runs; Arabic with the digits 123 when nobody has said."""
    return _current.get() or Reader()


@contextmanager
def reading(reader: Reader) -> Iterator[Reader]:
    """Within this block every figure is written for `reader`."""
    token = _current.set(reader)
    try:
        yield reader
    finally:
        _current.reset(token)
