"""Papers from strangers: a photo is encoded anew, a PDF is kept as it came if nothing in it can do anything.

A PDF cannot be made harmless without drawing it anew; it is therefore looked through, and served as a download that
no page of ours ever shows inside itself.
"""

import re
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from diwan.kernel import pictures
from diwan.kernel.errors import DiwanError

MOST_BYTES = 12_000_000
_MOST_INFLATED = 60_000_000
_NAME = re.compile(rb"/([^\s()<>\[\]{}/%]+)")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
# What a PDF runs, calls, fetches, carries or hides. That something is done on opening (/OpenAction, /AA, a form) is
# ordinary; what is done then is one of these, or harmless.
_ACTIVE = frozenset(
    {
        b"EmbeddedFile", b"EmbeddedFiles", b"Encrypt", b"GoToE", b"GoToR", b"ImportData", b"JS", b"JavaScript",
        b"Launch", b"Movie", b"Rendition", b"RichMedia", b"Sound", b"SubmitForm", b"XFA",
    }
)  # fmt: skip


class NotAPaper(DiwanError):
    sentence = _("This file is neither a photo nor a plain PDF we can keep. Send a photo, or print it to PDF anew.")


class PaperTooLarge(DiwanError):
    sentence = _("This file is too large. Send one under 12 MB.")


@dataclass(frozen=True, slots=True)
class Paper:
    """What may be kept: `suffix` is webp or pdf."""

    suffix: str
    content: bytes


def checked(data: bytes) -> Paper:
    """The photo anew as WebP, or the PDF as it came. Raises NotAPaper, PaperTooLarge, pictures.PictureTooLarge."""
    if len(data) > MOST_BYTES:
        raise PaperTooLarge
    if data[:1024].lstrip().startswith(b"%PDF-"):
        if b"%%EOF" not in data[-2048:] or _is_active(data):
            raise NotAPaper
        return Paper("pdf", data)
    try:
        return Paper("webp", pictures.reencode(data))
    except pictures.NotAPicture:
        raise NotAPaper from None


def _is_active(data: bytes) -> bool:
    """Whether any name in it, also inside compressed objects, is one that acts; what cannot be read counts as one."""
    left = _MOST_INFLATED
    if _acts(data):
        return True
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - 400) : found.start()]
        if b"ObjStm" not in _plain(head):
            continue
        opened = _inflated(data[found.end() :], left)
        if opened is None or _acts(opened):
            return True
        left -= len(opened)
    return False


def _inflated(data: bytes, most: int) -> bytes | None:
    try:
        opened = zlib.decompressobj().decompress(data, max(most, 1))
    except zlib.error:
        return None
    return opened if len(opened) < most else None


def _acts(text: bytes) -> bool:
    return any(_plain(name) in _ACTIVE for name in _NAME.findall(text))


def _plain(name: bytes) -> bytes:
    """A name without its escapes: /J#61vaScript is /JavaScript."""
    return _HEX.sub(lambda found: bytes([int(found.group(1), 16)]), name)
