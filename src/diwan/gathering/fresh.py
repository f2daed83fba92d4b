"""How new a community's public pages are: one number, raised once whatever changed them is committed.

Pages kept for visitors carry the number in their key, so nothing has to be searched for and thrown away. It is raised
after the commit, in a statement of its own: inside, every writer of a community would queue for the same row.
"""

from django.db import connection, transaction

_RAISE = """
    INSERT INTO gathering_freshness (community_id, number) VALUES (%s, 1)
    ON CONFLICT (community_id) DO UPDATE SET number = gathering_freshness.number + 1"""
_READ = """
    SELECT c.id, COALESCE(f.number, 0) FROM people_community c
    LEFT JOIN gathering_freshness f ON f.community_id = c.id WHERE c.slug = %s AND c.is_public"""


def touch(community_id: int) -> None:
    """Say that something visitors may see has changed; it counts when the transaction is committed."""
    transaction.on_commit(lambda: _raise(community_id))


def freshness(*, slug: str) -> tuple[int, int] | None:
    """(community id, number) of a public community, None of a private one and of none. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [slug])
        row = cursor.fetchone()
    return (int(row[0]), int(row[1])) if row else None


def _raise(community_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [community_id])
