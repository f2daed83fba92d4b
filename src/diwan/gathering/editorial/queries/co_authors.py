from collections.abc import Collection

from diwan.gathering.models import AuthorShare
from diwan.gathering.queries.views import AuthorView


def co_authors_of(post_ids: Collection[int]) -> dict[int, tuple[AuthorView, ...]]:
    """Who wrote these published posts together with their authors, in the order of the shares; one query, or none."""
    if not post_ids:
        return {}
    rows = AuthorShare.objects.filter(post__in=post_ids, position__gt=1).select_related("membership__person")
    found: dict[int, tuple[AuthorView, ...]] = {}
    for row in rows.order_by("post", "position"):
        person = row.membership.person
        view = AuthorView(row.membership_id, person.pk, person.display_name)
        found[row.post_id] = (*found.get(row.post_id, ()), view)
    return found
