from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from diwan.conversation import rules
from diwan.conversation.actions import loading
from diwan.conversation.actions.keep_picture import DrawnPicture
from diwan.conversation.actions.reachable import require_reachable
from diwan.conversation.actions.write_message import write_message
from diwan.conversation.enums import ConversationKind
from diwan.conversation.errors import NewcomerLimit, NobodyChosen, TooManyPeople
from diwan.conversation.models import Conversation, Message, Participant
from diwan.kernel import locks
from diwan.people.public import Membership

_A_DAY = timedelta(days=1)
_LONGEST_TITLE = 80


def start_conversation(
    *,
    by_id: int,
    member_ids: Collection[int],
    body: str,
    key: str,
    at: datetime,
    title: str = "",
    pictures: Sequence[DrawnPicture] = (),
) -> Message:
    """Write to one member, or to a small group; return the first message. Two people have one conversation for ever.

    The same form (`key`) sent again starts nothing new. Raises MembersOnly, NobodyChosen, TooManyPeople, NotReachable,
    YouBlocked, NewcomerLimit, and whatever `write_message` raises.
    """
    with transaction.atomic():
        by = loading.member(by_id)
        others = set(member_ids) - {by.pk}
        if not others or any(not 0 < pk <= loading.LARGEST_ID for pk in others):
            raise NobodyChosen
        if len(others) >= rules.MOST_PEOPLE:
            raise TooManyPeople(limit=rules.MOST_PEOPLE)
        locks.exclusive(f"conversations of {by.pk}")
        conversation = _known(by, others, key) or _opened(by, others, key, title, at)
        return write_message(
            conversation_id=conversation.pk, author_id=by.pk, body=body, key=key, at=at, pictures=pictures
        )


def find_pair(*, by_id: int, other_id: int) -> int | None:
    """The conversation two members already have, or None."""
    rows = Conversation.objects.filter(key=_pair_key(by_id, other_id), participants__membership=by_id)
    return rows.values_list("pk", flat=True).first()


def _known(by: Membership, others: set[int], key: str) -> Conversation | None:
    return Conversation.objects.filter(community=by.community_id, key=_key(by, others, key)).first()


def _opened(by: Membership, others: set[int], key: str, title: str, at: datetime) -> Conversation:
    people = require_reachable(by=by, membership_ids=others)
    _require_patience(by, others, at)
    is_pair = len(others) == 1
    conversation = Conversation.objects.create(
        community_id=by.community_id,
        kind=ConversationKind.PAIR if is_pair else ConversationKind.GROUP,
        key=_key(by, others, key),
        title="" if is_pair else " ".join(title.replace("\x00", "").split())[:_LONGEST_TITLE],
        opened_by=by,
        opened_at=at,
    )
    Participant.objects.bulk_create(
        Participant(conversation=conversation, membership=one, joined_at=at) for one in (by, *people)
    )
    return conversation


def _key(by: Membership, others: set[int], key: str) -> str:
    if len(others) == 1:
        return _pair_key(by.pk, next(iter(others)))
    return f"group:{by.pk}:{loading.clean_key(key)}"


def _pair_key(one: int, other: int) -> str:
    return f"pair:{min(one, other)}:{max(one, other)}"


def _require_patience(by: Membership, others: set[int], at: datetime) -> None:
    """A newcomer waits for an answer after three people. An answer is anything said by somebody else."""
    if not rules.is_newcomer(by, at):
        return
    answered = Message.objects.filter(conversation=OuterRef("conversation")).exclude(author=by)
    waiting = Participant.objects.filter(conversation__opened_by=by, conversation__opened_at__gt=at - _A_DAY)
    waiting = waiting.exclude(membership=F("conversation__opened_by")).exclude(Exists(answered))
    asked = set(waiting.values_list("membership", flat=True))
    if len(asked | others) > rules.NEWCOMER_PEOPLE:
        raise NewcomerLimit(limit=rules.NEWCOMER_PEOPLE)
