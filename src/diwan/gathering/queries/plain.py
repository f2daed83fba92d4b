from collections.abc import Collection

from diwan.gathering.models import Comment, Post
from diwan.gathering.queries.texts import numbers_of


def plain_texts(*, community_id: int, object_refs: Collection[str]) -> dict[str, str]:
    """What these texts say, title first, whatever their standing. For the law's own reading, never for a page."""
    refs = set(object_refs)
    posts = Post.objects.filter(pk__in=numbers_of(refs, "post"), community=community_id)
    comments = Comment.objects.filter(pk__in=numbers_of(refs, "comment"), community=community_id)
    found = {f"post:{pk}": f"{title}\n{body}" for pk, title, body in posts.values_list("pk", "title", "body")}
    return found | {f"comment:{pk}": body for pk, body in comments.values_list("pk", "body")}
