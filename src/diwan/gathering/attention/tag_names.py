"""A tag's name as it is shown, and the key by which it is known however it is spelt. Pure."""

import re
from collections.abc import Iterable

from diwan.gathering.attention.models.tag import LONGEST_TAG
from diwan.kernel.text.folding import fold, words

_BETWEEN = re.compile(r"[,،;؛#\n\r\t]+")
_MOST_READ = 20


def split_names(texts: Iterable[str]) -> list[str]:
    """The names in texts that people wrote, parted by commas (of either script) or #; nothing without a word in it."""
    found: list[str] = []
    for text in texts:
        for part in _BETWEEN.split(text[:400].replace("\x00", "")):
            name = " ".join(part.split())[:LONGEST_TAG].strip()
            if tag_key(name):
                found.append(name)
    return found[:_MOST_READ]


def tag_key(name: str) -> str:
    """The folded words joined by hyphens: «طَماطم» and «طماطم» are one, «إدارة المياه» and «ادارة-المياه» too."""
    return "-".join(folded for word in words(name) if (folded := fold(word)))[: 2 * LONGEST_TAG]
