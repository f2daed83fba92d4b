from django.db import connection


def put_full_text(table: str, row_id: int, community_id: int, folded: str) -> None:
    """The row of the full-text table beside a table of folded text; PostgreSQL indexes the column itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE rowid = %s", [row_id])
            cursor.execute(
                f"INSERT INTO {table} (rowid, community, search_text) VALUES (%s, %s, %s)",
                [row_id, f"c{community_id}", folded],
            )
