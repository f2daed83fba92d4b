"""Names to write after an @. There are no user names: somebody is called by their name, its blanks written as _."""

from collections.abc import Collection
from dataclasses import dataclass

from diwan.gathering.queries.views import find_viewer
from diwan.gathering.rendering import is_mention
from diwan.kernel.text.folding import fold
from diwan.people.enums import Standing
from diwan.people.public import Membership

AT_MOST = 8


@dataclass(frozen=True, slots=True)
class MentionableView:
    """Somebody who can be called; `handle` is what stands in the text after the @."""

    person_id: int
    name: str
    handle: str


def list_mentionable(
    *,
    community_id: int,
    viewer_id: int | None,
    typed: str,
    without: Collection[int] = (),
    at_most: int = AT_MOST,
) -> tuple[MentionableView, ...]:
    """Active members of whose name one word begins as was typed (spellings folded), the name's own beginning first.

    Never the viewer nor the memberships in `without`; nobody at all for whoever may not see the community.
    One query for the names, which are folded here: no index knows the spellings of Arabic.
    """
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return ()
    wanted = fold(typed.replace("_", " ")).strip()
    rows = Membership.objects.filter(community=community_id, standing=Standing.ACTIVE).exclude(
        pk__in=[viewer.pk, *without]
    )
    names = rows.order_by("joined_at", "pk").values_list("person_id", "person__display_name")
    first: list[MentionableView] = []
    later: list[MentionableView] = []
    for person_id, name in names.iterator():
        handle = "_".join(name.split()).rstrip(".")
        folded = fold(name)
        if not is_mention(handle) or (not folded.startswith(wanted) and f" {wanted}" not in folded):
            continue
        (first if folded.startswith(wanted) else later).append(MentionableView(person_id, name, handle))
        if len(first) >= at_most:
            break
    return tuple((first + later)[:at_most])
