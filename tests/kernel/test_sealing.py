import pytest

from diwan.kernel import sealing


def test_what_was_sealed_opens_again_and_shows_nothing_meanwhile() -> None:
    sealed = sealing.seal("sk_live_123", purpose="gateways")
    assert "sk_live" not in sealed
    assert sealing.unseal(sealed, purpose="gateways") == "sk_live_123"


def test_what_was_sealed_for_one_purpose_never_opens_for_another() -> None:
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealing.seal("word", purpose="one"), purpose="other")


def test_another_installation_cannot_open_a_copied_database(settings: object) -> None:
    sealed = sealing.seal("word", purpose="one")
    settings.SECRET_KEY = "x" * 50
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealed, purpose="one")
