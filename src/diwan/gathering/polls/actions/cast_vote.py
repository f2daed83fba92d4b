from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from diwan.gathering.actions import loading
from diwan.gathering.errors import NotFound, NotYours
from diwan.gathering.polls.errors import NotAnAnswerHere, PollClosed
from diwan.gathering.polls.models import Poll, PollOption, PollVote
from diwan.kernel import live
from diwan.people.public import can

VOTED = "poll_voted"


def cast_vote(*, post_id: int, membership_id: int, option_ids: Collection[int], at: datetime) -> Poll:
    """Vote, or vote anew: these answers take the place of those chosen before. No answer takes the voice back.

    Raises MembersOnly, NotFound, PollClosed, NotAnAnswerHere.
    """
    with transaction.atomic():
        voter = loading.member(membership_id)
        poll = _locked(post_id, voter.community_id)
        if poll.is_closed(at):
            raise PollClosed
        chosen = set(option_ids)
        known = set(poll.options.values_list("pk", flat=True))
        if not chosen <= known or (len(chosen) > 1 and not poll.is_several):
            raise NotAnAnswerHere
        PollVote.objects.filter(poll=poll, membership=voter).exclude(option__in=chosen).delete()
        kept = set(PollVote.objects.filter(poll=poll, membership=voter).values_list("option_id", flat=True))
        rows = [
            PollVote(poll=poll, option_id=pk, membership=voter, is_only=not poll.is_several, voted_at=at)
            for pk in sorted(chosen - kept)
        ]
        PollVote.objects.bulk_create(rows)
        _recount(poll)
        _tell(poll, at)
    return poll


def close_poll(*, post_id: int, by_id: int, at: datetime) -> Poll:
    """Close it now: for the post's author and for moderators. Closing a closed one changes nothing.

    Raises MembersOnly, NotFound, NotYours.
    """
    with transaction.atomic():
        by = loading.member(by_id)
        poll = _locked(post_id, by.community_id)
        if by.pk != poll.post.author_id and not can(by, "moderate"):
            raise NotYours
        if not poll.is_closed(at):
            poll.closes_at = at
            poll.save(update_fields=["closes_at"])
            _tell(poll, at)
    return poll


def _locked(post_id: int, community_id: int) -> Poll:
    """The poll of a published post; the post is locked first, so that no two voices are counted at once."""
    post = loading.post(post_id, community_id)
    poll = Poll.objects.filter(post=post).first()
    if poll is None:
        raise NotFound
    poll.post = post
    return poll


def _recount(poll: Poll) -> None:
    votes = PollVote.objects.filter(poll=poll)
    counts = dict(votes.values_list("option").annotate(found=Count("pk")).order_by())
    options = list(poll.options.all())
    for option in options:
        option.vote_count = counts.get(option.pk, 0)
    PollOption.objects.bulk_update(options, ["vote_count"])
    poll.voter_count = votes.values("membership").distinct().count()
    poll.save(update_fields=["voter_count"])


def _tell(poll: Poll, at: datetime) -> None:
    facts = {"post": poll.post_id}
    live.tell(community_id=poll.community_id, topic=f"thread:{poll.post_id}", name=VOTED, facts=facts, at=at)
