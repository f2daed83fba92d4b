from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from diwan.gathering import rules
from diwan.gathering.actions import loading
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotYours
from diwan.gathering.models import Post
from diwan.gathering.polls.actions.start_poll import start_poll
from diwan.gathering.polls.enums import Results
from diwan.gathering.polls.errors import AnswersNeeded, PollHasVoices, PollWordsTooLong, QuestionNeeded
from diwan.gathering.polls.models import Poll, PollOption
from diwan.gathering.polls.models.poll import LONGEST_ANSWER, LONGEST_QUESTION

FEWEST, MOST = 2, 10
LONGEST_OPEN_DAYS = 365


@dataclass(frozen=True, slots=True)
class PollSpec:
    """What a poll asks and how. `open_days` None: it never closes by itself."""

    question: str
    answers: tuple[str, ...]
    is_several: bool = False
    is_named: bool = False
    results: str = Results.VOTED
    open_days: int | None = None


def put_poll(*, post_id: int, by_id: int, poll: PollSpec | None, at: datetime) -> Poll | None:
    """Give the author's post or draft this poll, in the place of any it had; None takes it away.

    Raises MembersOnly, NotFound, NotYours, UnknownChoice, PollHasVoices and the other refusals of a poll.
    """
    wanted = clean_spec(poll) if poll else None
    with transaction.atomic():
        author = loading.member(by_id)
        post = loading.post(post_id, author.community_id, statuses=(TextStatus.PUBLISHED, TextStatus.DRAFT))
        if not rules.may_edit(author, post, is_editor=False):
            raise NotYours
        held = Poll.objects.select_for_update().filter(post=post).first()
        if held is not None and spec_of(held) == wanted:
            return held
        if held is not None:
            if held.voter_count:
                raise PollHasVoices
            held.delete()
        written = _written(post, wanted, at) if wanted else None
        if post.is_published:
            start_poll(post, at=at)
        return written


def clean_spec(spec: PollSpec) -> PollSpec:
    """The poll with its words on one line each, empty answers left out. Raises what `put_poll` refuses."""
    question = " ".join(spec.question.replace("\x00", "").split())
    answers = tuple(filter(None, (" ".join(one.replace("\x00", "").split()) for one in spec.answers)))
    if not question:
        raise QuestionNeeded
    if not FEWEST <= len(answers) <= MOST or len({one.casefold() for one in answers}) < len(answers):
        raise AnswersNeeded
    if len(question) > LONGEST_QUESTION or any(len(one) > LONGEST_ANSWER for one in answers):
        raise PollWordsTooLong(question=LONGEST_QUESTION, answer=LONGEST_ANSWER)
    loading.clean_choice(spec.results, Results.values)
    if spec.open_days is not None and not 1 <= spec.open_days <= LONGEST_OPEN_DAYS:
        loading.clean_choice(str(spec.open_days), [])
    return PollSpec(question, answers, spec.is_several, spec.is_named, spec.results, spec.open_days)


def spec_of(poll: Poll) -> PollSpec:
    """The poll as its form says it."""
    answers = tuple(poll.options.order_by("position").values_list("label", flat=True))
    return PollSpec(poll.question, answers, poll.is_several, poll.is_named, poll.results, poll.open_days)


def _written(post: Post, spec: PollSpec, at: datetime) -> Poll:
    manner = {name: getattr(spec, name) for name in ("question", "is_several", "is_named", "results", "open_days")}
    poll = Poll.objects.create(community_id=post.community_id, post=post, created_at=at, **manner)
    rows = [PollOption(poll=poll, position=place, label=label) for place, label in enumerate(spec.answers)]
    PollOption.objects.bulk_create(rows)
    return poll
