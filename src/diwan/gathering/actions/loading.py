"""Rows an action works on, found in the community of whoever acts and in no other."""

from typing import TypeVar

from django.db.models import QuerySet

from diwan.gathering import rules
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import (
    MembersOnly,
    NotFound,
    TextNeeded,
    TextTooLong,
    TitleNeeded,
    UnknownChoice,
    UnwritableText,
)
from diwan.gathering.models import Comment, Post
from diwan.people.public import Membership

LONGEST_BODY = 40_000
LONGEST_TITLE = 200
_SHOWN = (TextStatus.PUBLISHED,)
Text = TypeVar("Text", Post, Comment)


def member(membership_id: int) -> Membership:
    """The one who acts. Raises MembersOnly for a suspended or departed member and for nobody."""
    found = next(iter(Membership.objects.filter(pk=membership_id)), None)
    if found is None or not rules.may_take_part(found, found.community_id):
        raise MembersOnly
    return found


def post(post_id: int, community_id: int, *, statuses: tuple[str, ...] = _SHOWN) -> Post:
    """The post, locked, with its author. Raises NotFound for one of another community or another standing."""
    rows = Post.objects.select_related("author")
    return _locked(rows, pk=post_id, community=community_id, status__in=statuses)


def comment(comment_id: int, community_id: int, *, statuses: tuple[str, ...] = _SHOWN) -> Comment:
    """The comment, under a published post; the post is locked first, then the comment. Raises NotFound."""
    under = _locked(Post.objects.all(), comments__pk=comment_id, community=community_id, status__in=_SHOWN)
    rows = Comment.objects.select_related("author")
    found = _locked(rows, pk=comment_id, community=community_id, status__in=statuses)
    found.post = under
    return found


def target(ref: str, community_id: int) -> Post | Comment:
    """The published text that 'post:<id>' or 'comment:<id>' names, locked. Raises NotFound."""
    noun, _, number = ref.partition(":")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise NotFound
    if noun == "post":
        return post(int(number), community_id)
    if noun == "comment":
        return comment(int(number), community_id)
    raise NotFound


def _locked(rows: QuerySet[Text], **facts: object) -> Text:
    """The one row of which these facts hold. Raises NotFound."""
    found = next(iter(rows.select_for_update(of=("self",)).filter(**facts)), None)
    if found is None:
        raise NotFound
    return found


def clean_title(title: str) -> str:
    """One line. Raises TitleNeeded, TextTooLong, UnwritableText."""
    line = " ".join(_storable(title).split())
    if not any(letter.isprintable() and not letter.isspace() for letter in line):
        raise TitleNeeded
    return _fitting(line, LONGEST_TITLE)


def clean_body(body: str) -> str:
    """The words as written, with line ends made alike. Raises TextNeeded, TextTooLong, UnwritableText."""
    text = _storable(body).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not text.strip():
        raise TextNeeded
    return _fitting(text, LONGEST_BODY)


def clean_choice(value: str, choices: list[str]) -> str:
    if value not in choices:
        raise UnknownChoice(value=value)
    return value


def _storable(text: str) -> str:
    """Neither NUL nor half a surrogate pair fits into a database; everything else comes back whole."""
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UnwritableText
    return text


def _fitting(text: str, limit: int) -> str:
    if len(text) > limit:
        raise TextTooLong(count=len(text), limit=limit)
    return text


def clean_language(code: str) -> str:
    """A language tag such as 'ar' or 'en'. Raises UnknownChoice."""
    if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
        raise UnknownChoice(value=code)
    return code.lower()
