from datetime import datetime

from django.db import transaction

from diwan.gathering import rules
from diwan.gathering.actions import loading
from diwan.gathering.actions.tell_pages import tell_pages
from diwan.gathering.enums import Evidence
from diwan.gathering.errors import OwnWords
from diwan.gathering.evidence import acts, book
from diwan.gathering.evidence.actions.keep_counters import count_evidence
from diwan.gathering.evidence.actions.weigh_reply import weigh_reply
from diwan.gathering.models import Comment, Post, Reaction
from diwan.people.public import Membership

# One cannot have tried it with both outcomes: the later word replaces the earlier.
_OPPOSITE = {Evidence.TRIED_WORKED: Evidence.DID_NOT_WORK, Evidence.DID_NOT_WORK: Evidence.TRIED_WORKED}


def react(*, target: str, membership_id: int, kind: str, at: datetime) -> Reaction:
    """Give evidence about 'post:<id>' or 'comment:<id>'. Giving it twice is giving it once.

    Raises MembersOnly, NotFound, OwnWords, UnknownChoice.
    """
    with transaction.atomic():
        reader, text = _both(target, membership_id, kind)
        if Evidence(kind) in _OPPOSITE:
            _withdraw(text, reader, _OPPOSITE[Evidence(kind)], at)
        # The lock of the post, which every reaction under it takes, keeps two from being the first.
        reaction = Reaction.objects.filter(**of_text(text), membership=reader, kind=kind).first()
        if reaction is not None and reaction.withdrawn_at is None:
            return reaction
        if reaction is None:
            reaction = Reaction(**of_text(text), community_id=text.community_id, membership=reader, kind=kind)
        # Evidence given anew is given now, even where an imported one had been withdrawn.
        reaction.reacted_at, reaction.withdrawn_at, reaction.source, reaction.source_id = at, None, "", ""
        reaction.save()
        book.write(evidence_deed(reaction, text), community_id=text.community_id, at=at)
        _after(text, reader, kind, 1, at)
    return reaction


def withdraw_reaction(*, target: str, membership_id: int, kind: str, at: datetime) -> None:
    """Take evidence back; where there is none, nothing happens. Raises as `react`."""
    with transaction.atomic():
        reader, text = _both(target, membership_id, kind)
        _withdraw(text, reader, kind, at)


def evidence_deed(reaction: Reaction, text: Post | Comment) -> acts.Deed:
    """The act that a member's reaction to the text is."""
    if reaction.membership is None:
        raise ValueError("an anonymous vote is no act")
    return acts.evidence_given(reaction.kind, text.ref, reaction.membership.party_id, text.author.party_id)


def of_text(text: Post | Comment) -> dict[str, Post | Comment]:
    """The column of a reaction that points at this text."""
    return {"post": text} if isinstance(text, Post) else {"comment": text}


def _both(target: str, membership_id: int, kind: str) -> tuple[Membership, Post | Comment]:
    loading.clean_choice(kind, Evidence.values)
    reader = loading.member(membership_id)
    text = loading.target(target, reader.community_id)
    if not rules.may_give_evidence(reader, text):
        raise OwnWords
    return reader, text


def _withdraw(text: Post | Comment, reader: Membership, kind: str, at: datetime) -> None:
    rows = Reaction.objects.select_for_update().select_related(None)
    reaction = rows.filter(**of_text(text), membership=reader, kind=kind, withdrawn_at=None).first()
    if reaction is None:
        return
    reaction.withdrawn_at = at
    reaction.save(update_fields=["withdrawn_at"])
    if not reaction.is_imported:
        book.take_back(evidence_deed(reaction, text), community_id=text.community_id, at=at, reason="withdrawn")
    _after(text, reader, kind, -1, at)


def _after(text: Post | Comment, reader: Membership, kind: str, step: int, at: datetime) -> None:
    """Count it; and what helps the asker is a substantive reply however short it is."""
    count_evidence(text, kind, step)
    tell_pages(text, "reaction_given" if step > 0 else "reaction_withdrawn", {"object": text.ref}, at)
    if isinstance(text, Comment) and kind == Evidence.HELPED_ME and reader.pk == text.post.author_id:
        weigh_reply(text, at=at)
