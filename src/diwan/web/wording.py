"""What a notice's words are made of; `notices.py` gathers those of all rooms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Facts = Mapping[str, Any]
Address = Callable[[Facts], tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Wording:
    """`sentence` names its places; `subject` heads a letter; `address` is the page where the reader can act."""

    sentence: Promise
    subject: Promise
    address: Address | None = None
    needs_person: bool = False


def page(name: str, **places: str) -> Address:
    """An address whose parts are taken from the facts: page('order', order_id='order_id')."""
    return lambda facts: (name, {part: facts[fact] for part, fact in places.items()})
