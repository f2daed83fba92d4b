from diwan.gathering.attention.models.member_row import MemberRow
from diwan.gathering.attention.models.person_mark import PersonMark
from diwan.gathering.attention.models.tag import PostTag, Tag, TagFollow
from diwan.gathering.attention.models.thread_mark import ThreadMark
from diwan.gathering.attention.models.visit import Visit

__all__ = ["MemberRow", "PersonMark", "PostTag", "Tag", "TagFollow", "ThreadMark", "Visit"]
