from datetime import datetime

from django.db import transaction

from diwan.gathering import rules
from diwan.gathering.actions import loading
from diwan.gathering.actions.maintain_search import index_comment, index_post
from diwan.gathering.actions.publish_post import put_words
from diwan.gathering.actions.weigh_reply import weigh_reply
from diwan.gathering.actions.write_comment import put_body
from diwan.gathering.errors import NotYours
from diwan.gathering.models import Comment, Post, Revision
from diwan.people.public import can


def edit_post(*, post_id: int, by_id: int, title: str, body: str, at: datetime) -> Post:
    """Change a published post; what it said before becomes a revision. Nothing changed, nothing is kept.

    Raises MembersOnly, NotFound, NotYours, TitleNeeded, TextNeeded, TextTooLong, UnwritableText.
    """
    with transaction.atomic():
        editor = loading.member(by_id)
        post = loading.post(post_id, editor.community_id)
        if not rules.may_edit(editor, post, is_editor=can(editor, "edit_guides")):
            raise NotYours
        before = (post.title, post.body)
        rendered = put_words(post, title, body)
        if before != (post.title, post.body):
            Revision.objects.create(post=post, title=before[0], body=before[1], replaced_by=editor, replaced_at=at)
            post.edited_at = at
            post.save()
            index_post(post, rendered.text)
    return post


def edit_comment(*, comment_id: int, by_id: int, body: str, at: datetime) -> Comment:
    """Change a comment; what it said before becomes a revision, and its worth as a reply is weighed again.

    Raises MembersOnly, NotFound, NotYours, TextNeeded, TextTooLong, UnwritableText.
    """
    with transaction.atomic():
        editor = loading.member(by_id)
        comment = loading.comment(comment_id, editor.community_id)
        if not rules.may_edit(editor, comment, is_editor=False):
            raise NotYours
        before = comment.body
        rendered = put_body(comment, body)
        if before != comment.body:
            Revision.objects.create(comment=comment, body=before, replaced_by=editor, replaced_at=at)
            comment.edited_at = at
            comment.save()
            index_comment(comment, rendered.text)
            weigh_reply(comment, at=at)
    return comment
