"""What people type into deals, made fit to keep: one line or several, without control characters, never too long."""

from urllib.parse import urlsplit

from diwan.promotion.errors import BadAddress, ReasonNeeded, WordsNeeded


def one_line(text: str, longest: int) -> str:
    return " ".join(text.replace("\x00", "").split())[:longest].strip()


def paragraphs(text: str, longest: int) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").strip()[:longest]


def needed(text: str, longest: int) -> str:
    """Raises WordsNeeded."""
    words = one_line(text, longest)
    if not words:
        raise WordsNeeded
    return words


def reasoned(text: str) -> str:
    """Raises ReasonNeeded."""
    words = one_line(text, 300)
    if not words:
        raise ReasonNeeded
    return words


def address(text: str, longest: int = 500) -> str:
    """An https address with a host and no name or password in it. Raises BadAddress."""
    link = text.strip()
    try:
        parts = urlsplit(link)
        is_good = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_good = False
    if not is_good or len(link) > longest or any(letter.isspace() or not letter.isprintable() for letter in link):
        raise BadAddress(address=link[:120])
    return link


def is_code(text: str) -> bool:
    """Whether it can be one of our codes at all: letters and digits, few of them."""
    return text.isascii() and text.isalnum() and len(text) <= 12


def host_of(link: str) -> str:
    return (urlsplit(link).hostname or "").lower()


def is_among(host: str, hosts: list[str]) -> bool:
    """Whether a host is one of these, or lies beneath one."""
    return any(host == known or host.endswith("." + known) for known in hosts)
