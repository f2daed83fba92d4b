"""Rows that the editorial actions work on, for whoever may touch them and for nobody else."""

from diwan.gathering.actions import loading
from diwan.gathering.editorial.stages import IN_EDITORS_HANDS, STEPS
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import EditorsOnly, NotFound, NotYours, StepRefused
from diwan.gathering.models import CalendarItem, Post
from diwan.people.public import Membership, can


def is_editor(member: Membership) -> bool:
    return can(member, "edit_calendar")


def item_of(member: Membership, item_id: int) -> CalendarItem:
    """The item, locked, for an editor, its author, or whoever proposed it. Raises NotFound."""
    rows = CalendarItem.objects.select_for_update(of=("self",)).select_related("post")
    item = rows.filter(pk=item_id, community=member.community_id).first()
    if item is None or not (member.pk in (item.author_id, item.proposed_by_id) or is_editor(member)):
        raise NotFound
    return item


def take_step(member: Membership, item: CalendarItem, name: str) -> None:
    """Move the item's stage; nothing is saved. Raises StepRefused, EditorsOnly, NotYours."""
    step = STEPS[name]
    if step.by_editor and not is_editor(member):
        raise EditorsOnly
    if not step.by_editor and member.pk != item.author_id:
        raise NotYours
    if item.stage not in step.start:
        raise StepRefused
    item.stage = step.end


def draft_of(member: Membership, post_id: int) -> Post:
    """A draft, locked, that this member may see. Raises NotFound."""
    rows = Post.objects.select_for_update(of=("self",)).select_related("author__person")
    draft = rows.filter(pk=post_id, community=member.community_id, status=TextStatus.DRAFT).first()
    if draft is None or not may_see_draft(member, draft):
        raise NotFound
    return draft


def own_draft(post_id: int, author_id: int) -> tuple[Membership, Post]:
    """The author and their own draft, locked. Raises MembersOnly, NotFound."""
    author = loading.member(author_id)
    draft = draft_of(author, post_id)
    if draft.author_id != author.pk:
        raise NotFound
    return author, draft


def may_see_draft(member: Membership, draft: Post) -> bool:
    """Its author; those asked to be co-authors; editors once it is handed in or a day is set."""
    if member.pk == draft.author_id or draft.co_authors.filter(membership=member).exists():
        return True
    is_due = (
        draft.publish_at is not None or CalendarItem.objects.filter(post=draft, stage__in=IN_EDITORS_HANDS).exists()
    )
    return is_due and is_editor(member)
