"""Signatures by the vectors of RFC 8032 and against a real library; trees against the definition of RFC 6962."""

import hashlib
import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from diwan import verifier
from diwan.engine import proof

RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_the_vectors_of_rfc_8032(secret: str, public: str, message: str, signature: str) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    assert key.public_key().public_bytes_raw().hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature
    assert verifier.ed25519_verify(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))
    assert not verifier.ed25519_verify(bytes.fromhex(public), bytes.fromhex(message + "00"), bytes.fromhex(signature))


def test_a_real_library_and_ours_agree_on_what_is_signed_and_what_is_not() -> None:
    chance = random.Random(8032)
    for _ in range(25):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        public, message = key.public_key().public_bytes_raw(), chance.randbytes(chance.randrange(200))
        signature = key.sign(message)
        assert verifier.ed25519_verify(public, message, signature)
        place = chance.randrange(64)
        broken = signature[:place] + bytes([signature[place] ^ 1 << chance.randrange(8)]) + signature[place + 1 :]
        assert not verifier.ed25519_verify(public, message, broken)


def test_signatures_in_a_second_form_weak_keys_and_odd_lengths_are_refused() -> None:
    _, public, message, signature = (bytes.fromhex(text) for text in RFC_8032[1])
    s = int.from_bytes(signature[32:], "little") + verifier.ORDER
    assert not verifier.ed25519_verify(public, message, signature[:32] + s.to_bytes(32, "little"))
    assert not verifier.ed25519_verify(public, message, signature + b"\0")
    assert not verifier.ed25519_verify(public[:31], message, signature)
    neutral = (1).to_bytes(32, "little")
    assert not verifier.ed25519_verify(neutral, message, neutral + bytes(32))
    for bad in (verifier.PRIME + 1, 2, 1 + 2**255):
        assert not verifier.ed25519_verify(bad.to_bytes(32, "little"), message, signature)


def test_a_key_file_is_what_the_library_writes() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    assert verifier.write_key(key.public_bytes_raw()) == pem
    assert verifier.read_key("key", pem.replace(b"\n", b"\r\n")) == key.public_bytes_raw()
    for wrong in (
        b"",
        b"hello",
        pem.replace(b"PUBLIC", b"SECRET"),
        pem.replace(b"MCow", b"MCox"),
        pem.replace(b"M", b"!"),
    ):
        with pytest.raises(verifier.Refused, match="not an Ed25519 public key"):
            verifier.read_key("key", wrong)


def test_two_trees_written_apart_have_the_same_roots_and_accept_the_same_paths() -> None:
    for size in (*range(1, 40), 127, 128, 129):
        leaves = [hashlib.sha256(bytes([n])).digest() for n in range(size)]
        tree = proof.MerkleTree.of(leaves)
        assert verifier.tree_root(leaves) == tree.root
        for index in range(size):
            path = tree.inclusion_path(index)
            assert verifier.root_from_path(leaves[index], index, size, path) == tree.root
            assert verifier.root_from_path(leaves[index], index, size, (*path, leaves[0])) != tree.root
            assert verifier.root_from_path(leaves[index], index, size, path[:-1]) != tree.root or size == 1
    assert verifier.tree_root([]) == proof.EMPTY_ROOT
    assert verifier.root_from_path(b"", 1, 1, ()) is None
