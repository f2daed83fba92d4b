"""Rows of messages to what one viewer sees of them: a fixed number of queries for however many there are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from diwan.conversation import rules
from diwan.conversation.enums import Mark, MessageStatus
from diwan.conversation.models import Block, Conversation, Message, MessageMark, MessagePicture
from diwan.conversation.queries.presence import present
from diwan.conversation.queries.views import MarkView, MessageView, PictureView, QuoteView, SpeakerView
from diwan.conversation.rendering import excerpt, render
from diwan.people.public import Membership, can

_IN_ONE_BREATH = timedelta(minutes=5)
WITH_PEOPLE = ("author__person", "reply_to__author__person")


def speaker(member: Membership, here: frozenset[int] = frozenset()) -> SpeakerView:
    return SpeakerView(
        member.pk, member.person_id, member.person.display_name, member.pk in here, is_active=member.is_active
    )


class Shaper:
    """Makes views of messages of one conversation for one viewer. Four queries, and one for what is shown with them."""

    def __init__(self, conversation: Conversation, viewer: Membership, rows: Sequence[Message], at: datetime) -> None:
        self.conversation, self.viewer, self.at = conversation, viewer, at
        ids = [row.pk for row in rows]
        self.is_steward = conversation.is_room and can(viewer, "moderate")
        self.here = present(conversation.community_id, viewer.pk, at, {row.author_id for row in rows})
        self.blocked = frozenset(Block.objects.filter(by=viewer).values_list("blocked", flat=True))
        self.marks = _marks(ids, viewer)
        self.pictures = _pictures(ids)

    def views(self, rows: Sequence[Message], above: Iterable[Message] = ()) -> tuple[MessageView, ...]:
        """The views, in the order of the rows; `above` are rows that stand right before one of them."""
        by_number = {row.number: row for row in (*above, *rows)}
        return tuple(self._view(row, by_number.get(row.number - 1)) for row in rows)

    def _view(self, row: Message, before: Message | None) -> MessageView:
        row.conversation = self.conversation
        is_said = row.is_said
        return MessageView(
            id=row.pk,
            ref=row.ref,
            number=row.number,
            author=speaker(row.author, self.here),
            state=row.status,
            html=render(row.body) if is_said else "",
            written_at=row.written_at,
            edited_at=row.edited_at if is_said else None,
            quote=self._quote(row.reply_to) if is_said and row.reply_to else None,
            marks=self.marks.get(row.pk, ()) if is_said else (),
            pictures=self.pictures.get(row.pk, ()) if is_said else (),
            is_mine=row.author_id == self.viewer.pk,
            is_folded=row.author_id in self.blocked,
            follows=_follows(row, before),
            may_delete=is_said and rules.may_delete(self.viewer, row, is_steward=self.is_steward),
            may_restore=row.is_deleted and rules.may_restore(self.viewer, row) and row.can_be_undone(self.at),
        )

    def _quote(self, row: Message) -> QuoteView:
        is_shown = row.is_said and row.author_id not in self.blocked
        return QuoteView(row.pk, row.number, row.author.person.display_name, excerpt(row.body) if is_shown else "")


def _follows(row: Message, before: Message | None) -> bool:
    if before is None or row.reply_to_id or before.author_id != row.author_id:
        return False
    is_plain = before.status == MessageStatus.SAID and row.status == MessageStatus.SAID
    return is_plain and row.written_at - before.written_at < _IN_ONE_BREATH


def _marks(ids: list[int], viewer: Membership) -> dict[int, tuple[MarkView, ...]]:
    counts: Counter[tuple[int, str]] = Counter()
    mine: set[tuple[int, str]] = set()
    rows = MessageMark.objects.filter(message__in=ids).values_list("message_id", "kind", "membership_id")
    for message_id, kind, membership_id in rows:
        counts[message_id, kind] += 1
        if membership_id == viewer.pk:
            mine.add((message_id, kind))
    return {
        pk: tuple(MarkView(kind, counts[pk, kind], (pk, kind) in mine) for kind in Mark.values if counts[pk, kind])
        for pk in {message_id for message_id, _kind in counts}
    }


def _pictures(ids: list[int]) -> dict[int, tuple[PictureView, ...]]:
    found: dict[int, tuple[PictureView, ...]] = {}
    for row in MessagePicture.objects.filter(message__in=ids).order_by("pk"):
        found[row.message_id] = (*found.get(row.message_id, ()), PictureView(row.name, row.width, row.height))
    return found
