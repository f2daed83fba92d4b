"""What members follow and have read, tags, and people in search; what is new is read from two columns of a post."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_BUILD = {
    "sqlite": "CREATE VIRTUAL TABLE gathering_people_text USING fts5("
    "community, search_text, tokenize = \"unicode61 remove_diacritics 0\", prefix = '3')",
    "postgresql": "CREATE INDEX gathering_people_text ON gathering_memberrow "
    "USING gin (to_tsvector('simple'::regconfig, search_text))",
}
_TAKE_AWAY = {"sqlite": "DROP TABLE gathering_people_text", "postgresql": "DROP INDEX gathering_people_text"}
_SAID = "FROM gathering_comment c WHERE c.post_id = gathering_post.id AND c.status = 'published'"
_OF_COMMENT = "FROM gathering_comment c WHERE c.id = gathering_searchrow.comment_id"
_OF_POST = "FROM gathering_post p WHERE p.id = gathering_searchrow.post_id"
_FILL = (
    f"UPDATE gathering_post SET newest_comment_id = COALESCE((SELECT MAX(c.id) {_SAID}), 0),"
    f" spoken_at = COALESCE((SELECT MAX(c.published_at) {_SAID}), published_at)",
    f"UPDATE gathering_searchrow SET author_id = COALESCE((SELECT c.author_id {_OF_COMMENT}),"
    f" (SELECT p.author_id {_OF_POST})), published_at = COALESCE((SELECT c.published_at {_OF_COMMENT}),"
    f" (SELECT p.published_at {_OF_POST}))",
)


def build(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(_BUILD[schema_editor.connection.vendor])


def take_away(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(_TAKE_AWAY[schema_editor.connection.vendor])


def fill(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Last, since PostgreSQL alters no table while its rows wait for the commit."""
    for statement in _FILL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("gathering", "0004_editorial"),
        ("people", "0002_reach"),
    ]

    operations = [
        migrations.CreateModel(
            name="MemberRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.community"
                    ),
                ),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.membership"
                    ),
                ),
                ("search_text", models.TextField()),
                ("folding_version", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="PersonMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.membership"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.membership"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("none", "Not followed"),
                            ("following", "Following"),
                            ("off", "Not followed any more"),
                            ("muted", "Muted"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("level", "following")),
                        fields=["other", "membership"],
                        name="person_followers",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("membership", "other"), name="one_person_mark"),
                    models.CheckConstraint(
                        condition=models.Q(("membership", models.F("other")), _negated=True),
                        name="nobody_follows_oneself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.community"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=30)),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="gathering.tag"
                    ),
                ),
                ("is_banned", models.BooleanField(default=False)),
                ("post_count", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["community", "-post_count", "key"], name="tag_most_used")],
                "constraints": [models.UniqueConstraint(fields=("community", "key"), name="one_tag_a_key")],
            },
        ),
        migrations.CreateModel(
            name="PostTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tag_links", to="gathering.post"
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="gathering.tag"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["tag", "-published_at", "-post"], name="tag_newest")],
                "constraints": [models.UniqueConstraint(fields=("post", "tag"), name="one_tag_once")],
            },
        ),
        migrations.CreateModel(
            name="TagFollow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.membership"
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="gathering.tag"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("membership", "tag"), name="one_tag_follow")],
            },
        ),
        migrations.CreateModel(
            name="ThreadMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="thread_marks", to="gathering.post"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.membership"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("none", "Not followed"),
                            ("following", "Following"),
                            ("off", "Not followed any more"),
                            ("muted", "Muted"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("read_up_to", models.PositiveBigIntegerField(default=0)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "told",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.notice"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("level", "following")),
                        fields=["post", "membership"],
                        name="thread_followers",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("membership", "post"), name="one_thread_mark")],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.membership"
                    ),
                ),
                ("read_at", models.DateTimeField(null=True)),
                ("read_up_to", models.PositiveBigIntegerField(default=0)),
                ("told_date", models.DateField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="post",
            name="spoken_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="post",
            name="newest_comment_id",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="searchrow",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.membership"
            ),
        ),
        migrations.AddField(
            model_name="searchrow",
            name="published_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(condition=models.Q(("status", "published")), fields=["post", "id"], name="comment_new"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["community", "-spoken_at", "-id"],
                name="post_spoken",
            ),
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(fields=["community", "-published_at", "-id"], name="search_newest"),
        ),
        migrations.RunPython(build, take_away),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
