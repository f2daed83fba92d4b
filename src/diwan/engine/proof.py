"""The Merkle tree of RFC 6962: one root for many lines, and short proofs that a line is below it.

Every function takes and returns *leaf hashes* (32 bytes), never leaf contents, so that a tree can be rebuilt by an
auditor who may see the hashes but not the salts. Odd nodes are promoted, never duplicated: a tree of three leaves is
not a tree of four with the last one twice, so no two lists of leaves share a root.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


class ProofError(ValueError):
    """A tree was asked for something it does not have: a leaf, a size or a hash that cannot be."""


def leaf_hash(data: bytes) -> bytes:
    """Hash the contents of a leaf; the prefix 0x00 keeps a leaf from ever being taken for a node."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children into their parent; the prefix 0x01 keeps a node from ever being taken for a leaf."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class MerkleTree:
    """A tree with all its levels: `levels[0]` are the leaf hashes, the last level holds the root alone."""

    levels: tuple[tuple[bytes, ...], ...]

    @classmethod
    def of(cls, leaf_hashes: Sequence[bytes]) -> "MerkleTree":
        """Build the tree over `leaf_hashes` in their order. Raises ProofError when one is not 32 bytes long."""
        if any(len(one) != HASH_BYTES for one in leaf_hashes):
            raise ProofError("a leaf hash has 32 bytes")
        levels = [tuple(leaf_hashes)]
        while len(levels[-1]) > 1:
            levels.append(_level_above(levels[-1]))
        return cls(tuple(levels))

    @property
    def size(self) -> int:
        """Number of leaves."""
        return len(self.levels[0])

    @property
    def root(self) -> bytes:
        """The Merkle tree hash; the hash of nothing for a tree without leaves."""
        return self.levels[-1][0] if self.size else EMPTY_ROOT

    def inclusion_path(self, index: int) -> tuple[bytes, ...]:
        """The siblings from leaf `index` up to the root (RFC 6962, 2.1.1). Raises ProofError for an unknown leaf."""
        if not 0 <= index < self.size:
            raise ProofError(f"leaf {index} is not in a tree of {self.size}")
        path = []
        for level in self.levels[:-1]:
            sibling = index ^ 1
            if sibling < len(level):  # a promoted node has no sibling, and its proof is one step shorter
                path.append(level[sibling])
            index >>= 1
        return tuple(path)

    def consistency_path(self, old_size: int) -> tuple[bytes, ...]:
        """Proof that the tree of the first `old_size` leaves is the beginning of this one (RFC 6962, 2.1.2).

        Raises ProofError unless 0 < old_size ≤ size.
        """
        if not 0 < old_size <= self.size:
            raise ProofError(f"no tree of {old_size} leaves is the beginning of a tree of {self.size}")
        return tuple(self._subproof(old_size, 0, self.size, whole=True))

    def _subproof(self, old_size: int, start: int, end: int, *, whole: bool) -> list[bytes]:
        """SUBPROOF(m, D[start:end], b) of the RFC; `whole` is b: the verifier already knows this subtree's hash."""
        count = end - start
        if old_size == count:
            return [] if whole else [self._range_root(start, end)]
        middle = start + _split(count)
        if start + old_size <= middle:
            return [*self._subproof(old_size, start, middle, whole=whole), self._range_root(middle, end)]
        rest = self._subproof(old_size - (middle - start), middle, end, whole=False)
        return [*rest, self._range_root(start, middle)]

    def _range_root(self, start: int, end: int) -> bytes:
        """Root over leaves start to end; full aligned subtrees are looked up, so this costs log² n at most."""
        count = end - start
        if count & (count - 1) == 0:
            return self.levels[count.bit_length() - 1][start >> (count.bit_length() - 1)]
        middle = start + _split(count)
        return node_hash(self._range_root(start, middle), self._range_root(middle, end))


def tree_root(leaf_hashes: Sequence[bytes]) -> bytes:
    """The root over `leaf_hashes`. Raises ProofError when one is not 32 bytes long."""
    return MerkleTree.of(leaf_hashes).root


def verify_inclusion(*, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """True when `path` leads from `leaf`, at `index` of a tree of `size` leaves, to `root`."""
    if not 0 <= index < size:
        return False
    node, last, steps = leaf, size - 1, list(path)
    while last:
        if index & 1 or index < last:
            if not steps:
                return False
            sibling = steps.pop(0)
            node = node_hash(sibling, node) if index & 1 else node_hash(node, sibling)
        index >>= 1
        last >>= 1
    return not steps and node == root


def verify_consistency(
    *, old_size: int, new_size: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """True when `path` shows that the tree `old_root` is the beginning of the tree `new_root` (RFC 9162, 2.1.4.2)."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not path and old_root == new_root
    steps = list(path)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)  # a full old tree is itself a node of the new one, so the proof leaves it out
    if not steps:
        return False
    index, last = old_size - 1, new_size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    old = new = steps.pop(0)
    for step in steps:
        if last == 0:
            return False
        if index & 1 or index == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            new = node_hash(new, step)
        index, last = index >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


def _level_above(level: Sequence[bytes]) -> tuple[bytes, ...]:
    pairs = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return (*pairs, level[-1]) if len(level) % 2 else tuple(pairs)


def _split(count: int) -> int:
    """The largest power of two smaller than `count` (count ≥ 2): where RFC 6962 divides a tree."""
    return 1 << ((count - 1).bit_length() - 1)
