"""What reports opened to the moderators, and nothing around it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from diwan.conversation.actions.hide_message import message_number
from diwan.conversation.enums import MessageStatus
from diwan.conversation.models import Disclosure, Message, MessageRevision
from diwan.conversation.queries.views import find_viewer
from diwan.conversation.rendering import render
from diwan.people.public import can

_READABLE = (MessageStatus.SAID, MessageStatus.HIDDEN)


@dataclass(frozen=True, slots=True)
class DisclosedMessage:
    """`was_changed`: it has been edited since; the words are those that were reported."""

    author_id: int
    author_name: str
    html: str
    written_at: datetime
    is_reported: bool
    is_shown: bool
    was_changed: bool


@dataclass(frozen=True, slots=True)
class DisclosedTalk:
    """A reported message and what stood around it. `is_direct`: said between people, not in a room."""

    ref: str
    is_direct: bool
    messages: tuple[DisclosedMessage, ...]

    @property
    def reported(self) -> DisclosedMessage:
        return next(one for one in self.messages if one.is_reported)


def list_disclosed(*, community_id: int, object_refs: Iterable[str], viewer_id: int | None) -> dict[str, DisclosedTalk]:
    """What these reports disclosed, for a moderator, in a fixed number of queries; for anybody else nothing.

    Nobody moderates their own words: a report about the viewer is absent.
    """
    viewer = find_viewer(community_id, viewer_id)
    ids = {number for ref in set(object_refs) if (number := message_number(ref)) is not None}
    if viewer is None or not ids or not can(viewer, "moderate"):
        return {}
    rows = Disclosure.objects.filter(message__in=ids, message__community=community_id)
    found = list(rows.exclude(message__author=viewer).select_related("message__conversation"))
    around = _around(found)
    before = _as_reported(found)
    return {
        row.message.ref: DisclosedTalk(
            row.message.ref,
            not row.message.conversation.is_room,
            tuple(_shaped(one, row, before) for one in around if _is_within(one, row)),
        )
        for row in found
        if row.message.status != MessageStatus.WIPED
    }


def _around(rows: list[Disclosure]) -> list[Message]:
    """Every message within one of the extents. What its author deleted is only read where it was itself reported."""
    if not rows:
        return []
    within = Q()
    for row in rows:
        extent = {"number__gte": row.first_number, "number__lte": row.final_number}
        within |= Q(conversation=row.message.conversation_id, **extent)
    shown = Q(status__in=_READABLE) | Q(pk__in=[row.message_id for row in rows])
    return list(Message.objects.filter(within & shown).select_related("author__person").order_by("number"))


def _is_within(message: Message, row: Disclosure) -> bool:
    if message.conversation_id != row.message.conversation_id:
        return False
    is_near = row.first_number <= message.number <= row.final_number
    return is_near and (message.status in _READABLE or message.pk == row.message_id)


def _as_reported(rows: list[Disclosure]) -> dict[int, str]:
    """Of messages edited after they were reported: what they said then."""
    since = {row.message_id: row.disclosed_at for row in rows}
    found: dict[int, str] = {}
    for old in MessageRevision.objects.filter(message__in=since).order_by("-replaced_at", "-pk"):
        if old.replaced_at > since[old.message_id]:
            found[old.message_id] = old.body
    return found


def _shaped(message: Message, row: Disclosure, before: dict[int, str]) -> DisclosedMessage:
    is_reported = message.pk == row.message_id
    body = before.get(message.pk, message.body) if is_reported else message.body
    return DisclosedMessage(
        author_id=message.author_id,
        author_name=message.author.person.display_name,
        html=render(body),
        written_at=message.written_at,
        is_reported=is_reported,
        is_shown=message.is_said,
        was_changed=is_reported and message.pk in before,
    )
