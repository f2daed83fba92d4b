"""Letters that were written to files, read back: how a newcomer sees what their installation would have sent.

Exists only where mail goes to files, and never in production. In a demo anybody may read letters to addresses that end
in .example, which by RFC 2606 belong to nobody. Anywhere else one sees one's own letters and no others: they hold
sign-in codes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import cast

from django.conf import settings

MOST = 100
LOOKED_AT = 1500
_FILES = "django.core.mail.backends.filebased.EmailBackend"
_END = b"-" * 79


@dataclass(frozen=True, slots=True)
class FiledLetter:
    """`name` is the file's name without its ending; a file holds one letter."""

    name: str
    to: str
    sender: str
    subject: str
    sent_at: datetime
    text: str
    html: str
    headers: tuple[tuple[str, str], ...]


def is_open() -> bool:
    return settings.EMAIL_BACKEND == _FILES and (settings.DEMO or settings.IS_DEVELOPMENT)


def may_read(to: str, own_address: str) -> bool:
    """Whether somebody with this address ('' for a visitor) may read a letter to `to`."""
    if settings.DEMO and to.lower().endswith(".example"):
        return True
    return bool(own_address) and to.lower() == own_address.lower()


def list_letters(*, own_address: str, to: str = "") -> list[FiledLetter]:
    """The newest letters the reader may see, newest first; `to` narrows them to one address."""
    found: list[FiledLetter] = []
    for path in sorted(_folder().glob("*.log"), key=lambda file: file.name, reverse=True)[:LOOKED_AT]:
        letter = _read(path)
        if letter and may_read(letter.to, own_address) and (not to or letter.to == to):
            found.append(letter)
        if len(found) == MOST:
            break
    return found


def find_letter(*, name: str, own_address: str) -> FiledLetter | None:
    """One letter by its file's name, if the reader may see it. The name is a slug: it cannot leave the folder."""
    path = _folder() / f"{name}.log"
    letter = _read(path) if path.is_file() else None
    return letter if letter and may_read(letter.to, own_address) else None


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)


def _read(path: Path) -> FiledLetter | None:
    content = path.read_bytes().split(_END)[0].strip()
    if not content:
        return None
    message = message_from_bytes(content, policy=policy.default)
    return FiledLetter(
        name=path.stem,
        to=parseaddr(str(message["To"]))[1],
        sender=str(message["From"]),
        subject=str(message["Subject"]),
        sent_at=_moment(str(message["Date"])),
        text=_part(message, "plain"),
        html=_part(message, "html"),
        headers=tuple((name, str(message[name])) for name in _SHOWN if message[name]),
    )


def _moment(text: str) -> datetime:
    """The date of a letter; '-0000', which says nothing of the place, is read as UTC."""
    found = parsedate_to_datetime(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


_SHOWN = ("Message-ID", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted")


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return str(cast(EmailMessage, body).get_content()) if body is not None else ""
