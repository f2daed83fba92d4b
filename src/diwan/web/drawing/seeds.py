"""Choices that look random and never change: every one follows from a name by SHA-256."""

import hashlib
from collections.abc import Sequence


class Seeded:
    """An endless run of whole numbers grown from `seed`; two runs from the same seed are the same for ever."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._block = 0
        self._bytes = b""

    def below(self, limit: int) -> int:
        """The next number in 0 … limit−1 (limit up to 65,536; the bias is under one part in a hundred at most)."""
        if len(self._bytes) < 2:
            self._bytes = hashlib.sha256(f"{self._seed}:{self._block}".encode()).digest()
            self._block += 1
        pair, self._bytes = self._bytes[:2], self._bytes[2:]
        return int.from_bytes(pair, "big") % limit

    def weighted(self, weights: Sequence[int]) -> int:
        """An index chosen in proportion to its weight."""
        ticket = self.below(sum(weights))
        for index, weight in enumerate(weights):
            ticket -= weight
            if ticket < 0:
                return index
        raise AssertionError("A ticket below the sum of the weights always lands on one of them")
