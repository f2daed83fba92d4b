"""The HTTP answer that carries a file nobody else may keep."""

from urllib.parse import quote

from django.http import HttpResponse

PDF = "application/pdf"


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF shown in the browser; `name` is the file's name, with or without letters beyond ASCII."""
    return file_answer(content, name, PDF, shown=True)


def file_answer(content: bytes, name: str, kind: str, *, shown: bool = False) -> HttpResponse:
    """A file of this content type, offered to be kept unless it is `shown`; no cache between here and the reader."""
    plain = "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "._-"))
    place = "inline" if shown else "attachment"
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": f"{place}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
            "X-Content-Type-Options": "nosniff",
        },
    )
