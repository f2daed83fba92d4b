"""The door of `gathering`."""

from diwan.gathering.actions.accept_answer import accept_answer, withdraw_acceptance
from diwan.gathering.actions.attach_image import attach_image
from diwan.gathering.actions.create_space import create_space
from diwan.gathering.actions.delete_text import delete_comment, delete_post
from diwan.gathering.actions.edit_text import edit_comment, edit_post
from diwan.gathering.actions.hide_object import hide_object, show_object
from diwan.gathering.actions.import_history import import_acceptance, import_comment, import_post, import_vote
from diwan.gathering.actions.maintain_search import rebuild_search
from diwan.gathering.actions.publish_post import POST_PUBLISHED, publish_post
from diwan.gathering.actions.react import react, withdraw_reaction
from diwan.gathering.actions.record_read import record_read
from diwan.gathering.actions.restore_text import restore_comment, restore_post
from diwan.gathering.actions.save_draft import discard_draft, save_draft
from diwan.gathering.actions.save_post import save_post, unsave_post
from diwan.gathering.actions.write_comment import write_comment
from diwan.gathering.models import Attachment, Comment, Post, Reaction, ReadMark, Revision, Space
from diwan.gathering.queries.evidence import get_evidence
from diwan.gathering.queries.feed import list_feed, list_saved, unanswered_count
from diwan.gathering.queries.quoted import QuotedText, quote_texts
from diwan.gathering.queries.search import SearchHit, Segment, list_related, search
from diwan.gathering.queries.spaces import list_spaces
from diwan.gathering.queries.texts import (
    RevisionView,
    SourceView,
    find_place,
    get_source,
    imported_ids,
    list_drafts,
    list_revisions,
    object_titles,
    open_image,
    post_title,
)
from diwan.gathering.queries.thread import get_thread
from diwan.gathering.queries.views import (
    AuthorView,
    CommentView,
    EvidenceView,
    FeedItem,
    FeedPage,
    ImageView,
    PostView,
    Rights,
    SpaceView,
    ThreadView,
)
from diwan.gathering.rendering import RENDERER_VERSION, render

__all__ = [
    "POST_PUBLISHED",
    "RENDERER_VERSION",
    "Attachment",
    "AuthorView",
    "Comment",
    "CommentView",
    "EvidenceView",
    "FeedItem",
    "FeedPage",
    "ImageView",
    "Post",
    "PostView",
    "QuotedText",
    "Reaction",
    "ReadMark",
    "Revision",
    "RevisionView",
    "Rights",
    "SearchHit",
    "Segment",
    "SourceView",
    "Space",
    "SpaceView",
    "ThreadView",
    "accept_answer",
    "attach_image",
    "create_space",
    "delete_comment",
    "delete_post",
    "discard_draft",
    "edit_comment",
    "edit_post",
    "find_place",
    "get_evidence",
    "get_source",
    "get_thread",
    "hide_object",
    "import_acceptance",
    "import_comment",
    "import_post",
    "import_vote",
    "imported_ids",
    "list_drafts",
    "list_feed",
    "list_related",
    "list_revisions",
    "list_saved",
    "list_spaces",
    "object_titles",
    "open_image",
    "post_title",
    "publish_post",
    "quote_texts",
    "react",
    "rebuild_search",
    "record_read",
    "render",
    "restore_comment",
    "restore_post",
    "save_draft",
    "save_post",
    "search",
    "show_object",
    "unanswered_count",
    "unsave_post",
    "withdraw_acceptance",
    "withdraw_reaction",
    "write_comment",
]
