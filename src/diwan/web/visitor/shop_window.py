"""What a stranger may see of a community: its newest published books and the titles of what is talked about."""

from typing import Any

from diwan.distribution import public as distribution
from diwan.gathering import public as gathering
from diwan.people import public as people

HEADLINE_LETTERS = 70


def told(community: people.Community, language: str) -> tuple[str, str]:
    """(headline, lead) of the shop window: the first line of what the community says of itself, and the rest.

    Without a short first line the name is the headline and all of it the lead.
    """
    first, _break, rest = community.about_in(language).partition("\n")
    if 0 < len(first) <= HEADLINE_LETTERS:
        return first, rest.strip()
    return community.name_in(language), community.about_in(language)


def latest_books(community_id: int) -> tuple[distribution.OpenBooks | None, dict[str, Any] | None]:
    """The newest month whose books are published, and the document of the plan that holds; None where there is none."""
    periods = distribution.list_periods(community_id=community_id)
    published = [one for one in periods if one.published_at is not None]
    if not published:
        return None, None
    newest = max(published, key=lambda one: one.label)
    plan = distribution.get_plan(community_id=community_id, plan_id=newest.plan_id)
    return distribution.open_books(community_id=community_id, period=newest.label), plan.document


def this_week(
    community_id: int, *, viewer: people.Membership | None, at_most: int = 3
) -> tuple[gathering.FeedItem, ...]:
    """The most useful posts that whoever looks may read."""
    return gathering.list_feed(community_id=community_id, viewer_id=viewer, limit=at_most).items
