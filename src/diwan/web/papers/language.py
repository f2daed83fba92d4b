"""The language a document is written in, whoever opens it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import Http404
from django.utils import translation

from diwan.kernel.text.reader import Language, Reader, reading


def language_of(asked: str) -> Language:
    """'ar' or 'en'; any other address is none of ours."""
    if asked == "ar":
        return "ar"
    if asked == "en":
        return "en"
    raise Http404


@contextmanager
def written_in(language: Language) -> Iterator[Reader]:
    """Within this block words are of that language and figures are 123."""
    reader = Reader(language, "latn")
    with translation.override(language), reading(reader):
        yield reader
