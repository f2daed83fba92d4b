"""Words that are sought, as each database asks for them, and where they stand in a text."""

from dataclasses import dataclass

from django.db import connection

from diwan.kernel.text.folding import variants, word_spans

_PREFIX_FROM = 3
_CONTEXT_LETTERS = 60
_SNIPPET_LETTERS = 220
Terms = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and whether it is what was sought; pages mark it, nothing here is HTML."""

    text: str
    is_hit: bool


def match_of(terms: Terms, community_id: int, *, every: bool, whole: bool = False) -> str:
    """The question in the words of the database at hand: all terms or any, each in any of its forms or beginnings.

    `whole`: the forms as they stand, not as beginnings of longer words.
    """
    if connection.vendor == "sqlite":
        return fts5(terms, community_id, every, whole=whole)
    return tsquery(terms, every, whole=whole)


def highlighted(text: str, terms: Terms) -> tuple[Segment, ...]:
    """The text cut at the words that were sought."""
    parts: list[Segment] = []
    end = 0
    for start, stop in word_spans(text):
        if _is_sought(text[start:stop], terms):
            parts += [Segment(text[end:start], False)] if start > end else []
            parts.append(Segment(text[start:stop], True))
            end = stop
    return (*parts, Segment(text[end:], False)) if end < len(text) else tuple(parts)


def snippet(text: str, terms: Terms) -> tuple[Segment, ...]:
    """The stretch round the first word that was sought, or the beginning, cut between words."""
    first = next((start for start, stop in word_spans(text) if _is_sought(text[start:stop], terms)), 0)
    start = 0 if first <= _CONTEXT_LETTERS else text.rfind(" ", 0, first - _CONTEXT_LETTERS // 2) + 1
    stop = min(len(text), start + _SNIPPET_LETTERS)
    if stop < len(text):
        stop = max(text.rfind(" ", first, stop), start + _SNIPPET_LETTERS // 2)
    body = ("…" if start else "") + text[start:stop] + ("…" if stop < len(text) else "")
    return highlighted(body, terms)


def fts5(terms: Terms, community_id: int, every: bool, *, whole: bool = False) -> str:
    """Words hold letters and digits only (folding saw to it), so quoting them is safe."""
    groups = [" OR ".join(f'"{form}"' + _star("*", form, whole) for form in forms) for forms in terms]
    joined = (" AND " if every else " OR ").join(f"({group})" for group in groups)
    return f'community : "c{community_id}" AND search_text : ({joined})'


def tsquery(terms: Terms, every: bool, *, whole: bool = False) -> str:
    groups = [" | ".join(f"'{form}'" + _star(":*", form, whole) for form in forms) for forms in terms]
    return (" & " if every else " | ").join(f"({group})" for group in groups)


def opening(form: str) -> str:
    """How the form stands in folded text between blanks: as the beginning of a word, a short one as the whole word."""
    return f" {form}" if _opens(form) else f" {form} "


def _star(mark: str, form: str, whole: bool) -> str:
    return mark if _opens(form) and not whole else ""


def _opens(form: str) -> bool:
    """Short forms are sought whole: the beginning «ما» would find a third of the language."""
    return len(form) >= _PREFIX_FROM


def _is_sought(word: str, terms: Terms) -> bool:
    mine = variants(word)
    return any(
        own == form or (_opens(form) and own.startswith(form)) for forms in terms for form in forms for own in mine
    )
