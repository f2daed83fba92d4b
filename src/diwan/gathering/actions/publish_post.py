from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from diwan.gathering.actions import loading
from diwan.gathering.actions.attach_image import adopt_images, adopt_into
from diwan.gathering.actions.save_draft import community_member, new_or_draft, place
from diwan.gathering.actions.say_written import stays_shown
from diwan.gathering.actions.tell import tell_mentioned
from diwan.gathering.attention.actions.greet_post import greet_post
from diwan.gathering.editorial.actions.keep_step import mark_published
from diwan.gathering.editorial.actions.settle_authors import settle_authors
from diwan.gathering.editorial.label import Label, put_label, require_label
from diwan.gathering.enums import TextStatus
from diwan.gathering.evidence import acts, book
from diwan.gathering.evidence.actions.keep_counters import refresh
from diwan.gathering.finding.maintain_search import index_post
from diwan.gathering.models import Post
from diwan.gathering.polls.actions.start_poll import start_poll
from diwan.gathering.rendering import RENDERER_VERSION, Rendered, render_text
from diwan.kernel import registry

POST_PUBLISHED = "gathering.post_published"
WORDS_A_MINUTE = 200
_SHORTEST_READ, _LONGEST_READ = 15, 1200
_EXCERPT = 300


def publish_post(
    *,
    community_id: int,
    space_id: int,
    author_id: int,
    kind: str,
    title: str,
    body: str,
    language: str,
    at: datetime,
    images: Sequence[int] = (),
    draft_id: int | None = None,
    label: Label | None = None,
    tags: Sequence[str] | None = None,
) -> Post:
    """Publish a discussion, question or guide, with images the author uploaded before; the first becomes its cover.

    Writes a weightless act, tells whoever is mentioned, announces POST_PUBLISHED; neither of the latter when the law
    holds it for a person to see first (then it comes back hidden). `label` says who paid, `tags` what it
    is about (None: as the draft says); the co-authors that the draft names must have accepted, and their split is
    fixed here for good.
    Raises MembersOnly, NotFound, TitleNeeded, TextNeeded, TextTooLong, UnwritableText, UnknownChoice,
    LabelNeeded, AffiliateLinkUnlabelled, CoAuthorsWaiting.
    """
    with transaction.atomic():
        author = community_member(community_id, author_id)
        post = new_or_draft(author, draft_id, at)
        place(post, author, space_id, kind, language)
        put_label(post, label)
        rendered = put_words(post, title, body)
        require_label(post, rendered.html)
        settle_authors(post)
        post.status, post.published_at = TextStatus.PUBLISHED, at
        post.publish_at, post.scheduled_by = None, None
        post.save()
        mark_published(post, at=at)
        adopt_images(post, images)
        adopt_into(post)
        start_poll(post, at=at)
        refresh(post)
        index_post(post, rendered.text)
        deed = acts.post_published(post.ref, post.kind, author.party_id)
        book.write(deed, community_id=community_id, at=at, title=post.title)
        is_shown = stays_shown(post, f"{post.title}\n{post.body}", at)
        told = tell_mentioned(rendered.mentions, author, post, post.ref, at) if is_shown else set()
        greet_post(post, told=told, tags=tags, at=at)
        if is_shown:
            registry.announce(POST_PUBLISHED, community_id=community_id, post_id=post.pk, author=author.party_id, at=at)
    return post


def put_words(post: Post, title: str, body: str) -> Rendered:
    """Set title and body and everything that follows from them; nothing is saved."""
    post.title, post.body = loading.clean_title(title), loading.clean_body(body)
    rendered = render_text(post.body)
    post.html, post.renderer_version = rendered.html, RENDERER_VERSION
    post.word_count = rendered.word_count
    post.estimated_seconds = estimated_seconds(rendered.word_count)
    post.excerpt = shortened(rendered.text, _EXCERPT)
    return rendered


def estimated_seconds(word_count: int) -> int:
    """How long reading takes, from the words and capped, so that padding does not pay."""
    return max(_SHORTEST_READ, min(_LONGEST_READ, word_count * 60 // WORDS_A_MINUTE))


def shortened(text: str, limit: int) -> str:
    """One line of at most `limit` letters, cut between words and marked when cut."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[:limit]
    return cut[: cut.rfind(" ") if " " in cut[limit // 2 :] else limit] + "…"
