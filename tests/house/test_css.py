"""The stylesheet keeps the rules of the house: logical properties, named colours, small files."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "src" / "diwan" / "web" / "static" / "css"
SHEETS = sorted(CSS.rglob("*.css"))
NAMES = [sheet.relative_to(CSS).as_posix() for sheet in SHEETS]

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right|top|bottom|(?:min-|max-)?(?:width|height)"
    r"|overflow-[xy]-(?:start|end))\s*:"
    r"|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)|clear\s*:\s*(?:left|right)"
)
RAW_COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)\(|:\s*(?:white|black|red|grey|gray)\b"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def faults(css: str, pattern: re.Pattern[str], excuse: str) -> list[str]:
    """The lines that break a rule without giving their reason on the same line."""
    lines = css.splitlines()
    return [line.strip() for line in lines if pattern.search(COMMENT.sub("", line)) and excuse not in line]


@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_a_sheet_reads_the_same_in_both_directions(sheet: Path) -> None:
    without_queries = re.sub(r"@(?:media|container)[^{]*", "", sheet.read_text())
    assert faults(without_queries, PHYSICAL, "/* physical:") == []


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s.name != "tokens.css"], ids=lambda s: s.name)
def test_colours_are_named_in_one_place(sheet: Path) -> None:
    assert faults(sheet.read_text(), RAW_COLOUR, "\0") == []


@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_a_sheet_can_be_read_in_one_sitting(sheet: Path) -> None:
    assert len(sheet.read_text().splitlines()) <= 200


@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_every_rule_stands_in_a_layer_and_every_importance_has_its_reason(sheet: Path) -> None:
    text = sheet.read_text()
    assert faults(text, re.compile(r"!important"), "/* important:") == []
    if sheet.name not in ("layers.css", "fonts.css"):
        assert re.search(r"^@layer (reset|tokens|base|layout|components|rooms|utilities) \{", text, re.MULTILINE)


def test_every_token_that_is_used_has_been_given_a_value() -> None:
    everything = "\n".join(COMMENT.sub("", sheet.read_text()) for sheet in SHEETS)
    given = set(re.findall(r"(--[\w-]+)\s*:", everything))
    needed = set(re.findall(r"var\((--[\w-]+)\)", everything))
    assert needed - given == set()


def test_braces_are_balanced() -> None:
    for sheet in SHEETS:
        text = COMMENT.sub("", sheet.read_text())
        assert text.count("{") == text.count("}"), sheet.name


@pytest.mark.parametrize(
    ("css", "is_faulty"),
    [
        ("a { margin-left: 1rem; }", True),
        ("a { margin-inline-start: 1rem; }", False),
        (".n { text-align: right; } /* physical: digits align on their units */", False),
        (".n { text-align: right; }", True),
        ("a { inline-size: 2rem; border-block-start: 0; }", False),
        ("a { width: 2rem; }", True),
    ],
)
def test_the_rule_itself_knows_good_from_bad(css: str, is_faulty: bool) -> None:
    assert bool(faults(css, PHYSICAL, "/* physical:")) is is_faulty
