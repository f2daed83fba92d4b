import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('endpoint', models.CharField(max_length=500)),
                ('p256dh', models.CharField(max_length=100)),
                ('auth', models.CharField(max_length=40)),
                ('agent', models.CharField(max_length=300)),
                ('created_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=20)),
                ('since', models.DateTimeField()),
                ('planned_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='HeldNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_mail', models.BooleanField()),
                ('by_push', models.BooleanField()),
                ('until', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Newsletter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=120)),
                ('body', models.TextField(max_length=20000)),
                ('audience', models.JSONField(default=dict)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('sending', 'On its way'), ('sent', 'Sent')], default='draft', max_length=8)),
                ('created_at', models.DateTimeField()),
                ('edited_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('recipient_count', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='NewsletterCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('queued_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('asked_opening', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ReachChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(choices=[('replies', 'Replies to you'), ('mentions', 'When your name is written'), ('messages', 'Messages to you'), ('follows', 'What you follow'), ('community', 'News of the community'), ('belonging', 'Levels, badges and welcome'), ('editorial', 'Texts you work on with others'), ('desk', 'Work that waits for the team'), ('newsletter', 'Letters from the team'), ('money', 'Your money'), ('decisions', 'Decisions about you'), ('security', 'Your account and its safety')], max_length=12)),
                ('in_app', models.BooleanField(default=True)),
                ('mail', models.CharField(choices=[('now', 'At once'), ('digest', 'In the digest'), ('never', 'Never')], max_length=6)),
                ('push', models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name='ReachPreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_quiet_at_night', models.BooleanField(default=True)),
                ('quiet_from', models.PositiveSmallIntegerField(default=1320)),
                ('quiet_until', models.PositiveSmallIntegerField(default=420)),
                ('digest', models.CharField(choices=[('weekly', 'Every week'), ('daily', 'Every day'), ('never', 'Never')], default='weekly', max_length=6)),
                ('shows_amounts', models.BooleanField(default=False)),
                ('counts_openings', models.BooleanField(default=False)),
                ('counts_openings_since', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='notice',
            name='group',
            field=models.CharField(default='community', max_length=12),
        ),
        migrations.AddField(
            model_name='notice',
            name='in_digest',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='notice',
            name='is_shown',
            field=models.BooleanField(default=True),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('is_shown', True), ('read_at', None)), fields=['membership'], name='notice_unread'),
        ),
        migrations.AddField(
            model_name='device',
            name='membership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='devices', to='people.membership'),
        ),
        migrations.AddField(
            model_name='digest',
            name='membership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to='people.membership'),
        ),
        migrations.AddField(
            model_name='heldnotice',
            name='membership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held_notices', to='people.membership'),
        ),
        migrations.AddField(
            model_name='heldnotice',
            name='notice',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='held', to='people.notice'),
        ),
        migrations.AddField(
            model_name='newsletter',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='newsletters', to='people.membership'),
        ),
        migrations.AddField(
            model_name='newsletter',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='newsletters', to='people.community'),
        ),
        migrations.AddField(
            model_name='newslettercopy',
            name='membership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='newsletter_copies', to='people.membership'),
        ),
        migrations.AddField(
            model_name='newslettercopy',
            name='newsletter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='people.newsletter'),
        ),
        migrations.AddField(
            model_name='reachchoice',
            name='membership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reach_choices', to='people.membership'),
        ),
        migrations.AddField(
            model_name='reachpreference',
            name='membership',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reach_preference', to='people.membership'),
        ),
        migrations.AddIndex(
            model_name='device',
            index=models.Index(fields=['endpoint'], name='device_endpoint'),
        ),
        migrations.AddConstraint(
            model_name='device',
            constraint=models.UniqueConstraint(fields=('membership', 'endpoint'), name='one_device_once'),
        ),
        migrations.AddConstraint(
            model_name='digest',
            constraint=models.UniqueConstraint(fields=('membership', 'label'), name='one_digest_each'),
        ),
        migrations.AddIndex(
            model_name='newsletter',
            index=models.Index(fields=['community', '-created_at'], name='newsletter_newest'),
        ),
        migrations.AddConstraint(
            model_name='newslettercopy',
            constraint=models.UniqueConstraint(fields=('newsletter', 'membership'), name='one_copy_each'),
        ),
        migrations.AddConstraint(
            model_name='reachchoice',
            constraint=models.UniqueConstraint(fields=('membership', 'group'), name='one_reach_choice'),
        ),
        migrations.AddConstraint(
            model_name='reachpreference',
            constraint=models.CheckConstraint(condition=models.Q(('quiet_from__lt', 1440), ('quiet_until__lt', 1440)), name='quiet_hours_of_a_day'),
        ),
    ]
