"""The full-text side of the search column: a table beside it on SQLite, an index on it on PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_BUILD = {
    "sqlite": "CREATE VIRTUAL TABLE gathering_full_text USING fts5("
    "community, search_text, tokenize = \"unicode61 remove_diacritics 0\", prefix = '3')",
    "postgresql": "CREATE INDEX gathering_full_text ON gathering_searchrow "
    "USING gin (to_tsvector('simple'::regconfig, search_text))",
}
_TAKE_AWAY = {"sqlite": "DROP TABLE gathering_full_text", "postgresql": "DROP INDEX gathering_full_text"}


def build(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(_BUILD[schema_editor.connection.vendor])


def take_away(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(_TAKE_AWAY[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("gathering", "0001_gathering")]
    operations = [migrations.RunPython(build, take_away)]
