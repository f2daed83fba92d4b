from datetime import datetime

from django.db import transaction

from diwan.gathering.actions import loading
from diwan.gathering.actions.attach_image import adopt_shown
from diwan.gathering.actions.say_written import stays_shown
from diwan.gathering.actions.tell import tell_of_comment
from diwan.gathering.actions.tell_pages import tell_pages
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotFound
from diwan.gathering.evidence import acts, book
from diwan.gathering.evidence.actions.keep_counters import recount_comments
from diwan.gathering.evidence.actions.weigh_reply import weigh_reply
from diwan.gathering.finding.maintain_search import index_comment
from diwan.gathering.models import Comment, Post
from diwan.gathering.rendering import RENDERER_VERSION, Rendered, render_text
from diwan.kernel.text.folding import count_read_words


def write_comment(
    *, post_id: int, author_id: int, body: str, at: datetime, parent_id: int | None = None, language: str = ""
) -> Comment:
    """Answer or comment on a post, or reply to a comment (a reply to a reply stands beside it, one level deep).

    Writes a weightless act; a substantive reply also one of value to whoever it replies to.
    Raises MembersOnly, NotFound, TextNeeded, TextTooLong, UnwritableText, UnknownChoice.
    """
    with transaction.atomic():
        author = loading.member(author_id)
        post = loading.post(post_id, author.community_id)
        comment = Comment(community_id=post.community_id, post=post, author=author, status=TextStatus.PUBLISHED)
        comment.reply_to = replied_to(post, parent_id)
        comment.parent = (comment.reply_to.parent or comment.reply_to) if comment.reply_to else None
        comment.language = loading.clean_language(language or post.language)
        comment.published_at = at
        rendered = put_body(comment, body)
        comment.save()
        adopt_shown(post, comment.body, author.pk)
        recount_comments(post)
        index_comment(comment, rendered.text)
        book.write(written_deed(comment), community_id=post.community_id, at=at, title=post.title)
        weigh_reply(comment, at=at)
        if not stays_shown(comment, comment.body, at):
            return comment
        tell_of_comment(comment, author, rendered.mentions, at)
        tell_pages(comment, "reply_written", {"comment": comment.pk}, at)
    return comment


def put_body(comment: Comment, body: str) -> Rendered:
    """Set the body and everything that follows from it; nothing is saved."""
    comment.body = loading.clean_body(body)
    rendered = render_text(comment.body)
    comment.html, comment.renderer_version = rendered.html, RENDERER_VERSION
    comment.word_count, comment.own_word_count = rendered.word_count, count_read_words(rendered.own_text)
    return rendered


def replied_to(post: Post, comment_id: int | None) -> Comment | None:
    """The published comment of this post that is replied to. Raises NotFound."""
    if comment_id is None:
        return None
    rows = Comment.objects.select_related("author", "parent")
    found = rows.filter(pk=comment_id, post=post, status=TextStatus.PUBLISHED).first()
    if found is None:
        raise NotFound
    return found


def written_deed(comment: Comment) -> acts.Deed:
    """The weightless act of having written it."""
    is_answer = comment.post.is_question and comment.parent_id is None and comment.author_id != comment.post.author_id
    return acts.comment_written(comment.ref, comment.author.party_id, is_answer=is_answer)
