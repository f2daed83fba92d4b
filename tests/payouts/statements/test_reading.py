"""What a bank's file says, whichever form it has; and files that are traps."""

from datetime import date

import pytest

from diwan.payouts.errors import UnreadableStatement
from diwan.payouts.statements.match import Known, matches, named
from diwan.payouts.statements.read import read

CSV = """Green Bank,,,
Account,JO94CBJO0010000000000131000302,,
Date,Description,Debit,Credit
09/11/2026,Transfer K7M2QD to HUDA ALI,"1,041.20",
10/11/2026,RETURN K7M2QE account closed,,9.00
11/11/2026,Card fee,2.00,
,Closing balance,,
"""
ARABIC = """التاريخ;البيان;المبلغ;رقم العملية
٠٩/١١/٢٠٢٦;حوالة K7M2QD;-١٬٠٤١٫٢٠;FT1
"""
BATCH = b"""<Document xmlns="urn:x:camt.053"><BkToCstmrStmt><Stmt><Ntry>
<Amt Ccy="KWD">13.250</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><DtTm>2026-11-09T10:00:00</DtTm></BookgDt><NtryDtls>
<TxDtls><Refs><EndToEndId>K7M2QD</EndToEndId></Refs><Amt Ccy="KWD">12.500</Amt></TxDtls>
<TxDtls><Refs><EndToEndId>K7M2QE</EndToEndId></Refs><Amt Ccy="KWD">0.750</Amt></TxDtls>
</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>"""


def test_a_table_is_read_below_its_headings() -> None:
    form, (sent, back, fee) = read(CSV.encode(), "USD")
    assert form == "csv"
    assert (sent.amount_minor, sent.is_out, sent.booked_date) == (104_120, True, date(2026, 11, 9))
    assert (back.amount_minor, back.is_failure, back.reason) == (900, True, "RETURN K7M2QE account closed")
    assert fee.amount_minor == 200


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256"])
def test_arabic_headings_and_digits_in_either_code_page(encoding: str) -> None:
    text = ARABIC if encoding != "cp1256" else ARABIC.replace("٠٩/١١/٢٠٢٦", "09/11/2026").replace("١٬٠٤١٫٢٠", "1041.20")
    _form, (line,) = read(text.encode(encoding), "USD")
    assert (line.amount_minor, line.is_out, line.bank_reference) == (104_120, True, "FT1")
    assert line.booked_date == date(2026, 11, 9)


def test_one_entry_may_be_many_payments() -> None:
    form, lines = read(BATCH, "KWD")
    assert (form, [line.amount_minor for line in lines]) == ("camt.053", [12_500, 750])
    assert {line.booked_date for line in lines} == {date(2026, 11, 9)}


TRAPS = {
    "nothing": b"",
    "no table": b"hello\nworld\n",
    "broken": b"<Document><Bk",
    "another document": b"<html><body/></html>",
    "an entity": b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document>&x;</Document>',
    "a bomb": b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Document>&b;</Document>',
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 400,
    "infinity": b'<Document><BkToCstmrStmt><Ntry><Amt Ccy="USD">Infinity</Amt></Ntry></BkToCstmrStmt></Document>',
    "half a cent": b'<Document><BkToCstmrStmt><Ntry><Amt Ccy="USD">0.005</Amt></Ntry></BkToCstmrStmt></Document>',
}


@pytest.mark.parametrize("content", TRAPS.values(), ids=TRAPS.keys())
def test_what_is_no_statement_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableStatement):
        read(content, "USD")


def test_a_line_that_names_two_payments_names_none() -> None:
    known = {"K7M2QD": Known(1, 500, "approved", None), "K7M2QE": Known(2, 500, "approved", None)}
    _form, (line,) = read(b"date,description,amount\n2026-11-09,K7M2QD and K7M2QE,-5.00\n", "USD")
    assert named(line, known) == ""


@pytest.mark.parametrize(
    ("row", "status", "effect"),
    [
        ("K7M2QD,-5.00", "approved", "confirms"),
        ("K7M2QD,-5.00", "sent", "confirms"),
        ("K7M2QD,-5.01", "approved", "differs"),
        ("K7M2QD,-5.00", "failed", "differs"),
        ("K7M2QD,5.00", "sent", "returns"),
        ("K7M2QD,5.00", "returned", "known"),
        ("K7M2QD,5.00", "confirmed", "differs"),
    ],
)
def test_what_a_line_says_depends_on_where_the_payment_stands(row: str, status: str, effect: str) -> None:
    _form, lines = read(f"description,amount\n{row}\n".encode(), "USD")
    (match,) = matches(lines, {"K7M2QD": Known(1, 500, status, None)}, "USD")
    assert match.effect == effect


def test_what_the_bank_confirmed_before_is_known() -> None:
    _form, lines = read(b"description,amount\nK7M2QD,-5.00\n", "USD")
    (match,) = matches(lines, {"K7M2QD": Known(1, 500, "sent", date(2026, 11, 9))}, "USD")
    assert match.effect == "known"
