from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from diwan.gathering import rules
from diwan.gathering.actions import loading
from diwan.gathering.actions.attach_image import adopt_shown
from diwan.gathering.actions.publish_post import put_words
from diwan.gathering.actions.say_written import stays_shown
from diwan.gathering.actions.write_comment import put_body
from diwan.gathering.attention.actions.put_tags import put_tags
from diwan.gathering.editorial.label import Label, label_of, put_label, require_label
from diwan.gathering.errors import NotYours
from diwan.gathering.evidence.actions.weigh_reply import weigh_reply
from diwan.gathering.finding.maintain_search import index_comment, index_post
from diwan.gathering.models import Comment, Post, Revision
from diwan.kernel import audit
from diwan.people.public import Membership, can


def edit_post(
    *,
    post_id: int,
    by_id: int,
    title: str,
    body: str,
    at: datetime,
    label: Label | None = None,
    tags: Sequence[str] | None = None,
) -> Post:
    """Change a published post; what it said before becomes a revision. Nothing changed, nothing is kept.

    `label` gives it one, or puts it right with an audit line; None leaves it as it is; so with `tags`.
    Raises MembersOnly, NotFound, NotYours, TitleNeeded, TextNeeded, TextTooLong, UnwritableText, LabelNeeded,
    LabelStays, AffiliateLinkUnlabelled.
    """
    with transaction.atomic():
        editor = loading.member(by_id)
        post = loading.post(post_id, editor.community_id)
        if not rules.may_edit(editor, post, is_editor=can(editor, "edit_guides")):
            raise NotYours
        if tags is not None:
            put_tags(post, tags, at)
        before, labelled = (post.title, post.body), label_of(post)
        rendered = put_words(post, title, body)
        put_label(post, label, is_published=True)
        if labelled != label_of(post):
            require_label(post, rendered.html)
            _keep_label(post, editor, at)
        if before != (post.title, post.body):
            require_label(post, rendered.html)
            Revision.objects.create(post=post, title=before[0], body=before[1], replaced_by=editor, replaced_at=at)
            post.edited_at = at
            post.save()
            adopt_shown(post, post.body, editor.pk)
            index_post(post, rendered.text)
            stays_shown(post, f"{post.title}\n{post.body}", at)
    return post


def _keep_label(post: Post, by: Membership, at: datetime) -> None:
    post.save(update_fields=["promotion", "sponsor_name", "paid_minor", "members_minor", "label_plan_hash"])
    said = {"promotion": post.promotion, "paid_minor": post.paid_minor, "members_minor": post.members_minor}
    audit.record(
        scope=post.community_id, actor=str(by.party_id), action="post_labelled", object_ref=post.ref, at=at, detail=said
    )


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
            adopt_shown(comment.post, comment.body, editor.pk)
            index_comment(comment, rendered.text)
            weigh_reply(comment, at=at)
            stays_shown(comment, comment.body, at)
    return comment
