"""A bank's file is read as the bank meant it: headings, digits, commas, debits and days of many shapes."""

from datetime import date

import pytest

from diwan.commerce.tills import figures
from diwan.commerce.tills.table import NotATable, Reading, guess_columns, read_lines, read_table


def read(text: str | bytes, exponent: int = 2) -> Reading:
    table = read_table(text if isinstance(text, bytes) else text.encode())
    columns, _ = guess_columns(table, exponent=exponent)
    return read_lines(table, columns, exponent=exponent)


SHAPES = {
    "debit and credit columns, after lines of the bank's own": (
        "Bank of the Valley\nAccount;JO94CBJO\n\nDate;Description;Debit (JOD);Credit (JOD);Balance\n"
        "05/10/2026;TRF AHMAD K7M2QD;;12.500;40.000\n31/10/2026;FEE;0.500;;39.500\n;Total;0.500;12.500;\n",
        3, [(date(2026, 10, 5), 12_500), (date(2026, 10, 31), -500)], 1,
    ),
    "Arabic headings and Arabic digits": (
        "التاريخ,البيان,مدين,دائن\n٥/١٠/٢٠٢٦,حوالة من أحمد سالم,,١٢٫٥٠٠\n٢٠٢٦-١٠-٠٦,عمولة,٠٫٢٥٠,\n",
        3, [(date(2026, 10, 5), 12_500), (date(2026, 10, 6), -250)], 0,
    ),
    "signed amounts with a decimal comma and thousands of points": (
        "Booking date\tAmount\tPayment details\n5-Oct-26\t1.250,50\tone\n06-OCT-2026\t-20,00\ttwo\n",
        2, [(date(2026, 10, 5), 125_050), (date(2026, 10, 6), -2_000)], 0,
    ),
    "amounts beside a column that says in or out, month first": (
        'Transaction Date,Amount,Dr/Cr,Narration\n10/13/2026,"1,250.00",CR,a\n10/14/2026,50.00,DR,b\n',
        2, [(date(2026, 10, 13), 125_000), (date(2026, 10, 14), -5_000)], 0,
    ),
    "brackets for what left, blanks and the currency in the cell": (
        "Value Date|Amount|Details\n2026-10-05T10:22:00|EGP 1,500.00|x\n2026-10-06|(30.00)|y\n",
        2, [(date(2026, 10, 5), 150_000), (date(2026, 10, 6), -3_000)], 0,
    ),
    "Arabic words for the direction and Levantine months": (
        "التاريخ;المبلغ;نوع الحركة;الوصف\n5 تشرين الأول 2026;10.00;دائن;أ\n6 تشرين الثاني 2026;4.00;مدين;ب\n",
        2, [(date(2026, 10, 5), 1_000), (date(2026, 11, 6), -400)], 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_common_shapes_are_read(shape: str) -> None:
    text, exponent, wanted, unread = SHAPES[shape]
    found = read(text, exponent)
    assert [(line.day, line.amount_minor) for line in found.lines] == wanted
    assert len(found.unread) == unread


def test_a_file_in_the_old_arabic_code_page_or_in_utf_16_is_read() -> None:
    text = "التاريخ,البيان,دائن\n05/10/2026,حوالة أحمد,9.00\n"
    for raw in (text.encode("cp1256"), text.encode("utf-16"), text.encode("utf-8-sig")):
        assert read(raw).lines[0].text == "حوالة أحمد"


@pytest.mark.parametrize(
    ("cells", "exponent", "decimal", "is_doubtful"),
    [
        (["1,250.50", "20"], 2, ".", False),
        (["1.250,50"], 2, ",", False),
        (["1,250"], 2, ".", False),
        (["1.250"], 2, ",", False),
        (["12.500", "1,200.000"], 3, ".", False),
        (["12,500"], 3, ",", True),
        (["1,200,500"], 3, ".", False),
        (["12,5"], 3, ",", False),
    ],
)
def test_the_sign_before_fractions(cells: list[str], exponent: int, decimal: str, is_doubtful: bool) -> None:
    """12,500 of a currency with three decimals is twelve and a half, or twelve thousand: a person looks."""
    assert figures.decimal_of(cells, exponent) == (decimal, is_doubtful)


def test_more_decimals_than_the_currency_has_are_no_amount() -> None:
    assert figures.read_amount("12.505", exponent=2, decimal=".") is None
    assert figures.read_amount("12.500", exponent=2, decimal=".") == 1250
    assert figures.read_amount("9" * 30, exponent=2, decimal=".") is None


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"   \n", b"PK\x03\x04 a spreadsheet", b"%PDF-1.7", b"no,headings\n1,2\n",
        b"Date,Description\n2026-10-05,x\n",
        b"\x00" * 400, b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"Date,Amount\n" + b"2026-10-05,1\n" * 5002,
        b"x" * 1_000_001,
    ],
)  # fmt: skip
def test_what_is_no_statement_is_refused(raw: bytes) -> None:
    with pytest.raises(NotATable):
        read_table(raw)


def test_no_cell_of_a_hostile_file_is_guessed_into_money() -> None:
    cells = ["=1+1", "1e9", "NaN", "12/10", "5.00 x 3", "--", "1 USD 2", "", "1.2.3,4,5"]
    rows = "".join(f'2026-10-05,"{cell}",x\n' for cell in cells)
    found = read(f"Date,Amount,Details\n2026-13-45,5.00,x\n0000-00-00,1,v\n{rows}2026-10-05,ج.م ٥٫٠٠,good\n")
    assert [(line.text, line.amount_minor) for line in found.lines] == [("good", 500)]
    assert len(found.unread) == len(cells) + 2
