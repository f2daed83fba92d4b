import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commerce', '0003_gateways'),
        ('people', '0002_reach'),
    ]

    operations = [
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('wish', models.TextField(blank=True, default='', max_length=2000)),
                ('status', models.CharField(choices=[('awaiting', 'Waiting for payment'), ('running', 'Under way'), ('disputed', 'Disputed'), ('done', 'Finished'), ('decided', 'Decided'), ('given_up', 'Given up, money returned'), ('lapsed', 'Not paid, let go')], default='awaiting', max_length=9)),
                ('appointment_at', models.DateTimeField(null=True)),
                ('appointment_minutes', models.PositiveSmallIntegerField(default=0)),
                ('term_days', models.PositiveSmallIntegerField()),
                ('booked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('buyer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.community')),
                ('order', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='booking', to='commerce.order')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
            ],
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(blank=True, default='', max_length=120)),
                ('price_minor', models.BigIntegerField()),
                ('released_minor', models.BigIntegerField(default=0)),
                ('returned_minor', models.BigIntegerField(default=0)),
                ('days_count', models.PositiveSmallIntegerField()),
                ('reworks_left', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('planned', 'Not begun'), ('working', 'Being worked on'), ('delivered', 'Delivered'), ('accepted', 'Accepted'), ('settled', 'Settled by decision'), ('returned', 'Money returned')], default='planned', max_length=9)),
                ('due_at', models.DateTimeField(null=True)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('accepts_at', models.DateTimeField(null=True)),
                ('booking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='commerce.booking')),
            ],
            options={
                'ordering': ('position',),
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stars', models.PositiveSmallIntegerField()),
                ('text', models.TextField(max_length=1000)),
                ('written_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True, default='', max_length=1000)),
                ('answered_at', models.DateTimeField(null=True)),
                ('booking', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='commerce.booking')),
            ],
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('body', models.TextField(max_length=6000)),
                ('question', models.CharField(blank=True, default='', max_length=120)),
                ('rework_count', models.PositiveSmallIntegerField(default=1)),
                ('appointment_minutes', models.PositiveSmallIntegerField(default=0)),
                ('is_open', models.BooleanField(default=True)),
                ('offered_at', models.DateTimeField()),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.community')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
            ],
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(blank=True, default='', max_length=120)),
                ('price_minor', models.BigIntegerField()),
                ('days_count', models.PositiveSmallIntegerField()),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='commerce.service')),
            ],
            options={
                'ordering': ('position',),
            },
        ),
        migrations.AddField(
            model_name='booking',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='commerce.service'),
        ),
        migrations.CreateModel(
            name='ServiceTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term_days', models.PositiveSmallIntegerField(default=7)),
                ('two_from_minor', models.BigIntegerField()),
                ('tax_bp', models.PositiveIntegerField(default=0)),
                ('community', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.community')),
            ],
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('booked', 'Booked'), ('paid', 'Paid; the money is held'), ('delivered', 'Delivered'), ('rework', 'Asked for changes'), ('accepted', 'Accepted'), ('term_ended', 'Accepted because the term ended'), ('disputed', 'Disputed'), ('proposed', 'A decision was proposed'), ('declined', 'The proposal was not agreed to'), ('decided', 'Decided'), ('given_up', 'Given up; all held money goes back'), ('lapsed', 'Let go, because it was not paid'), ('refunded', 'Paid back by the treasurer'), ('reviewed', 'Reviewed'), ('answered', 'Answered the review')], max_length=10)),
                ('at', models.DateTimeField()),
                ('text', models.TextField(blank=True, default='', max_length=6000)),
                ('reason', models.CharField(blank=True, default='', max_length=10)),
                ('released_minor', models.BigIntegerField(default=0)),
                ('returned_minor', models.BigIntegerField(default=0)),
                ('late_minutes', models.PositiveIntegerField(default=0)),
                ('booking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='commerce.booking')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
                ('part', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commerce.part')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='DeliveredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.CharField(max_length=120)),
                ('name', models.CharField(max_length=120)),
                ('byte_count', models.PositiveIntegerField()),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='commerce.step')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='WeeklyHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('starts_minute', models.PositiveSmallIntegerField()),
                ('ends_minute', models.PositiveSmallIntegerField()),
                ('zone', models.CharField(max_length=60)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
            ],
            options={
                'ordering': ('weekday', 'starts_minute'),
            },
        ),
        migrations.CreateModel(
            name='BookedQuarter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quarter_at', models.DateTimeField()),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
                ('booking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quarters', to='commerce.booking')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('provider', 'quarter_at'), name='no_double_booking')],
            },
        ),
        migrations.CreateModel(
            name='BookingDispute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
                ('held_minor', models.BigIntegerField()),
                ('released_minor', models.BigIntegerField(null=True)),
                ('reason', models.CharField(blank=True, choices=[('missing', 'Nothing was delivered'), ('late', 'It came too late'), ('otherwise', 'It is not what was described'), ('poor', 'It is not usable as it is'), ('silent', 'The other side does not answer'), ('fulfilled', 'The work was done as agreed'), ('agreed', 'Both sides agreed on it')], default='', max_length=10)),
                ('words', models.CharField(blank=True, default='', max_length=600)),
                ('proposed_at', models.DateTimeField(null=True)),
                ('alone_from', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('booking', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dispute', to='commerce.booking')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('released_minor', None), models.Q(('released_minor__gte', 0), ('released_minor__lte', models.F('held_minor'))), _connector='OR'), name='dispute_within_held')],
            },
        ),
        migrations.AddIndex(
            model_name='part',
            index=models.Index(fields=['status', 'accepts_at'], name='part_term'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.UniqueConstraint(fields=('booking', 'position'), name='part_place'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.CheckConstraint(condition=models.Q(('price_minor__gte', django.db.models.expressions.CombinedExpression(models.F('released_minor'), '+', models.F('returned_minor'))), ('released_minor__gte', 0), ('returned_minor__gte', 0)), name='part_money'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5)), name='review_stars'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['community', 'is_open', '-offered_at'], name='service_shelf'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(fields=('service', 'position'), name='milestone_place'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('price_minor__gt', 0)), name='milestone_priced'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['community', 'status'], name='booking_queue'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['buyer', '-booked_at'], name='booking_bought'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['provider', '-booked_at'], name='booking_given'),
        ),
        migrations.AddConstraint(
            model_name='serviceterms',
            constraint=models.CheckConstraint(condition=models.Q(('tax_bp__lte', 10000), ('term_days__gte', 1), ('term_days__lte', 60), ('two_from_minor__gte', 0)), name='service_terms_range'),
        ),
        migrations.AddConstraint(
            model_name='weeklyhours',
            constraint=models.UniqueConstraint(fields=('provider', 'weekday', 'starts_minute'), name='hours_once'),
        ),
        migrations.AddConstraint(
            model_name='weeklyhours',
            constraint=models.CheckConstraint(condition=models.Q(('ends_minute__lte', 1440), ('starts_minute__lt', models.F('ends_minute')), ('weekday__lte', 6)), name='hours_range'),
        ),
    ]
