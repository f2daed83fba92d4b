from diwan.gathering.attention.models import MemberRow, PersonMark, PostTag, Tag, TagFollow, ThreadMark, Visit
from diwan.gathering.editorial.models.author_share import AuthorShare
from diwan.gathering.editorial.models.co_author import CoAuthor
from diwan.gathering.editorial.models.item import CalendarItem
from diwan.gathering.editorial.models.remark import Remark
from diwan.gathering.evidence.models.marks import Bookmark, ReadMark
from diwan.gathering.evidence.models.reaction import Reaction
from diwan.gathering.models.attachment import Attachment
from diwan.gathering.models.comment import Comment
from diwan.gathering.models.freshness import Freshness
from diwan.gathering.models.post import Post
from diwan.gathering.models.revision import Revision
from diwan.gathering.models.search_row import SearchRow
from diwan.gathering.models.space import Space
from diwan.gathering.polls.models import Poll, PollOption, PollVote

__all__ = [
    "Attachment",
    "AuthorShare",
    "Bookmark",
    "CalendarItem",
    "CoAuthor",
    "Comment",
    "Freshness",
    "MemberRow",
    "PersonMark",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostTag",
    "Reaction",
    "ReadMark",
    "Remark",
    "Revision",
    "SearchRow",
    "Space",
    "Tag",
    "TagFollow",
    "ThreadMark",
    "Visit",
]
