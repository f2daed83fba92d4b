"""Facts about texts that rooms and pages ask for by reference or by author, in a query or two."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F

from diwan.gathering.enums import TextStatus
from diwan.gathering.models import Comment, Post
from diwan.gathering.queries.texts import numbers_of


def spaces_of_texts(*, community_id: int, object_refs: Collection[str]) -> dict[str, int]:
    """The space each published text stands in, by reference; others are absent. Two queries."""
    scope = {"community": community_id, "status": TextStatus.PUBLISHED}
    posts = Post.objects.filter(pk__in=numbers_of(object_refs, "post"), **scope).values_list("pk", "space")
    comments = Comment.objects.filter(pk__in=numbers_of(object_refs, "comment"), **scope)
    seen = comments.filter(post__status=TextStatus.PUBLISHED).values_list("pk", "post__space")
    return {f"post:{pk}": space for pk, space in posts} | {f"comment:{pk}": space for pk, space in seen}


def answered_authors(*, community_id: int, since: datetime) -> frozenset[int]:
    """Members under one of whose posts somebody else has written since then. One query."""
    rows = Comment.objects.filter(community=community_id, status=TextStatus.PUBLISHED, published_at__gte=since)
    rows = rows.exclude(author=F("post__author"))
    return frozenset(rows.values_list("post__author", flat=True).distinct())
