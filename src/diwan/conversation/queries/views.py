"""What pages are given: frozen values, so that a template can neither query nor change anything."""

from dataclasses import dataclass
from datetime import datetime

from diwan.conversation import rules
from diwan.conversation.enums import ConversationKind
from diwan.people.public import Membership


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A member as they appear in talk. `is_here`: a page of theirs was open a moment ago, and they let it show."""

    membership_id: int
    person_id: int
    name: str
    is_here: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class QuoteView:
    """What a message replies to, in a line. `text` is '' for what is not shown any more."""

    id: int
    number: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class MarkView:
    kind: str
    count: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class PictureView:
    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MessageView:
    """`state`: said, deleted, hidden or wiped; only what was said carries words. `is_folded`: by somebody the viewer
    blocked. `follows`: the same author went on within minutes, so that the name need not be said again."""

    id: int
    ref: str
    number: int
    author: SpeakerView
    state: str
    html: str
    written_at: datetime
    edited_at: datetime | None
    quote: QuoteView | None
    marks: tuple[MarkView, ...]
    pictures: tuple[PictureView, ...]
    is_mine: bool
    is_folded: bool
    follows: bool
    may_delete: bool
    may_restore: bool

    @property
    def is_said(self) -> bool:
        return self.state == "said"


@dataclass(frozen=True, slots=True)
class ConversationView:
    """A conversation as one member sees it. `messages` are oldest first; `read_number` is how far the viewer had read.

    `others`: who else is in a direct one. `is_open`: whether the viewer can write here; `blocked_by_me` when the viewer
    shut the door. Why it is shut otherwise is nobody's business.
    """

    id: int
    kind: str
    key: str
    title: str
    others: tuple[SpeakerView, ...]
    messages: tuple[MessageView, ...]
    has_earlier: bool
    last_number: int
    read_number: int | None
    is_muted: bool
    is_open: bool
    blocked_by_me: bool
    opened_by_me: bool

    @property
    def is_room(self) -> bool:
        return self.kind == ConversationKind.ROOM

    @property
    def is_pair(self) -> bool:
        return self.kind == ConversationKind.PAIR

    @property
    def unread_count(self) -> int:
        """None are unread in what was never opened."""
        return 0 if self.read_number is None else self.last_number - self.read_number


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """A conversation in a list: who is in it, its latest words, how many of them are new."""

    id: int
    kind: str
    key: str
    title: str
    others: tuple[SpeakerView, ...]
    latest_name: str
    latest_text: str
    latest_is_mine: bool
    last_at: datetime | None
    unread_count: int
    is_muted: bool


def find_viewer(community_id: int, viewer_id: int | None) -> Membership | None:
    """The membership, if it may see anything of this community: active and of this very community."""
    if viewer_id is None:
        return None
    found = Membership.objects.filter(pk=viewer_id, community=community_id).first()
    return found if rules.may_take_part(found, community_id) else None
