"""The tree of RFC 6962: its known hashes, every inclusion and consistency proof of small trees, and every forgery."""

import hashlib

import pytest

from diwan.engine.proof import (
    EMPTY_ROOT,
    MerkleTree,
    ProofError,
    leaf_hash,
    node_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)

# The reference tree of the Certificate Transparency implementations: eight leaves and the root after each of them.
LEAVES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
)]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
MANY = [hashlib.sha256(n.to_bytes(2, "big")).digest() for n in range(33)]


def defined_root(leaves: list[bytes]) -> bytes:
    """MTH of the RFC, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    k = max(2**power for power in range(10) if 2**power < len(leaves))
    return hashlib.sha256(b"\x01" + defined_root(leaves[:k]) + defined_root(leaves[k:])).digest()


def test_the_known_roots_of_the_reference_tree() -> None:
    assert [tree_root(HASHES[:size]).hex() for size in range(1, 9)] == ROOTS
    assert MerkleTree.of([]).root == EMPTY_ROOT == hashlib.sha256().digest()


def test_a_tree_of_any_size_follows_the_definition() -> None:
    for size in range(len(MANY) + 1):
        assert tree_root(MANY[:size]) == defined_root(MANY[:size])


def test_an_odd_leaf_is_promoted_and_never_doubled() -> None:
    assert tree_root(HASHES[:3]) == node_hash(node_hash(HASHES[0], HASHES[1]), HASHES[2])
    assert tree_root(HASHES[:3]) != tree_root([*HASHES[:3], HASHES[2]])


def test_a_leaf_can_never_pass_for_a_node() -> None:
    assert leaf_hash(HASHES[0] + HASHES[1]) != node_hash(HASHES[0], HASHES[1])


def test_the_known_inclusion_path_of_the_reference_tree() -> None:
    path = MerkleTree.of(HASHES).inclusion_path(5)
    assert path == (HASHES[4], node_hash(HASHES[6], HASHES[7]), tree_root(HASHES[:4]))


def test_every_leaf_of_every_tree_is_proved_and_nothing_else_is() -> None:
    for size in range(1, len(MANY) + 1):
        tree = MerkleTree.of(MANY[:size])
        for index in range(size):
            path = tree.inclusion_path(index)
            facts = {"leaf": MANY[index], "index": index, "size": size, "path": path, "root": tree.root}
            assert verify_inclusion(**facts)
            assert not verify_inclusion(**{**facts, "leaf": leaf_hash(b"forged")})
            assert not verify_inclusion(**{**facts, "root": leaf_hash(b"forged")})
            assert not verify_inclusion(**{**facts, "path": (*path, MANY[0])})
            assert not verify_inclusion(**{**facts, "index": index - size})
            assert not verify_inclusion(**{**facts, "index": index + size})
            if path:
                assert not verify_inclusion(**{**facts, "path": path[:-1]})
                assert not verify_inclusion(**{**facts, "path": (leaf_hash(b"forged"), *path[1:])})
                assert not verify_inclusion(**{**facts, "index": index ^ 1})


def test_the_known_consistency_proofs_of_the_reference_tree() -> None:
    """The example of RFC 6962, 2.1.3: seven leaves, and the proofs from three, four and six."""
    a, b, c, d, e, f, j = HASHES[:7]
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    tree = MerkleTree.of(HASHES[:7])
    assert tree.consistency_path(3) == (c, d, g, node_hash(i, j))
    assert tree.consistency_path(4) == (node_hash(i, j),)
    assert tree.consistency_path(6) == (i, j, node_hash(g, h))
    assert tree.consistency_path(7) == ()


def test_every_head_is_proved_to_be_the_beginning_of_every_later_one() -> None:
    for new in range(1, len(MANY) + 1):
        tree = MerkleTree.of(MANY[:new])
        for old in range(1, new + 1):
            path, before = tree.consistency_path(old), tree_root(MANY[:old])
            facts = {"old_size": old, "new_size": new, "old_root": before, "new_root": tree.root, "path": path}
            assert verify_consistency(**facts), (old, new)
            assert not verify_consistency(**{**facts, "old_root": leaf_hash(b"forged")})
            assert not verify_consistency(**{**facts, "new_root": leaf_hash(b"forged")})
            assert not verify_consistency(**{**facts, "path": (*path, MANY[0])})
            assert not verify_consistency(**{**facts, "old_size": 0})
            assert not verify_consistency(**{**facts, "old_size": new + 1})
            if path:
                assert not verify_consistency(**{**facts, "path": path[:-1]})
                assert not verify_consistency(**{**facts, "path": ()})
                assert not verify_consistency(**{**facts, "path": (*path[:-1], leaf_hash(b"forged"))})


def test_a_rewritten_past_has_no_consistency_proof() -> None:
    rewritten = MerkleTree.of([leaf_hash(b"rewritten"), *MANY[1:]])
    for old in range(1, 33):
        path, before = rewritten.consistency_path(old), tree_root(MANY[:old])
        assert not verify_consistency(old_size=old, new_size=33, old_root=before, new_root=rewritten.root, path=path)


def test_impossible_questions_are_refused() -> None:
    tree = MerkleTree.of(HASHES)
    for index in (-1, 8):
        with pytest.raises(ProofError, match=f"leaf {index} is not in a tree of 8"):
            tree.inclusion_path(index)
    for size in (0, 9):
        with pytest.raises(ProofError, match=f"no tree of {size} leaves"):
            tree.consistency_path(size)
    with pytest.raises(ProofError, match="32 bytes"):
        MerkleTree.of([b"short"])
