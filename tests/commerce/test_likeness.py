"""Which order a transfer probably pays: the code first, then the amount with the name, in either script."""

import pytest

from diwan.commerce.tills.enums import Likelihood
from diwan.commerce.tills.likeness import Wanted, candidates, sound

AHMAD = Wanted(1, "K7M2QD", 12_500, "أحمد سالم")
SARA = Wanted(2, "PT4WXN", 12_500, "Sara Haddad")
OMAR = Wanted(3, "H3R8VB", 30_000, "عمر الراشد")
ALL = [AHMAD, SARA, OMAR]


def first(text: str, amount_minor: int) -> tuple[int, Likelihood]:
    best = candidates(text=text, amount_minor=amount_minor, wanted=ALL)[0]
    return best.order_id, best.likelihood


@pytest.mark.parametrize("text", ["TRF K7M2QD", "ref:k7m-2qd thanks", "حوالة K7M2QD/عضوية", "٠٠K7M2QD٠٠"])
def test_the_code_in_the_text_and_the_same_amount_are_certain(text: str) -> None:
    assert first(text, 12_500) == (1, Likelihood.CERTAIN)


def test_the_code_with_another_amount_is_likely_and_comes_before_the_amount_alone() -> None:
    found = candidates(text="h3r8vb", amount_minor=12_500, wanted=ALL)
    assert (found[0].order_id, found[0].likelihood) == (3, Likelihood.LIKELY)
    assert {one.order_id for one in found[1:]} == {1, 2}


@pytest.mark.parametrize(
    ("text", "amount_minor", "order_id"),
    [
        ("INWARD TRANSFER AHMED SALEM", 12_500, 1),
        ("حوالة واردة من احمد سالم", 12_500, 1),
        ("سارة حداد", 12_500, 2),
        ("OMAR AL-RASHID RENT", 30_000, 3),
    ],
)
def test_amount_and_name_are_likely_in_either_script(text: str, amount_minor: int, order_id: int) -> None:
    assert first(text, amount_minor) == (order_id, Likelihood.LIKELY)


def test_the_amount_alone_is_only_possible_and_a_strange_row_fits_nothing() -> None:
    assert {one.likelihood for one in candidates(text="X", amount_minor=12_500, wanted=ALL)} == {Likelihood.POSSIBLE}
    assert candidates(text="salary of a stranger", amount_minor=99, wanted=ALL) == []


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("محمد", "Mohammad"), ("ليلى", "Layla"), ("خالد", "Khaled"), ("شريف", "Sherif"), ("جمال", "Gamal"),
     ("قاسم", "Qassem"), ("طارق", "Tariq"), ("عثمان", "Othman")],
)  # fmt: skip
def test_names_sound_alike_in_two_scripts(arabic: str, latin: str) -> None:
    assert sound(arabic) == sound(latin) != ""
