"""What happens in the story, in the order of its instants, whoever planned it first."""

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

Deed = Callable[[datetime], None]


class Agenda:
    """Deeds by instant. Nothing happens after `now`: what must happen all the same (a close) happens at `now`."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._numbers = count()
        self._waiting: list[tuple[datetime, int, Deed]] = []
        self._late: list[tuple[datetime, int, Deed]] = []

    def plan(self, at: datetime, deed: Deed, *, must: bool = False) -> None:
        """Plan a deed; one that lies ahead of `now` is left out, or, if it must be, done last."""
        entry = (at, next(self._numbers), deed)
        if at <= self._now:
            heapq.heappush(self._waiting, entry)
        elif must:
            heapq.heappush(self._late, entry)

    def run(self) -> int:
        """Do everything planned, and what those deeds plan in turn; give how many deeds there were."""
        done = 0
        while self._waiting or self._late:
            if self._waiting:
                at, _, deed = heapq.heappop(self._waiting)
                deed(at)
            else:
                _, _, deed = heapq.heappop(self._late)
                deed(self._now)
            done += 1
        return done
