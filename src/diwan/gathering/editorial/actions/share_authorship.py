"""Before publication: who else wrote a text, with which share, and whether they agree."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from diwan.gathering.actions import loading
from diwan.gathering.actions.save_draft import community_member
from diwan.gathering.editorial.finding import draft_of, own_draft
from diwan.gathering.editorial.parts import MOST_WRITERS, WHOLE_BP
from diwan.gathering.editorial.telling import tell_of_draft
from diwan.gathering.enums import Answer
from diwan.gathering.errors import NotFound, SplitNotWhole, SplitRefused
from diwan.gathering.models import CoAuthor, Post

INVITED, AGREED, DECLINED = "co_author_invited", "co_author_accepted", "co_author_declined"


def propose_split(*, post_id: int, by_id: int, shares_bp: Mapping[int, int], at: datetime) -> tuple[CoAuthor, ...]:
    """The author of a draft names all who wrote it and their shares in basis points, themselves among them.

    Replaces an earlier proposal; whoever had accepted the very same split need not accept again. An empty mapping makes
    it the author's alone. Raises MembersOnly, NotFound, SplitRefused, SplitNotWhole.
    """
    with transaction.atomic():
        author, draft = own_draft(post_id, by_id)
        if shares_bp:
            _check(shares_bp, author.pk)
        members = {pk: community_member(draft.community_id, pk) for pk in shares_bp}
        if shares_bp == dict(draft.co_authors.values_list("membership_id", "share_bp")):
            return tuple(draft.co_authors.order_by("position"))
        draft.co_authors.all().delete()
        order = [author.pk, *(pk for pk in shares_bp if pk != author.pk)] if shares_bp else []
        rows = [
            CoAuthor(
                post=draft,
                membership=members[pk],
                share_bp=shares_bp[pk],
                position=place,
                answer=Answer.ACCEPTED if pk == author.pk else Answer.WAITING,
                invited_at=at,
                answered_at=at if pk == author.pk else None,
            )
            for place, pk in enumerate(order, start=1)
        ]
        CoAuthor.objects.bulk_create(rows)
        for pk in order:
            tell_of_draft(pk, INVITED, author, draft, at, share_bp=shares_bp[pk])
    return tuple(rows)


def answer_invitation(*, post_id: int, by_id: int, accepts: bool, at: datetime) -> CoAuthor:
    """Somebody named in the split says yes or no; until publication the answer can be changed.

    Raises MembersOnly, NotFound.
    """
    with transaction.atomic():
        member = loading.member(by_id)
        draft: Post = draft_of(member, post_id)
        row = draft.co_authors.filter(membership=member).first()
        if row is None or member.pk == draft.author_id:
            raise NotFound
        row.answer, row.answered_at = (Answer.ACCEPTED if accepts else Answer.DECLINED), at
        row.save(update_fields=["answer", "answered_at"])
        if accepts:
            tell_of_draft(draft.author_id, AGREED, member, draft, at)
        else:
            tell_of_draft(draft.author_id, DECLINED, member, draft, at)
    return row


def _check(shares_bp: Mapping[int, int], author_id: int) -> None:
    if not 2 <= len(shares_bp) <= MOST_WRITERS or author_id not in shares_bp or min(shares_bp.values()) <= 0:
        raise SplitRefused
    if sum(shares_bp.values()) != WHOLE_BP:
        raise SplitNotWhole(total=sum(shares_bp.values()) // 100)
