"""Files that are sent as pictures and are something else, or far more than they weigh."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

MARK = b"<script>alert('original')</script>"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *, depth: int, colour: int, row_bytes: int) -> bytes:
    """A PNG of nothing but zeros, in rows of 64: kilobytes that unfold to megabytes."""
    packing, rows = zlib.compressobj(9), b"\0" * (row_bytes + 1) * 64
    data = b"".join(packing.compress(rows) for _ in range(height // 64)) + packing.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def heavy() -> Iterator[tuple[str, bytes]]:
    """Pictures that would fill a server's memory or its afternoon."""
    yield "wide.png", png(19_968, 19_968, depth=1, colour=0, row_bytes=2_496)
    yield "deep.png", png(4_992, 4_992, depth=16, colour=6, row_bytes=4_992 * 8)
    yield "at-the-limit.png", png(4_416, 4_480, depth=16, colour=6, row_bytes=4_416 * 8)
    large = Image.new("RGB", (4_990, 4_990), "teal")
    yield "large.webp", _saved(large, "WEBP", lossless=True)
    yield "large.gif", _saved(large.convert("P"), "GIF")
    yield "passes.jpg", _saved(large, "JPEG", progressive=True, quality=10)
    yield "large.avif", _saved(Image.new("RGB", (4_990, 4_990)), "AVIF", speed=10)
    yield "at-the-limit.webp", _saved(Image.new("RGB", (3_460, 3_460)), "WEBP", lossless=True)
    huge = Image.new("L", (10_900, 10_900), 90)
    yield "huge.jpg", _saved(huge, "JPEG", quality=10)
    yield "huge-passes.jpg", _saved(huge, "JPEG", quality=10, progressive=True)
    frames = [Image.new("P", (1_000, 1_000), number % 200) for number in range(300)]
    yield "frames.gif", _saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    yield (
        "frames.webp",
        _saved(
            frames[0].convert("RGB"), "WEBP", save_all=True, append_images=[one.convert("RGB") for one in frames[1:40]]
        ),
    )


def disguised() -> Iterator[tuple[str, bytes]]:
    """No pictures at all, whatever their names and first letters say."""
    yield "page.jpg", b"<!doctype html>" + MARK
    yield "drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg">' + MARK + b"</svg>"
    yield "drawing.png", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    yield "both.gif", b"GIF89a/*" + b"\0" * 40 + b"*/=alert(1)//" + MARK
    yield "paper.jpg", b"%PDF-1.7\n" + MARK
    yield "archive.png", b"PK\x03\x04" + b"\0" * 60 + MARK
    yield "program.png", b"\x7fELF" + b"\0" * 60
    yield "script.ps", b"%!PS\n(/etc/passwd) (r) file\n"
    yield "half.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 64
    yield "claims.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\0\0\0\x01\0\0\x08\x06\0\0\0" + b"\0" * 64
    yield "empty.jpg", b""
    yield "zeros.jpg", b"\0" * 1_000


def companions() -> Iterator[tuple[str, bytes]]:
    """True pictures that carry something else: where they were taken, a script behind or within, a second face."""
    small = Image.new("RGB", (64, 48), "teal")
    exif = Image.Exif()
    exif[0x010E] = exif[0x9286] = MARK.decode()
    exif[0x8825] = {1: "N", 2: (24.0, 42.0, 0.0)}
    jpeg = _saved(small, "JPEG", exif=exif, comment=MARK)
    yield "told.jpg", jpeg
    yield "followed.jpg", jpeg + MARK
    yield "paper.jpg", jpeg + b"%PDF-1.7\n" + MARK
    yield "archive.jpg", jpeg + b"PK\x05\x06" + b"\0" * 18 + MARK
    plain = _saved(small, "PNG")
    yield "told.png", plain[:33] + _chunk(b"tEXt", b"Comment\0" + MARK) + plain[33:]
    yield "followed.png", plain + MARK
    yield "coloured.webp", _saved(small, "WEBP", icc_profile=MARK, exif=exif, xmp=MARK)
    yield "../../../../etc/cron.d/x.jpg", jpeg
    yield 'x".jpg\r\nSet-Cookie: a=b', jpeg
    yield "a" * 300 + ".php.jpg", jpeg
