"""The catalogue of deeds. docs/river/1-acts.md says the same with each one's failure mode and guard, and is tested.

Weights are milli-points. Three kinds of use: a *value* kind flows from the one who used something to the one who made
it and feeds the signal 'value'; some kinds feed signals of their own; the others weigh nothing and only remember.

How often a deed counts is carried by its key, because a key is written once: `act_key` builds it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from diwan.contributions.enums import Limit
from diwan.contributions.errors import ActRefused, LimitReached, UnknownKind

VALUE = "value"
HOUR = 1000
_MOST_PER_ITEM = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of deed. `weight`: milli-points of one deed; `most`: the largest magnitude that one act may carry."""

    code: str
    label: Promise
    weight: int
    most: int
    limit: Limit
    signals: frozenset[str]

    @property
    def is_value(self) -> bool:
        return VALUE in self.signals

    @property
    def first_stands(self) -> bool:
        """A second telling with another magnitude is no conflict: the first of the day stands (reads are measured)."""
        return self.limit is Limit.ONCE_PER_DAY


def _kind(
    code: str, label: Promise, weight: int, limit: Limit, *signals: str, most: int | None = None
) -> tuple[str, Kind]:
    return code, Kind(code, label, weight, weight if most is None else most, limit, frozenset(signals))


KINDS: dict[str, Kind] = dict(
    [
        _kind("post_published", _("Published a post"), 0, Limit.ONCE_PER_ITEM),
        _kind("question_asked", _("Asked a question"), 0, Limit.ONCE_PER_ITEM),
        _kind("answer_given", _("Gave an answer"), 0, Limit.ONCE_PER_ITEM),
        _kind("comment_written", _("Wrote a comment"), 0, Limit.ONCE_PER_ITEM),
        _kind("read", _("Read it"), 1000, Limit.ONCE_PER_DAY, VALUE, "reads"),
        _kind("saved", _("Saved it"), 3000, Limit.ONCE_PER_ITEM, VALUE),
        _kind("substantive_reply", _("Replied in substance"), 4000, Limit.THREE_PER_ITEM, VALUE),
        _kind("accepted_answer", _("Accepted the answer"), 20_000, Limit.ONCE_PER_ITEM, VALUE),
        _kind("helped_me", _("This helped me"), 10_000, Limit.ONCE_PER_ITEM, VALUE),
        _kind("tried_worked", _("Tried it, it works"), 6000, Limit.ONCE_PER_ITEM, VALUE),
        _kind("same_here", _("Same here"), 0, Limit.ONCE_PER_ITEM),
        _kind("did_not_work", _("Did not work for me"), 0, Limit.ONCE_PER_ITEM),
        _kind("hours_confirmed", _("Confirmed hours of work"), HOUR, Limit.EACH, "hours_confirmed", most=24 * HOUR),
        _kind("lesson_completed", _("Completed a lesson"), 1000, Limit.ONCE_PER_ITEM, "lessons_completed"),
        _kind("member_referred", _("Came through a member’s code"), 0, Limit.ONCE_PER_ITEM),
    ]
)


def get_kind(code: str) -> Kind:
    """Raises UnknownKind."""
    if code not in KINDS:
        raise UnknownKind(kind=code)
    return KINDS[code]


def act_key(kind: str, object_ref: str, actor: UUID, day: date | None = None, *, nth: int = 1) -> str:
    """The key under which a deed counts as often as its kind allows, and no more often.

    `day` (the community's calendar: `day_of`) belongs to kinds that count once a day and to no other; `nth` counts a
    pair's deeds on the item from 1, for kinds that count several times. Raises UnknownKind, ActRefused, LimitReached.
    """
    known = get_kind(kind)
    key = f"{kind}:{object_ref}:{actor.hex}"
    if (known.limit is Limit.ONCE_PER_DAY) != (day is not None):
        raise ActRefused(key=key, field="day", value=day)
    if day is not None:
        return f"{key}:{day.isoformat()}"
    if known.limit in (Limit.ONCE_PER_ITEM, Limit.THREE_PER_ITEM):
        most = 1 if known.limit is Limit.ONCE_PER_ITEM else _MOST_PER_ITEM
        if not 1 <= nth <= most:
            raise LimitReached(kind=kind, limit=most)
    return key if known.limit is Limit.ONCE_PER_ITEM else f"{key}:{nth}"


def part_key(key: str, part: int) -> str:
    """The key of one writer's part of a deed towards a text that several wrote; the first keeps the deed's own key.

    The split of a text never changes, so the parts count as often as the whole deed does: under their keys, once.
    """
    return key if part == 1 else f"{key}/{part}"


def value_points(kinds: Iterable[str] | None = None) -> dict[str, int]:
    """The milli-points of one deed of each value kind among `kinds` (all when None); other kinds are left out."""
    chosen = KINDS.values() if kinds is None else map(get_kind, kinds)
    return {kind.code: kind.weight for kind in chosen if kind.is_value}


def signals_of(kind: str) -> frozenset[str]:
    """The names of the money signals that deeds of this kind feed; empty when the kind only remembers."""
    return get_kind(kind).signals
