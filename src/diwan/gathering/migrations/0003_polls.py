import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gathering", "0002_search"), ("people", "0001_people")]
    operations = [
        migrations.CreateModel(
            name="Poll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.CharField(max_length=200)),
                ("is_several", models.BooleanField(default=False)),
                ("is_named", models.BooleanField(default=False)),
                ("results", models.CharField(choices=[("voted", "After voting"), ("always", "Always")], default="voted", max_length=8)),
                ("open_days", models.PositiveSmallIntegerField(null=True)),
                ("closes_at", models.DateTimeField(null=True)),
                ("voter_count", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("community", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.community")),
                ("post", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="poll", to="gathering.post")),
            ],
        ),
        migrations.CreateModel(
            name="PollOption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=120)),
                ("vote_count", models.PositiveIntegerField(default=0)),
                ("poll", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="options", to="gathering.poll")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("poll", "position"), name="poll_option_place")]},
        ),
        migrations.CreateModel(
            name="PollVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_only", models.BooleanField()),
                ("voted_at", models.DateTimeField()),
                ("membership", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.membership")),
                ("option", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="gathering.polloption")),
                ("poll", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="gathering.poll")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("option", "membership"), name="poll_answer_once_each"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_only", True)), fields=("poll", "membership"), name="poll_one_voice"
                    ),
                ]
            },
        ),
    ]
