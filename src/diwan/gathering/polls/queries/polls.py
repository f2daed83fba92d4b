"""Polls as readers see them: a fixed number of queries, counts only where they may be seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotFound
from diwan.gathering.models import Post
from diwan.gathering.polls.actions.put_poll import PollSpec, spec_of
from diwan.gathering.polls.enums import Results
from diwan.gathering.polls.models import Poll, PollOption, PollVote
from diwan.gathering.queries.views import Viewer, ViewerId, find_reader, find_viewer
from diwan.people.public import can


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer; `votes` is 0 while the reader may not see counts."""

    id: int
    label: str
    votes: int
    mine: bool


@dataclass(frozen=True, slots=True)
class PollView:
    """A poll as one reader sees it. `shows_results`: whether the counts may be drawn for this reader."""

    post_id: int
    question: str
    answers: tuple[AnswerView, ...]
    is_several: bool
    is_named: bool
    is_closed: bool
    closes_at: datetime | None
    voter_count: int
    has_voted: bool
    shows_results: bool
    may_vote: bool
    may_close: bool


@dataclass(frozen=True, slots=True)
class PollHeld:
    """The poll a post has, as its form says it (None: none yet), and whether somebody has voted."""

    spec: PollSpec | None
    has_voices: bool


@dataclass(frozen=True, slots=True)
class VoicesView:
    """Who chose an answer of a named poll: (membership id, name), in the order of voting."""

    label: str
    voters: tuple[tuple[int, str], ...]


def get_poll(*, community_id: int, post_id: int, viewer_id: ViewerId, at: datetime) -> PollView | None:
    """The poll of a published post, None when it has none. Raises NotFound for whoever may not see the post."""
    reader = find_reader(community_id, viewer_id)
    if reader is None or not Post.objects.filter(pk=post_id, community=community_id).exists():
        raise NotFound
    return _views(reader, community_id, [post_id], at).get(post_id)


def list_polls(*, community_id: int, post_ids: Iterable[int], viewer_id: ViewerId, at: datetime) -> dict[int, PollView]:
    """The polls under these posts, by post; nothing for whoever may not read here."""
    reader = find_reader(community_id, viewer_id)
    return _views(reader, community_id, list(post_ids), at) if reader else {}


def get_poll_spec(*, community_id: int, post_id: int, author_id: int) -> PollHeld | None:
    """What the form of the post's own author begins with; None for everybody else."""
    if not Post.objects.filter(pk=post_id, author=author_id, community=community_id).exists():
        return None
    poll = Poll.objects.filter(post=post_id).first()
    return PollHeld(spec_of(poll), poll.voter_count > 0) if poll else PollHeld(None, False)


def list_voices(*, community_id: int, post_id: int, viewer_id: ViewerId, at: datetime) -> tuple[VoicesView, ...]:
    """Who voted for what, of a named poll whose results the reader may see. Raises NotFound."""
    if find_viewer(community_id, viewer_id) is None:
        raise NotFound
    poll = get_poll(community_id=community_id, post_id=post_id, viewer_id=viewer_id, at=at)
    if poll is None or not poll.is_named or not poll.shows_results:
        raise NotFound
    rows = PollVote.objects.filter(poll__post=post_id).order_by("voted_at", "id")
    by_answer: dict[int, list[tuple[int, str]]] = {}
    for option_id, pk, name in rows.values_list("option_id", "membership_id", "membership__person__display_name"):
        by_answer.setdefault(option_id, []).append((pk, name))
    return tuple(VoicesView(one.label, tuple(by_answer.get(one.id, ()))) for one in poll.answers)


def _views(reader: Viewer, community_id: int, post_ids: list[int], at: datetime) -> dict[int, PollView]:
    shown = Post.objects.filter(reader.shown_posts, pk__in=post_ids, status=TextStatus.PUBLISHED)
    polls = Poll.objects.filter(post__in=shown, community=community_id).select_related("post")
    found = {poll.pk: poll for poll in polls}
    if not found:
        return {}
    mine = set(PollVote.objects.filter(poll__in=found, membership=reader.id).values_list("option_id", flat=True))
    options: dict[int, list[PollOption]] = {}
    for option in PollOption.objects.filter(poll__in=found).order_by("position"):
        options.setdefault(option.poll_id, []).append(option)
    moderates = can(reader.membership, "moderate")
    return {poll.post_id: _view(poll, options.get(pk, []), mine, reader, moderates, at) for pk, poll in found.items()}


def _view(
    poll: Poll, options: list[PollOption], mine: set[int], reader: Viewer, moderates: bool, at: datetime
) -> PollView:
    has_voted = any(option.pk in mine for option in options)
    is_closed = poll.is_closed(at)
    shows = has_voted or is_closed or poll.results == Results.ALWAYS
    answers = (AnswerView(o.pk, o.label, o.vote_count if shows else 0, o.pk in mine) for o in options)
    return PollView(
        post_id=poll.post_id,
        question=poll.question,
        answers=tuple(answers),
        is_several=poll.is_several,
        is_named=poll.is_named,
        is_closed=is_closed,
        closes_at=poll.closes_at,
        voter_count=poll.voter_count,
        has_voted=has_voted,
        shows_results=shows,
        may_vote=not is_closed and reader.membership is not None,
        may_close=not is_closed and (moderates or poll.post.author_id == reader.id),
    )
