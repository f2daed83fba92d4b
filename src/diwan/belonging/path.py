"""A newcomer's first steps. Pure: each is ticked by what happened, never by a click."""

from dataclasses import dataclass
from datetime import timedelta

SHOWN_FOR = timedelta(days=14)
FOLLOWS = 3
SPOKE_KINDS = frozenset({"post_published", "question_asked", "answer_given", "comment_written"})
ASKED_KIND = "question_asked"


@dataclass(frozen=True, slots=True)
class Step:
    key: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class PathView:
    """`is_open`: within the first days, and not put away by the newcomer."""

    steps: tuple[Step, ...]
    is_open: bool

    @property
    def done_count(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def is_walked(self) -> bool:
        return self.done_count == len(self.steps)


def steps(*, kinds: frozenset[str], has_chosen_reach: bool, follow_count: int) -> tuple[Step, ...]:
    """`kinds`: of acts the newcomer did. A first question is a hello as well."""
    return (
        Step("hello", bool(kinds & SPOKE_KINDS)),
        Step("question", ASKED_KIND in kinds),
        Step("reach", has_chosen_reach),
        Step("follow", follow_count >= FOLLOWS),
    )
