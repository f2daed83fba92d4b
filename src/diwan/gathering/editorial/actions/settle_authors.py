from diwan.gathering.editorial.parts import WHOLE_BP
from diwan.gathering.enums import Answer
from diwan.gathering.errors import CoAuthorsWaiting, SplitNotWhole
from diwan.gathering.models import AuthorShare, CoAuthor, Post


def settle_authors(post: Post) -> None:
    """Fix the agreed split for good, just before the draft becomes a published post. The caller saves the post.

    Raises CoAuthorsWaiting while somebody it names has not accepted, SplitNotWhole.
    """
    if post.pk is None:
        return
    rows = CoAuthor.objects.filter(post=post).select_related("membership__person").order_by("position")
    named = list(rows)
    waiting = [row.membership.person.display_name for row in named if row.answer != Answer.ACCEPTED]
    if waiting:
        raise CoAuthorsWaiting(names="، ".join(waiting) if post.language == "ar" else ", ".join(waiting))
    if not named:
        return
    total = sum(row.share_bp for row in named)
    if total != WHOLE_BP:
        raise SplitNotWhole(total=total // 100)
    for row in named:
        AuthorShare.objects.create(
            post=post, membership_id=row.membership_id, share_bp=row.share_bp, position=row.position
        )
    post.is_shared = True
