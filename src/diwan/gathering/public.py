"""The door of `gathering`."""

from diwan.gathering.actions.attach_image import attach_image
from diwan.gathering.actions.create_space import create_space
from diwan.gathering.actions.delete_text import delete_comment, delete_post
from diwan.gathering.actions.edit_space import edit_space
from diwan.gathering.actions.edit_text import edit_comment, edit_post
from diwan.gathering.actions.hide_object import hide_object, show_object
from diwan.gathering.actions.publish_post import POST_PUBLISHED, publish_post
from diwan.gathering.actions.restore_text import restore_comment, restore_post
from diwan.gathering.actions.save_draft import discard_draft, draft_mark, save_draft
from diwan.gathering.actions.write_comment import write_comment
from diwan.gathering.attention.actions.follow import follow_person, follow_tag, follow_thread
from diwan.gathering.attention.actions.index_members import index_members
from diwan.gathering.attention.actions.keep_position import keep_position, read_everything
from diwan.gathering.attention.actions.tend_tag import tend_tag
from diwan.gathering.attention.queries.marks import MarkedThread, MarksView, list_marks, person_level
from diwan.gathering.attention.queries.own_feeds import list_following, list_new
from diwan.gathering.attention.queries.tags import TagView, get_tag, list_tagged, list_tags, tag_names
from diwan.gathering.attention.queries.unread import RowAttention, ThreadAttention, list_attention, thread_attention
from diwan.gathering.editorial.actions.assign_item import assign_item
from diwan.gathering.editorial.actions.propose_item import propose_item
from diwan.gathering.editorial.actions.publish_due import publish_due
from diwan.gathering.editorial.actions.review_item import accept_text, drop_item, return_text, write_remark
from diwan.gathering.editorial.actions.schedule_post import schedule_post, unschedule_post
from diwan.gathering.editorial.actions.share_authorship import answer_invitation, propose_split
from diwan.gathering.editorial.actions.work_on_item import begin_item, hand_in, take_back
from diwan.gathering.editorial.affiliate import HOSTS as AFFILIATE_HOSTS
from diwan.gathering.editorial.affiliate import TAGS as AFFILIATE_TAGS
from diwan.gathering.editorial.label import Label, label_of
from diwan.gathering.editorial.queries.calendar import CalendarEntry, CalendarView, ItemView, get_item, list_calendar
from diwan.gathering.editorial.queries.drafts import DraftView, get_draft, list_invitations_to_write
from diwan.gathering.editorial.stages import PATH as ITEM_PATH
from diwan.gathering.evidence.actions.accept_answer import accept_answer, withdraw_acceptance
from diwan.gathering.evidence.actions.react import react, withdraw_reaction
from diwan.gathering.evidence.actions.record_read import record_read
from diwan.gathering.evidence.actions.save_post import save_post, unsave_post
from diwan.gathering.evidence.queries.evidence import get_evidence
from diwan.gathering.finding.maintain_search import rebuild_search
from diwan.gathering.finding.matching import Segment
from diwan.gathering.finding.people import PeoplePage, PersonHit, search_people
from diwan.gathering.finding.related import list_related
from diwan.gathering.finding.rows import Wanted
from diwan.gathering.finding.search import (
    SearchHit,
    SearchPage,
    SimilarView,
    list_similar,
    search,
    search_page,
)
from diwan.gathering.fresh import freshness, touch
from diwan.gathering.history.actions.import_bulk import BulkComment, BulkPost, import_bulk
from diwan.gathering.history.actions.import_history import import_acceptance, import_comment, import_post, import_vote
from diwan.gathering.models import Attachment, Comment, Post, Reaction, ReadMark, Revision, Space
from diwan.gathering.polls.actions.cast_vote import cast_vote, close_poll
from diwan.gathering.polls.actions.put_poll import MOST as MOST_POLL_OPTIONS
from diwan.gathering.polls.actions.put_poll import PollSpec, put_poll
from diwan.gathering.polls.enums import Results as PollResults
from diwan.gathering.polls.errors import PollRefused
from diwan.gathering.polls.queries.polls import (
    PollHeld,
    PollView,
    VoicesView,
    get_poll,
    get_poll_spec,
    list_polls,
    list_voices,
)
from diwan.gathering.queries.feed import list_feed, list_saved, unanswered_count
from diwan.gathering.queries.mentionable import MentionableView, list_mentionable
from diwan.gathering.queries.published import (
    OpenText,
    last_open_change,
    list_open_posts,
    list_open_texts,
    shown_title,
)
from diwan.gathering.queries.quoted import QuotedText, quote_markdown, quote_texts
from diwan.gathering.queries.readership import Readership, readership
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
from diwan.gathering.queries.whose import answered_authors, spaces_of_texts
from diwan.gathering.rendering import RENDERER_VERSION, render

__all__ = [
    "AFFILIATE_HOSTS", "AFFILIATE_TAGS", "ITEM_PATH", "MOST_POLL_OPTIONS", "POST_PUBLISHED", "RENDERER_VERSION",
    "Attachment", "AuthorView", "BulkComment", "BulkPost", "CalendarEntry", "CalendarView", "Comment", "CommentView",
    "DraftView", "EvidenceView", "FeedItem", "FeedPage", "ImageView", "ItemView", "Label", "MarkedThread",
    "MarksView", "MentionableView", "OpenText", "PeoplePage", "PersonHit", "PollHeld", "PollRefused", "PollResults",
    "PollSpec", "PollView", "Post", "PostView", "QuotedText", "Reaction", "ReadMark", "Readership",
    "Revision", "RevisionView",
    "Rights", "RowAttention", "SearchHit", "SearchPage", "Segment", "SimilarView", "SourceView", "Space", "SpaceView",
    "TagView", "ThreadAttention", "ThreadView", "VoicesView", "Wanted", "accept_answer", "accept_text",
    "answer_invitation", "answered_authors",
    "assign_item", "attach_image", "begin_item", "cast_vote", "close_poll", "create_space",
    "delete_comment", "delete_post", "discard_draft", "draft_mark", "drop_item", "edit_comment", "edit_post",
    "edit_space", "find_place", "follow_person", "follow_tag", "follow_thread", "freshness", "get_draft",
    "get_evidence", "get_item", "get_poll", "get_poll_spec", "get_source", "get_tag", "get_thread", "hand_in",
    "hide_object", "import_acceptance", "import_bulk", "import_comment", "import_post", "import_vote", "imported_ids",
    "index_members", "keep_position", "label_of", "last_open_change", "list_attention", "list_calendar",
    "list_drafts", "list_feed", "list_following", "list_invitations_to_write", "list_marks", "list_mentionable",
    "list_new", "list_open_posts", "list_open_texts", "list_polls", "list_related", "list_revisions", "list_saved",
    "list_similar", "list_spaces", "list_tagged", "list_tags", "list_voices", "object_titles", "open_image",
    "person_level", "post_title", "propose_item", "propose_split", "publish_due", "publish_post", "put_poll",
    "quote_markdown", "quote_texts", "react", "read_everything",
    "readership", "rebuild_search", "record_read", "render",
    "restore_comment", "restore_post", "return_text", "save_draft", "save_post", "schedule_post", "search",
    "search_page", "search_people", "show_object", "shown_title", "spaces_of_texts",
    "tag_names", "take_back", "tend_tag",
    "thread_attention", "touch", "unanswered_count", "unsave_post", "unschedule_post", "withdraw_acceptance",
    "withdraw_reaction", "write_comment", "write_remark",
]  # fmt: skip
