"""What each deed here says in the Book of Acts. Pure: ids and parties in, an act out; nothing is read or written.

Writing weighs nothing: it only remembers. Value flows from the one who used something to the one who made it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from diwan.contributions.public import KINDS, act_key
from diwan.gathering.enums import PostKind

WRITTEN = {PostKind.DISCUSSION: "post_published", PostKind.GUIDE: "post_published", PostKind.QUESTION: "question_asked"}
MOST_REPLIES = 3
SUBSTANTIVE_WORDS = 20
READ_POINTS = 1000
_LEAST_SECONDS = 30
_LEAST_OF_ESTIMATE_BP = 4000
_LEAST_SCROLL_BP = 5000


@dataclass(frozen=True, slots=True)
class Deed:
    """One act to write: `magnitude` in milli-points, `recipient` None when nobody benefits."""

    actor: UUID
    recipient: UUID | None
    kind: str
    object_ref: str
    magnitude: int
    key: str


def post_published(post_ref: str, post_kind: str, author: UUID) -> Deed:
    return _deed(WRITTEN[PostKind(post_kind)], post_ref, author, None)


def comment_written(comment_ref: str, author: UUID, *, is_answer: bool) -> Deed:
    return _deed("answer_given" if is_answer else "comment_written", comment_ref, author, None)


def evidence_given(kind: str, text_ref: str, reader: UUID, author: UUID) -> Deed:
    return _deed(kind, text_ref, reader, author)


def post_saved(post_ref: str, reader: UUID, author: UUID) -> Deed:
    return _deed("saved", post_ref, reader, author)


def answer_accepted(comment_ref: str, asker: UUID, author: UUID) -> Deed:
    return _deed("accepted_answer", comment_ref, asker, author)


def reply_given(text_ref: str, replier: UUID, author: UUID, nth: int) -> Deed:
    """A substantive reply: value to the author of the words replied to. `nth`: which of this pair's on these words."""
    return _deed("substantive_reply", text_ref, replier, author, nth=nth)


def post_read(post_ref: str, reader: UUID, author: UUID, day: date, points: int) -> Deed:
    return Deed(reader, author, "read", post_ref, points, act_key("read", post_ref, reader, day))


def read_points(*, active_seconds: int, estimated_seconds: int, scrolled_bp: int) -> int:
    """Milli-points of a read; 0 unless it took 30 s or 40 % of the estimate and half of the page was scrolled."""
    enough = active_seconds >= _LEAST_SECONDS or active_seconds * 10_000 >= estimated_seconds * _LEAST_OF_ESTIMATE_BP
    if active_seconds <= 0 or not enough or scrolled_bp < _LEAST_SCROLL_BP:
        return 0
    return READ_POINTS * min(active_seconds, estimated_seconds) // max(estimated_seconds, 1)


def _deed(kind: str, ref: str, actor: UUID, recipient: UUID | None, nth: int = 1) -> Deed:
    return Deed(actor, recipient, kind, ref, KINDS[kind].weight, act_key(kind, ref, actor, nth=nth))
