"""What a rule looks at in a text: links, people called, the folded words. Pure."""

import hashlib
import re

from diwan.kernel.text.folding import fold, words

# A web address, written out or not; the host of a mail address is none.
_LINK = re.compile(
    r"(?:https?://|www\.)\S|(?<![@\w.-])[\w-]+\.(?:com|net|org|io|me|ru|xyz|shop|store|link|site|online|info|biz)\b"
)
_CALL = re.compile(r"(?<![\w@/.&])@[^\W_]")
# A copy of «thank you» is no copy: only what is long enough to have been copied counts.
SHORTEST_COPY = 12


def count_links(body: str) -> int:
    return len(_LINK.findall(body.lower()))


def count_calls(body: str) -> int:
    return len(set(re.findall(r"(?<![\w@/.&])@([^\W_][\w.-]*)", body))) if _CALL.search(body) else 0


def folded_words(body: str) -> list[str]:
    """The words as a search would read them: case, marks and hamza seats do not hide a copy."""
    return [folded for word in words(body) if (folded := fold(word))]


def words_hash(body: str) -> str:
    """The same for texts that say the same; '' for one too short to be a copy."""
    found = folded_words(body)
    return hashlib.sha256(" ".join(found).encode()).hexdigest()[:32] if len(found) >= SHORTEST_COPY else ""


def says(body: str, wanted: str) -> bool:
    """Whether the text holds these words, one after the other, however they are spelt."""
    sought = " ".join(folded_words(wanted))
    return bool(sought) and f" {sought} " in f" {' '.join(folded_words(body))} "
