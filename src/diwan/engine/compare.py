"""Two settlements side by side: who would gain, who would lose, and how much moves."""

from collections.abc import Mapping
from dataclasses import dataclass

from diwan.engine.settlement import Settlement


@dataclass(frozen=True, slots=True)
class Comparison:
    """{id: after − before} without zeros, in minor units; accounts and persons alike, in order of id."""

    differences: Mapping[str, int]

    @property
    def winners(self) -> tuple[str, ...]:
        """Everyone who gains, the largest gain first."""
        return tuple(sorted((each for each, by in self.differences.items() if by > 0), key=self._largest_first))

    @property
    def losers(self) -> tuple[str, ...]:
        """Everyone who loses, the largest loss first."""
        return tuple(sorted((each for each, by in self.differences.items() if by < 0), key=self._largest_first))

    @property
    def moved_minor(self) -> int:
        """How much changes hands: the sum of all gains."""
        return sum(by for by in self.differences.values() if by > 0)

    def _largest_first(self, each: str) -> tuple[int, str]:
        return -abs(self.differences[each]), each


def compare(before: Settlement, after: Settlement) -> Comparison:
    """What changes between two settlements, of two plans or of two sets of inputs."""
    everybody = sorted({*before.alloc, *after.alloc})
    changes = {each: after.alloc.get(each, 0) - before.alloc.get(each, 0) for each in everybody}
    return Comparison({each: by for each, by in changes.items() if by})
