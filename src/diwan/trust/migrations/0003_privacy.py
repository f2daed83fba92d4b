import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_reach"),
        ("trust", "0002_safety"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.SlugField(max_length=40)),
                ("is_given", models.BooleanField()),
                ("said_at", models.DateTimeField()),
                ("words_hash", models.CharField(max_length=64)),
                ("membership", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.membership")),
            ],
            options={"indexes": [models.Index(fields=["membership", "purpose", "-id"], name="consent_newest")]},
        ),
        migrations.CreateModel(
            name="DataExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=120, unique=True)),
                ("byte_count", models.PositiveBigIntegerField()),
                ("row_count", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"indexes": [models.Index(fields=["person", "-id"], name="export_newest")]},
        ),
        migrations.CreateModel(
            name="ErasureRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("row_count", models.PositiveIntegerField(default=0)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("cancelled_at", None), ("done_at", None)), fields=("person",), name="one_open_erasure")
                ],
            },
        ),
    ]
