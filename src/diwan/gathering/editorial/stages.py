"""Who may take an item of the calendar from where to where. Pure."""

from dataclasses import dataclass

from diwan.gathering.enums import ItemStage as Stage


@dataclass(frozen=True, slots=True)
class Step:
    """`by_editor`: an editor takes it; otherwise the author of the item."""

    name: str
    start: frozenset[str]
    end: str
    by_editor: bool


def _step(name: str, start: tuple[str, ...], end: str, *, by_editor: bool = False) -> tuple[str, Step]:
    return name, Step(name, frozenset(start), end, by_editor)


STEPS: dict[str, Step] = dict(
    [
        _step("assign", (Stage.IDEA, Stage.ASSIGNED), Stage.ASSIGNED, by_editor=True),
        _step("begin", (Stage.ASSIGNED,), Stage.DRAFT),
        _step("hand_in", (Stage.DRAFT,), Stage.IN_REVIEW),
        _step("take_back", (Stage.IN_REVIEW, Stage.READY, Stage.SCHEDULED), Stage.DRAFT),
        _step("accept", (Stage.IN_REVIEW,), Stage.READY, by_editor=True),
        _step("return", (Stage.IN_REVIEW, Stage.READY), Stage.DRAFT, by_editor=True),
        _step("drop", (Stage.IDEA, Stage.ASSIGNED), Stage.DROPPED, by_editor=True),
    ]
)
# Handed in and not back in the author's hands: an editor may read the text, and once it is READY give it a day.
IN_EDITORS_HANDS = frozenset({Stage.IN_REVIEW, Stage.READY, Stage.SCHEDULED})
PATH = (Stage.IDEA, Stage.ASSIGNED, Stage.DRAFT, Stage.IN_REVIEW, Stage.READY, Stage.SCHEDULED, Stage.PUBLISHED)


def open_steps(stage: str, *, is_author: bool, is_editor: bool) -> frozenset[str]:
    """The steps this reader may take from here."""
    mine = {
        step.name for step in STEPS.values() if stage in step.start and (is_editor if step.by_editor else is_author)
    }
    return frozenset(mine)
