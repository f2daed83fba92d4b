from diwan.gathering.models.attachment import Attachment
from diwan.gathering.models.comment import Comment
from diwan.gathering.models.marks import Bookmark, ReadMark
from diwan.gathering.models.post import Post
from diwan.gathering.models.reaction import Reaction
from diwan.gathering.models.revision import Revision
from diwan.gathering.models.search_row import SearchRow
from diwan.gathering.models.space import Space

__all__ = ["Attachment", "Bookmark", "Comment", "Post", "Reaction", "ReadMark", "Revision", "SearchRow", "Space"]
