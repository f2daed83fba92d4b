from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_ground")]
    operations = [
        migrations.CreateModel(
            name="LiveEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("community_id", models.BigIntegerField()),
                ("topic", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=60)),
                ("facts", models.JSONField()),
                ("created_at", models.DateTimeField()),
                ("transaction", models.BigIntegerField(default=0)),
                ("floor", models.BigIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["topic", "id"], name="live_topic"),
                    models.Index(fields=["created_at"], name="live_age"),
                    models.Index(
                        condition=models.Q(transaction__gt=0), fields=["transaction"], name="live_transaction"
                    ),
                ],
            },
        ),
    ]
