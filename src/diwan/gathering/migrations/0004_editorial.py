import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

STAGES = [
    ("idea", "Idea"),
    ("assigned", "Assigned"),
    ("draft", "Draft"),
    ("in_review", "In review"),
    ("ready", "Ready"),
    ("scheduled", "Scheduled"),
    ("published", "Published"),
    ("dropped", "Dropped"),
]
ANSWERS = [("waiting", "No answer yet"), ("accepted", "Accepted"), ("declined", "Declined")]
REMARKS = [("note", "Note"), ("returned", "Returned"), ("accepted", "Accepted")]
PROMOTIONS = [("sponsored", "Sponsored"), ("affiliate", "Affiliate links")]


def key() -> tuple[str, models.Field]:
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def member(**options: object) -> models.Field:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.membership", **options
    )


class Migration(migrations.Migration):
    dependencies = [("gathering", "0003_polls"), ("people", "0001_people")]
    operations = [
        migrations.AddField("post", "publish_at", models.DateTimeField(null=True)),
        migrations.AddField("post", "scheduled_by", member(null=True)),
        migrations.AddField(
            "post", "promotion", models.CharField(blank=True, choices=PROMOTIONS, default="", max_length=10)
        ),
        migrations.AddField("post", "sponsor_name", models.CharField(blank=True, default="", max_length=120)),
        migrations.AddField("post", "paid_minor", models.BigIntegerField(null=True)),
        migrations.AddField("post", "members_minor", models.BigIntegerField(null=True)),
        migrations.AddField("post", "label_plan_hash", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("post", "is_shared", models.BooleanField(default=False)),
        migrations.AddIndex(
            "post", models.Index(condition=Q(("publish_at__isnull", False)), fields=["publish_at"], name="post_due")
        ),
        migrations.AddConstraint(
            "post",
            models.CheckConstraint(
                condition=Q(
                    Q(("publish_at", None), ("status", "draft")),
                    Q(
                        ("label_plan_hash", ""),
                        ("members_minor", None),
                        ("paid_minor", None),
                        ("promotion", ""),
                        ("sponsor_name", ""),
                    ),
                    Q(
                        Q(("promotion", ""), _negated=True),
                        Q(("sponsor_name", ""), _negated=True),
                        ("members_minor__gte", 0),
                        ("members_minor__isnull", False),
                        ("members_minor__lte", F("paid_minor")),
                        ("paid_minor__gt", 0),
                        ("paid_minor__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="post_labelled",
            ),
        ),
        migrations.AddConstraint(
            "post",
            models.CheckConstraint(
                condition=Q(("publish_at", None), ("status", "draft"), _connector="OR"), name="post_still_due"
            ),
        ),
        migrations.CreateModel(
            name="AuthorShare",
            fields=[
                key(),
                ("share_bp", models.PositiveSmallIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("membership", member()),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="gathering.post"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("post", "membership"), name="author_share_once"),
                    models.UniqueConstraint(fields=("post", "position"), name="author_share_place"),
                    models.CheckConstraint(
                        condition=Q(("share_bp__gt", 0), ("share_bp__lt", 10000)), name="author_share_part"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="CoAuthor",
            fields=[
                key(),
                ("share_bp", models.PositiveSmallIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("answer", models.CharField(choices=ANSWERS, default="waiting", max_length=10)),
                ("invited_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("membership", member()),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="co_authors", to="gathering.post"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("post", "membership"), name="co_author_once"),
                    models.UniqueConstraint(fields=("post", "position"), name="co_author_place"),
                    models.CheckConstraint(
                        condition=Q(("share_bp__gt", 0), ("share_bp__lt", 10000)), name="co_author_share"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="CalendarItem",
            fields=[
                key(),
                ("title", models.CharField(max_length=200)),
                ("brief", models.CharField(blank=True, default="", max_length=1000)),
                ("stage", models.CharField(choices=STAGES, default="idea", max_length=10)),
                ("due_date", models.DateField(null=True)),
                ("handed_in_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("author", member(null=True)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.community"
                    ),
                ),
                ("editor", member(null=True)),
                (
                    "post",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="calendar_item",
                        to="gathering.post",
                    ),
                ),
                ("proposed_by", member()),
                (
                    "space",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="gathering.space"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["community", "due_date"], name="calendar_due"),
                    models.Index(fields=["community", "author", "stage"], name="calendar_author"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("stage__in", ("idea", "dropped")), ("author__isnull", False), _connector="OR"),
                        name="calendar_item_has_author",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            ("stage__in", ("idea", "assigned", "draft", "dropped")),
                            ("handed_in_at__isnull", False),
                            ("stage", "published"),
                            _connector="OR",
                        ),
                        name="calendar_item_handed_in",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                key(),
                ("kind", models.CharField(choices=REMARKS, default="note", max_length=10)),
                ("text", models.CharField(max_length=600)),
                ("written_at", models.DateTimeField()),
                ("author", member()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="gathering.calendaritem",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["item", "written_at", "id"], name="remark_thread")]},
        ),
    ]
