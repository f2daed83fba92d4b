"""Reading a document key by key, so that every refusal names its place. Shared by plans and inputs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from diwan.engine.errors import EngineError

BPS = 10_000
MOST = 10**18
"""No single number of a document is larger: the books keep amounts in 64 bits."""
_ACCOUNT = re.compile(r"acct:[a-z][a-z0-9_]*")


class Reader:
    """A value of the document together with its place; `error` is the class of refusal to raise."""

    def __init__(self, value: Any, place: str, error: type[EngineError]) -> None:
        self.value = value
        self.place = place
        self._error = error

    def refuse(self, code: str, message: str) -> EngineError:
        """The refusal of this value (the caller raises it)."""
        return self._error(self.place, code, message)

    def __contains__(self, key: str) -> bool:
        return key in self.value

    def at(self, key: str) -> "Reader":
        """The value under a key; refused when it is missing."""
        inner = Reader(self.value.get(key), f"{self.place}.{key}" if self.place else key, self._error)
        if key not in self.value:
            raise inner.refuse("missing", "this key is required")
        return inner

    def items(self) -> "Iterator[tuple[str, Reader]]":
        """The entries of this mapping in the order of their keys, each key a name."""
        self.mapping()
        for key in sorted(self.value):
            Reader(key, f"{self.place}.{key}", self._error).text()
            yield key, self.at(key)

    def people(self) -> "list[tuple[str, Reader]]":
        """The entries of this mapping, each key the id of a person."""
        entries = list(self.items())
        for name, entry in entries:
            Reader(name, entry.place, self._error).person()
        return entries

    def each(self) -> "list[Reader]":
        """The entries of this list."""
        return [Reader(item, f"{self.place}[{index}]", self._error) for index, item in enumerate(self.each_value())]

    def each_value(self) -> Sequence[Any]:
        """The bare entries of this list, for lists too long to wrap."""
        if not isinstance(self.value, Sequence) or isinstance(self.value, str):
            raise self.refuse("not_a_list", "a list is expected here")
        return self.value

    def mapping(self, *allowed: str) -> "Reader":
        """This value, if it is a mapping with text keys and (when keys are named) no others."""
        if not isinstance(self.value, Mapping):
            raise self.refuse("not_a_mapping", "a mapping of keys to values is expected here")
        for key in self.value:
            if not isinstance(key, str):
                raise self.refuse("bad_key", f"the key {key!r} is not text")
            if allowed and key not in allowed:
                place = f"{self.place}.{key}" if self.place else key
                raise self._error(place, "unknown_key", f"unknown key; known here: {', '.join(allowed)}")
        return self

    def text(self) -> str:
        """Text that is not blank and can be written as UTF-8."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.refuse("not_text", "a name is expected here")
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            raise self.refuse("not_text", "this text has half a character in it")
        return self.value

    def person(self) -> str:
        """The id of a person or account holder; the prefix of the plan's own accounts is not for people."""
        name = self.text()
        if name.startswith("acct:"):
            raise self.refuse("not_a_person", f"'{name}' names an account of the plan, not a person")
        return name

    def whole(self, least: int = 0, most: int = MOST) -> int:
        """A whole number in a range; true, false and 1.0 are not numbers here."""
        number = self.value
        if isinstance(number, bool) or not isinstance(number, int):
            raise self.refuse("not_whole", "a whole number is expected here (amounts are minor units)")
        if not least <= number <= most:
            raise self.refuse("out_of_range", f"this number must be between {least} and {most}")
        return number

    def bps(self) -> int:
        """A rate of 0 to 10000 basis points."""
        return self.whole(0, BPS)

    def choice(self, options: Sequence[str]) -> str:
        """One of the named words."""
        if not isinstance(self.value, str) or self.value not in options:
            raise self.refuse("not_a_choice", f"one of {', '.join(options)} is expected here")
        return self.value

    def names(self) -> tuple[str, ...]:
        """A list of distinct names, sorted: the order of a set means nothing."""
        names = [reader.text() for reader in self.each()]
        if len(set(names)) < len(names):
            raise self.refuse("repeated", "a name is listed twice")
        return tuple(sorted(names))

    def account(self) -> str:
        """An account of the plan: acct:<lower-case name>."""
        if not isinstance(self.value, str) or not _ACCOUNT.fullmatch(self.value):
            raise self.refuse("bad_account", "an account is expected here, like acct:community")
        return self.value
