"""Who may do what with posts and comments: predicates on rows already loaded. A stranger is None."""

from datetime import datetime

from diwan.gathering.models import Post
from diwan.gathering.models.text import WrittenText
from diwan.people.public import Membership


def may_take_part(member: Membership | None, community_id: int) -> bool:
    """Read, write, react, save: an active member of this very community."""
    return member is not None and member.community_id == community_id and member.is_active


def may_edit(member: Membership | None, text: WrittenText, *, is_editor: bool) -> bool:
    """Whoever wrote it; and, so that guides stay right, an editor."""
    return may_take_part(member, text.community_id) and (_is_writer(member, text) or (is_editor and _is_guide(text)))


def may_delete(member: Membership | None, text: WrittenText, *, is_steward: bool) -> bool:
    return may_take_part(member, text.community_id) and (_wrote(member, text) or is_steward)


def may_restore(member: Membership | None, text: WrittenText, *, is_steward: bool) -> bool:
    """A steward; or the author, unless it was a steward who deleted it."""
    if not may_take_part(member, text.community_id):
        return False
    return is_steward or (_wrote(member, text) and text.deleted_by_id == text.author_id)


def may_give_evidence(member: Membership | None, text: WrittenText) -> bool:
    return may_take_part(member, text.community_id) and not _is_writer(member, text)


def may_accept(member: Membership | None, post: Post) -> bool:
    """Only the asker: what an accepted answer is worth comes from the asker's own voice."""
    return may_take_part(member, post.community_id) and _wrote(member, post)


def may_undo(text: WrittenText, at: datetime) -> bool:
    return text.is_deleted and text.can_be_undone(at)


def _wrote(member: Membership | None, text: WrittenText) -> bool:
    return member is not None and member.pk == text.author_id


def _is_writer(member: Membership | None, text: WrittenText) -> bool:
    """The author or, of a text that several wrote, any of them."""
    return member is not None and member.pk in text.writer_ids


def _is_guide(text: WrittenText) -> bool:
    return isinstance(text, Post) and text.kind == "guide"
