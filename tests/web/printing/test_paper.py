"""Documents on paper: the same bytes for the same words, both directions, and nothing a person types breaks them."""

from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from diwan.kernel.text.bidi import PDI, RLI, isolate, isolate_ltr
from diwan.kernel.text.money import format_money
from diwan.kernel.text.reader import Reader
from diwan.web.printing import document as said
from diwan.web.printing.answer import pdf_answer
from diwan.web.printing.render import render
from diwan.web.printing.runs import Run, runs_of
from diwan.web.printing.sheet import FONTS, Sheet
from diwan.web.printing.words import lines_of

from ..naughty_arabic import STRINGS

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
ARABIC = Reader("ar", "latn")


def paper(language: str, *blocks: said.Block) -> said.Document:
    return said.Document(title="Invoice", language=language, made_at=AT, blocks=blocks, foot="INV-1")


def table(*rows: said.Row) -> said.Table:
    return said.Table((said.Column("البيان", 3), said.Column("المبلغ", 1, is_figure=True)), rows)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float, str]]:
    """Every run in the order it is written: millimetres from the left, from the top, letters."""
    seen: list[tuple[float, float, str]] = []
    put = Sheet.__init__

    def spied(sheet: Sheet, **words: Any) -> None:
        put(sheet, **words)
        cell = sheet.pdf.cell

        def noted(width: float, height: float, text: str) -> bool:
            seen.append((sheet.pdf.get_x(), sheet.pdf.get_y(), text))
            return bool(cell(width, height, text))

        monkeypatch.setattr(sheet.pdf, "cell", noted)

    monkeypatch.setattr(Sheet, "__init__", spied)
    return seen


def test_the_same_document_is_the_same_file() -> None:
    one = paper("ar", said.Masthead("فاتورة", "بستان", "rooftop"), said.Code("https://example.org/1"))
    assert render(one) == render(one)
    assert render(one).startswith(b"%PDF-")


def test_sign_currency_and_figure_keep_their_places_in_an_arabic_line() -> None:
    line = f"دفع {format_money(-12500, 'KWD', ARABIC)} أمس"
    assert [run.text.strip("\u00a0 ") for run in runs_of(line, is_rtl=True)] == ["أمس", "−", "د.ك", "12.500", "دفع"]


def test_a_name_in_the_other_direction_does_not_turn_its_neighbours() -> None:
    runs = runs_of(f"Paid by {isolate('ليلى (عمّان)')}, twice", is_rtl=False)
    assert runs == [Run("Paid by ", False), Run("ليلى (عمّان)", True), Run(", twice", False)]


def test_arabic_digits_run_left_to_right_inside_arabic() -> None:
    assert [run.text for run in runs_of("في ٢٠٢٦ عام", is_rtl=True)] == [" عام", "٢٠٢٦", "في "]


def test_a_vowel_mark_does_not_break_its_word(written: list[tuple[float, float, str]]) -> None:
    """Cut at the mark, the letter before it would take its final form and the mark would stand beside it."""
    with closing(Sheet(title="x", language="ar", made_at=AT, paper="a4")) as sheet:
        sheet.pen(10)
        sheet.put("عمّان", at=0, width=100)
        assert len(list(sheet.pdf._parse_chars("عمّان", False))) == 1
    assert [text for _, _, text in written] == ["عمّان"]


def test_the_first_column_of_an_arabic_table_stands_on_the_right(written: list[tuple[float, float, str]]) -> None:
    render(paper("ar", table(said.Row(("عضوية", isolate_ltr("12.500"))))))
    places = {text: x for x, _, text in written}
    assert places["عضوية"] > 105 > places["12.500"]


def test_the_first_column_of_an_english_table_stands_on_the_left(written: list[tuple[float, float, str]]) -> None:
    render(paper("en", table(said.Row(("Membership", "12.500")))))
    places = {text: x for x, _, text in written}
    assert places["Membership"] < 105 < places["12.500"]


def test_a_long_table_says_its_head_on_every_page_and_numbers_them(written: list[tuple[float, float, str]]) -> None:
    rows = tuple(said.Row((f"Row {number}", str(number))) for number in range(120))
    render(paper("en", table(*rows)))
    heads = [text for _, _, text in written if text == "البيان"]
    pages = [text for _, _, text in written if " / " in text]
    assert len(heads) == len(pages) > 2
    assert pages[-1] == f"{len(pages)} / {len(pages)}"
    assert [text for _, _, text in written if text.startswith("Row ")] == [f"Row {number}" for number in range(120)]


def test_nothing_is_written_below_the_foot_or_beyond_the_edges(written: list[tuple[float, float, str]]) -> None:
    long = "بستان " * 400 + "x" * 900
    render(paper("ar", said.Paragraph(long), table(said.Row((long[:900], "1"), note=long[:300]))))
    assert all(x >= 19.9 and x <= 190.1 and y <= 277 for x, y, _ in written)


def test_an_isolate_cut_by_the_end_of_a_line_is_whole_on_both() -> None:
    lines = lines_of(f"ab {RLI}cd ef{PDI} gh", 5, len)
    assert lines == ["ab " + RLI + "cd" + PDI, RLI + "ef" + PDI + " gh"]


def test_a_word_wider_than_the_line_comes_in_pieces() -> None:
    assert lines_of("abcdefgh ij", 3, len) == ["abc", "def", "gh", "ij"]


@pytest.mark.parametrize(
    "text", [*STRINGS, "{nb}", "\u202e1,000", "\u2066\u2066\u2066", "\u0000\u0007", "😀", "**b** __u__"]
)
def test_whatever_a_person_types_can_be_printed(text: str) -> None:
    blocks = (
        said.Masthead(text, text, "rooftop", ((text, text),)),
        said.Parties(((text, (text, text)),)),
        table(said.Row((text, text), note=text)),
        said.Totals(((text, text),)),
        said.Bars(((text, text, 4000),)),
        said.Paragraph(text),
    )
    for language in ("ar", "en"):
        assert render(paper(language, *blocks)).startswith(b"%PDF-")


def test_a_word_of_ours_that_means_pages_to_the_library_stays_a_word(written: list[tuple[float, float, str]]) -> None:
    render(paper("en", said.Paragraph("{nb} apples")))
    assert "{nb} apples" in [text for _, _, text in written]


@pytest.mark.parametrize("weight", [400, 600])
def test_one_font_holds_both_scripts_and_joins_letters(weight: int) -> None:
    content = (FONTS / f"diwan-print-{weight}.ttf").read_bytes()
    with TTFont(BytesIO(content)) as font:
        drawn = font.getBestCmap()
        names = {str(record) for record in font["name"].names if record.nameID in (1, 4)}
    assert set(map(ord, "0123456789.,−-()%٠١٢٣٤٥٦٧٨٩٫٬ءابتثجحخدذرزسشصضطظعغفقكلمنهويىةABCxyz€")) <= set(drawn)
    assert all("Plex" not in name for name in names)  # the licence reserves that name
    shaped = uharfbuzz.Buffer()
    shaped.add_str("عمّان")
    shaped.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(content)), shaped)
    letters = [drawn.get(ord(letter)) for letter in "عمان"]
    with TTFont(BytesIO(content)) as font:
        glyphs = [font.getGlyphName(info.codepoint) for info in shaped.glyph_infos]
    assert len(glyphs) == 5
    assert set(letters[:3]).isdisjoint(glyphs)  # joined forms, not the letters alone


def test_the_answer_names_the_file_in_every_browser_and_is_kept_by_nobody() -> None:
    answer = pdf_answer(b"%PDF-", "فاتورة 12.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert 'filename="12.pdf"' in answer["Content-Disposition"]
    assert "\n" not in pdf_answer(b"", 'a"\r\nX: y.pdf')["Content-Disposition"]
