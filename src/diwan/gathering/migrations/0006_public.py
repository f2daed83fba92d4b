from django.db import migrations, models
from django.db.models.deletion import CASCADE


class Migration(migrations.Migration):
    dependencies = [("gathering", "0005_attention")]
    operations = [
        migrations.AddField("space", "is_public", models.BooleanField(default=True)),
        migrations.CreateModel(
            "Freshness",
            [
                (
                    "community",
                    models.OneToOneField(
                        db_column="community_id",
                        on_delete=CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="people.community",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=0)),
            ],
        ),
    ]
