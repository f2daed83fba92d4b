"""Drawings: true proportions, mirrored by arithmetic, the same every time."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.kernel.text.reader import Reader
from diwan.web.drawing.dotplot import Bin, dotplot, members_per_dot
from diwan.web.drawing.face import face, hue_of
from diwan.web.drawing.fall import FallRow, fall
from diwan.web.drawing.mosaic import PALETTES, cover, crest, palette_of
from diwan.web.drawing.sankey import Flow, sankey
from diwan.web.drawing.seeds import Seeded
from diwan.web.drawing.series import Point, series
from diwan.web.drawing.strips import fill, meter, strip, swing

PARTS = st.lists(
    st.tuples(st.sampled_from(["zinjar", "stone", "argwan"]), st.integers(0, 10**9)), min_size=1, max_size=8
)


def spans(svg: str, kind: str = "rect") -> list[tuple[float, float]]:
    """Start and width, in per cent, of every shape of a kind."""
    return [(float(x), float(w)) for x, w in re.findall(rf'<{kind}[^>]*? x="([-\d.]+)%"[^>]*?width="([\d.]+)%"', svg)]


@given(PARTS)
def test_a_strip_for_arabic_readers_is_the_mirror_of_the_english_one(parts: list[tuple[str, int]]) -> None:
    ltr, rtl = spans(strip(parts, rtl=False)), spans(strip(parts, rtl=True))
    for (x, width), (mirrored, same) in zip(ltr, rtl, strict=True):
        assert width == same
        assert mirrored == pytest.approx(100 - x - width, abs=0.002)


def test_a_strip_keeps_true_proportions() -> None:
    assert spans(strip([("zinjar", 65), ("stone", 35)], rtl=False)) == [(0, 65), (65, 35)]


def test_a_strip_has_no_negative_parts() -> None:
    with pytest.raises(ValueError, match="negative"):
        strip([("zinjar", -1)], rtl=False)


def test_a_meter_never_leaves_its_track_and_an_empty_whole_is_an_empty_bar() -> None:
    assert 'width="100.000%"' in meter(150, 100, rtl=False)
    assert 'width="0.000%"' in meter(1, 0, rtl=True)
    assert 'x="35.000%" width="65.000%"' in meter(65, 100, rtl=True)
    assert 'width="0.000%"' in fill(0, 0, rtl=True)


def test_a_loss_is_vermilion_and_a_gain_is_verdigris() -> None:
    assert "tone-zinjafr" in swing(100, 90, 200, rtl=True)
    assert "tone-zinjar" in swing(90, 100, 200, rtl=True)


def test_the_waterfall_ends_with_nothing_left_over() -> None:
    rows = [
        FallRow("in", 100, "plus"), FallRow("all", 100, "total"), FallRow("fee", 20, "minus"),
        FallRow("net", 80, "total"), FallRow("members", 60, "share"), FallRow("reserve", 20, "share"),
    ]  # fmt: skip
    bars = [spans(line.bar)[0] for line in fall(rows, rtl=False)]
    assert bars == [(0, 100), (0, 100), (80, 20), (0, 80), (0, 60), (60, 20)]
    assert [spans(line.bar)[0] for line in fall(rows, rtl=True)][2] == (0, 20)
    assert fall(rows, rtl=False)[2].shown_minor == -20


def test_an_unknown_kind_of_line_is_refused() -> None:
    with pytest.raises(ValueError, match="gift"):
        fall([FallRow("x", 1, "gift")], rtl=False)


def test_a_sankey_whose_sides_differ_is_refused(english: Reader) -> None:
    with pytest.raises(ValueError, match="equal"):
        sankey(
            [Flow("in", 100, "slate")], [Flow("out", 99, "zinjar")], currency="USD", reader=english, title="t", pot="p"
        )


def test_income_stands_on_the_reading_side(arabic: Reader, english: Reader) -> None:
    def pot_to_income(reader: Reader) -> float:
        flows = [Flow("in", 100, "slate")], [Flow("out", 100, "zinjar")]
        svg = sankey(*flows, currency="USD", reader=reader, title="<t>", pot="pot")
        assert 'aria-label="&lt;t&gt;"' in svg
        return float(re.search(r'class="node tone-slate" x="([\d.]+)"', svg).group(1))  # type: ignore[union-attr]  # fails the test if absent

    assert pot_to_income(english) == 0
    assert pot_to_income(arabic) == 988


def test_every_member_has_a_dot_and_only_the_reader_is_marked(arabic: Reader) -> None:
    svg = dotplot([Bin("0–2", 18), Bin("2–5", 27, holds_reader=True)], reader=arabic, title="t", you="أنت")
    assert svg.count('class="dot"') == 44
    assert svg.count('class="you"') == 1
    assert "أنت" in svg


def test_a_large_community_shares_its_dots() -> None:
    assert members_per_dot([Bin("a", 36)]) == 1
    assert members_per_dot([Bin("a", 37)]) == 2
    assert members_per_dot([]) == 1


def test_time_runs_in_reading_direction(arabic: Reader, english: Reader) -> None:
    points = [Point("Jan", 100), Point("Feb", 300), Point("Mar", 320, 280, 360)]
    first_x = [
        float(
            re.search(r'class="actual" d="M([\d.]+)', series(points, currency="USD", reader=reader, title="t")).group(1)
        )  # type: ignore[union-attr]  # fails the test if absent
        for reader in (english, arabic)
    ]
    assert first_x[0] == pytest.approx(900 - first_x[1])
    assert first_x[0] < first_x[1]


def test_one_month_is_no_line(english: Reader) -> None:
    with pytest.raises(ValueError, match="One month"):
        series([Point("Jan", 100)], currency="USD", reader=english, title="t")


def test_a_crest_grows_from_its_name_and_never_changes() -> None:
    assert crest("rooftop") == crest("rooftop")
    assert crest("rooftop") != crest("khatt")
    assert palette_of("rooftop") in PALETTES
    assert crest("rooftop", "sea") != crest("rooftop", "clay")
    assert cover("rooftop", wide=True).count("<path") == 45


def test_a_seed_is_steady_and_keeps_its_limits() -> None:
    one, two = Seeded("x"), Seeded("x")
    assert [one.below(7) for _ in range(50)] == [two.below(7) for _ in range(50)]
    assert {Seeded(str(seed)).weighted((0, 3, 0)) for seed in range(20)} == {1}


def test_a_face_keeps_its_hue_when_the_name_changes() -> None:
    assert hue_of("7") == hue_of("7")
    first, second = face("ليلى", key=7), face("ليلى ح.", key=7)
    assert re.search(r"hue-\d", first).group() == re.search(r"hue-\d", second).group()  # type: ignore[union-attr]  # fails the test if absent
    assert "<script>" not in face("<script>")
    assert 'alt=""' in face("x", photo="/p.jpg")
