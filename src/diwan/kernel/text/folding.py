"""Search folding: one versioned reading of Arabic and Latin words, for indexing and for seeking alike.

`fold` makes spellings that readers hold to be the same the same: hamza seats, ta marbuta, alef maqsura, marks,
tatweel, presentation forms, Persian letters, digits, case and Latin accents. `variants` adds light stems, so that
«والمجتمع» is found by «مجتمع». Both the whole word and its stems are indexed: a stem that was cut wrongly can make
a search find a little more, never less.
"""

import re
import unicodedata
from functools import lru_cache

from diwan.kernel.text.numbers import fold_digits

FOLDING_VERSION = 1
_LETTERS = str.maketrans({
    "ة": "ه", "ى": "ي", "ٱ": "ا", "ء": None, "ـ": None,
    "ک": "ك", "ی": "ي", "ې": "ي", "ہ": "ه", "ھ": "ه", "ە": "ه", "گ": "ك", "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف",
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_WRITTEN_WORD = re.compile(r"[^\W_]+(?:[\u064b-\u065f\u0670\u0640\u0300-\u036f]+[^\W_]*)*")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_READ_LETTER = re.compile(r"[^\W\d_]")
_HAMZA_SEATS = str.maketrans({"ؤ": None, "ئ": None})
_ARTICLES = ("ال", "وال", "بال", "كال", "فال", "لل", "ولل", "وبال", "فلل")
_PARTICLES = ("و", "ف", "ب", "ل", "ك")
_ENDINGS = ("ات", "ون", "ين", "ان", "ها", "هم", "نا", "يه", "ه", "ي")
_LONGEST_WORD = 40


def fold(text: str) -> str:
    """The text with every spelling difference a reader overlooks removed; words and their order stay."""
    decomposed = unicodedata.normalize("NFKD", fold_digits(text)).casefold()
    bare = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    return unicodedata.normalize("NFC", bare.translate(_LETTERS))


def words(text: str) -> list[str]:
    """The words of a text as they were written, without punctuation. A word may carry its marks."""
    return _WRITTEN_WORD.findall(text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where each word begins and ends."""
    return [found.span() for found in _WRITTEN_WORD.finditer(text)]


def count_read_words(text: str) -> int:
    """How many words a person reads: those with at least one letter (a figure or a row of dashes is not one)."""
    return sum(1 for word in words(text) if _READ_LETTER.search(word))


@lru_cache(maxsize=32_768)
def variants(word: str) -> tuple[str, ...]:
    """The forms under which one word is indexed and sought: folded, without its hamza seats, and its light stems."""
    whole = _first_word(fold(word))
    if not whole:
        return ()
    forms = [whole]
    if _ARABIC.search(whole):
        forms += [_first_word(fold(unicodedata.normalize("NFC", word).translate(_HAMZA_SEATS)))]
        forms += [stem for form in tuple(forms) for stem in _stems(form)]
    return tuple(dict.fromkeys(form[:_LONGEST_WORD] for form in forms if form))


def index_text(text: str) -> str:
    """What the search index stores for a text: every variant of every word, parted by blanks."""
    return " ".join(form for word in words(text) for form in variants(word))


def query_terms(text: str, *, at_most: int = 8) -> list[tuple[str, ...]]:
    """What to seek: for each word asked the variants, any one of which will do. Only `at_most` words are taken."""
    return [forms for word in words(text)[:at_most] if (forms := variants(word))]


def _first_word(folded: str) -> str:
    found = _WORD.search(folded)
    return found.group() if found else ""


def _stems(word: str) -> list[str]:
    """The word without its article or particle, and each of these without its ending, while three letters remain."""
    heads = [word]
    heads += [word.removeprefix(head) for head in _ARTICLES if word.startswith(head) and len(word) - len(head) >= 2]
    heads += [word[1:] for head in _PARTICLES if word.startswith(head) and len(word) >= 5]
    tails = [
        head.removesuffix(end) for head in heads for end in _ENDINGS if head.endswith(end) and len(head) - len(end) >= 3
    ]
    return heads[1:] + tails
