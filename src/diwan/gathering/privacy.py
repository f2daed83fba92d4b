"""What people wrote, read and liked. The words are their author's: an erasure empties them wherever they were kept."""

from django.utils.translation import gettext_lazy as _

from diwan.gathering.models import (
    Attachment,
    AuthorShare,
    Bookmark,
    CalendarItem,
    CoAuthor,
    Comment,
    Freshness,
    MemberRow,
    PersonMark,
    Poll,
    PollOption,
    PollVote,
    Post,
    PostTag,
    Reaction,
    ReadMark,
    Remark,
    Revision,
    SearchRow,
    Space,
    Tag,
    TagFollow,
    ThreadMark,
    Visit,
)
from diwan.kernel.privacy import Erasure, Purpose, rows

TALK, ATTENTION = Purpose.TALK, Purpose.ATTENTION
NUMBERED, DELETED, OURS = Erasure.NUMBERED, Erasure.DELETED, Erasure.OURS
_COUNTS = "word_count helped_count tried_count same_count failed_count usefulness"
_LABEL = "promotion sponsor_name paid_minor members_minor label_plan_hash"
rows(Space, TALK, OURS, plain="id community_id slug name_ar name_en tone kind position is_public created_at")
rows(
    Post,
    TALK,
    Erasure.CLEARED,
    what=_("Your posts and drafts"),
    member="author",
    own="title excerpt body html source_id",
    seen="kind language status created_at published_at edited_at deleted_at publish_at",
    link="author_id deleted_by_id scheduled_by_id cover_id accepted_comment_id newest_comment_id",
    plain=f"id community_id space_id {_COUNTS} {_LABEL} renderer_version source is_shared accepted_at accept_counts "
    "estimated_seconds comment_count answer_count voice_count save_count reader_count need spoken_at",
)
rows(
    Comment,
    TALK,
    Erasure.CLEARED,
    what=_("Your comments and answers"),
    member="author",
    own="body html source_id",
    seen="post_id language status published_at edited_at deleted_at",
    link="author_id deleted_by_id parent_id reply_to_id",
    plain=f"id community_id {_COUNTS} renderer_version source own_word_count reply_nth",
)
rows(
    Revision,
    TALK,
    DELETED,
    what=_("What your texts said before you changed them"),
    member="replaced_by",
    own="title body",
    seen="replaced_at post_id comment_id",
    link="replaced_by_id",
    plain="id",
)
rows(
    Attachment,
    TALK,
    DELETED,
    what=_("Pictures you put into texts"),
    member="membership",
    own="name alt",
    seen="width height byte_count uploaded_at",
    link="membership_id post_id",
    plain="id community_id",
)
rows(
    SearchRow,
    TALK,
    DELETED,
    what=_("Your words as search reads them"),
    member="author",
    own="search_text",
    link="author_id post_id comment_id",
    plain="id community_id published_at folding_version",
)
rows(
    MemberRow,
    TALK,
    DELETED,
    what=_("Your name as search reads it"),
    member="membership",
    own="search_text",
    link="membership_id",
    plain="id community_id folding_version",
)
rows(
    Reaction,
    TALK,
    NUMBERED,
    member="membership",
    seen="kind post_id comment_id reacted_at withdrawn_at",
    link="membership_id",
    plain="id community_id source source_id",
)
rows(Tag, TALK, OURS, plain="id community_id key name merged_into_id is_banned post_count created_at")
rows(PostTag, TALK, OURS, link="post_id", plain="id tag_id position published_at")
rows(
    Poll,
    TALK,
    OURS,
    link="post_id",
    plain="id community_id question is_several is_named results open_days closes_at voter_count created_at",
)
rows(PollOption, TALK, OURS, plain="id poll_id position label vote_count")
rows(
    PollVote,
    TALK,
    NUMBERED,
    member="membership",
    seen="poll_id option_id voted_at",
    link="membership_id",
    plain="id is_only",
)
rows(
    AuthorShare,
    Purpose.BOOKS,
    NUMBERED,
    member="membership",
    seen="post_id share_bp position",
    link="membership_id",
    plain="id",
)
rows(
    CoAuthor,
    TALK,
    NUMBERED,
    member="membership",
    seen="post_id share_bp answer invited_at answered_at",
    link="membership_id",
    plain="id position",
)
rows(
    CalendarItem,
    TALK,
    NUMBERED,
    member="author",
    seen="title stage due_date handed_in_at",
    link="author_id editor_id proposed_by_id post_id",
    plain="id community_id space_id brief created_at changed_at",
)
rows(
    Remark,
    TALK,
    DELETED,
    what=_("Remarks at the editors’ desk"),
    member="author",
    own="text",
    seen="item_id kind written_at",
    link="author_id",
    plain="id",
)
rows(
    ReadMark,
    Purpose.BOOKS,
    NUMBERED,
    what=_("Which texts you read, for the sharing of income"),
    member="membership",
    seen="post_id day_date points",
    link="membership_id",
    plain="id",
)
rows(
    Bookmark,
    ATTENTION,
    DELETED,
    member="membership",
    seen="post_id saved_at withdrawn_at",
    link="membership_id",
    plain="id",
)
rows(
    ThreadMark,
    ATTENTION,
    DELETED,
    member="membership",
    seen="post_id level read_up_to read_at",
    link="membership_id told_id",
    plain="id",
)
rows(PersonMark, ATTENTION, DELETED, member="membership", seen="other_id level", link="membership_id", plain="id")
rows(TagFollow, ATTENTION, DELETED, member="membership", seen="tag_id", link="membership_id", plain="id")
rows(
    Visit,
    ATTENTION,
    DELETED,
    member="membership",
    seen="read_at read_up_to told_date",
    link="membership_id",
    plain="id",
)
rows(Freshness, Purpose.RUNNING, OURS, plain="community_id number")
