"""What a member may agree to, purpose by purpose. A room that wants a consent registers it; trust remembers it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class UnknownPurpose(DiwanError):
    sentence = _("Nobody asks for that consent here. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Asked:
    """One purpose. `read(membership_id)` says whether it is given now, `write(membership_id, is_given, at)` obeys."""

    purpose: str
    title: Promise
    what_for: Promise
    read: Callable[[int], bool]
    write: Callable[[int, bool, datetime], object]

    @property
    def words_hash(self) -> str:
        """SHA-256 of the question in the source language: what somebody agreed to can be shown later."""
        with translation.override("en"):
            return hashlib.sha256(f"{self.title}\n{self.what_for}".encode()).hexdigest()


_asked: dict[str, Asked] = {}


def ask(asked: Asked) -> None:
    _asked[asked.purpose] = asked


def get(purpose: str) -> Asked:
    """Raises UnknownPurpose."""
    if purpose not in _asked:
        raise UnknownPurpose
    return _asked[purpose]


def all_asked() -> list[Asked]:
    return sorted(_asked.values(), key=lambda one: one.purpose)
