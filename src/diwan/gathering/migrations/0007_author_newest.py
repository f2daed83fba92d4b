from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gathering", "0006_public")]
    operations = [
        migrations.AddIndex(
            "post",
            models.Index(
                fields=["community", "author", "-published_at", "-id"],
                condition=models.Q(status="published"),
                name="post_author_newest",
            ),
        ),
    ]
