import django.db.models.deletion
from django.db import migrations, models


def close_where_terms_end(apps, schema_editor):
    """Terms written before there was grace close when they end."""
    apps.get_model("commerce", "Subscription").objects.update(closes_at=models.F("ends_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('commerce', '0008_tills'),
        ('people', '0002_reach'),
    ]

    operations = [
        migrations.CreateModel(
            name='Coupon',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=24)),
                ('percent_bp', models.PositiveIntegerField(default=0)),
                ('amount_minor', models.BigIntegerField(default=0)),
                ('most_uses', models.PositiveIntegerField(null=True)),
                ('most_each', models.PositiveIntegerField(default=1)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('is_active', models.BooleanField(default=True)),
                ('made_by', models.UUIDField()),
                ('made_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='CouponUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('discount_minor', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=24, unique=True)),
                ('note', models.CharField(blank=True, default='', max_length=300)),
                ('is_ready', models.BooleanField(default=False)),
                ('redeemed_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='RegionalPrice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(max_length=2)),
                ('price_minor', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=24, unique=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Steer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.UUIDField()),
                ('share_bp', models.PositiveIntegerField()),
                ('set_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='offer',
            name='file',
            field=models.CharField(blank=True, default='', max_length=120),
        ),
        migrations.AddField(
            model_name='offer',
            name='file_name',
            field=models.CharField(blank=True, default='', max_length=120),
        ),
        migrations.AddField(
            model_name='offer',
            name='grace_days',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='offer',
            name='least_minor',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='offer',
            name='seats',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='offer',
            name='steer_most_bp',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='offer',
            name='to',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='offer',
            name='trial_days',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='order',
            name='reminded_count',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='subscription',
            name='closes_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='subscription',
            name='declined_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='subscription',
            name='paused_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='earning',
            name='status',
            field=models.CharField(choices=[('planned', 'Not yet earned'), ('resting', 'Paused'), ('booked', 'Earned'), ('closed', 'Earned, month closed'), ('withdrawn', 'Taken back')], default='planned', max_length=9),
        ),
        migrations.AlterField(
            model_name='subscription',
            name='reminded_days',
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='subscription',
            name='status',
            field=models.CharField(choices=[('active', 'Active'), ('paused', 'Paused'), ('ended', 'Ended'), ('refunded', 'Refunded')], default='active', max_length=8),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('least_minor', None), models.Q(('least_minor__gte', 0), ('least_minor__lte', models.F('price_minor'))), _connector='OR'), name='offer_least_range'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('seats__gte', 1), ('steer_most_bp__lte', 10000)), name='offer_extras_range'),
        ),
        migrations.AddField(
            model_name='coupon',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.community'),
        ),
        migrations.AddField(
            model_name='coupon',
            name='offer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commerce.offer'),
        ),
        migrations.AddField(
            model_name='couponuse',
            name='coupon',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='commerce.coupon'),
        ),
        migrations.AddField(
            model_name='couponuse',
            name='order',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='coupon_use', to='commerce.order'),
        ),
        migrations.AddField(
            model_name='gift',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.community'),
        ),
        migrations.AddField(
            model_name='gift',
            name='giver',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership'),
        ),
        migrations.AddField(
            model_name='gift',
            name='offer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commerce.offer'),
        ),
        migrations.AddField(
            model_name='gift',
            name='redeemed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership'),
        ),
        migrations.AddField(
            model_name='regionalprice',
            name='offer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regional_prices', to='commerce.offer'),
        ),
        migrations.AddField(
            model_name='seat',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.community'),
        ),
        migrations.AddField(
            model_name='seat',
            name='holder',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership'),
        ),
        migrations.AddField(
            model_name='seat',
            name='membership',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership'),
        ),
        migrations.AddField(
            model_name='seat',
            name='offer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commerce.offer'),
        ),
        migrations.AddField(
            model_name='steer',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.community'),
        ),
        migrations.AddField(
            model_name='steer',
            name='membership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership'),
        ),
        migrations.AddConstraint(
            model_name='coupon',
            constraint=models.UniqueConstraint(fields=('community', 'code'), name='coupon_code'),
        ),
        migrations.AddConstraint(
            model_name='coupon',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount_minor', 0), ('percent_bp__gt', 0), ('percent_bp__lte', 10000)), models.Q(('amount_minor__gt', 0), ('percent_bp', 0)), _connector='OR'), name='coupon_percent_or_amount'),
        ),
        migrations.AddConstraint(
            model_name='regionalprice',
            constraint=models.UniqueConstraint(fields=('offer', 'country'), name='regional_price_once'),
        ),
        migrations.AddConstraint(
            model_name='regionalprice',
            constraint=models.CheckConstraint(condition=models.Q(('price_minor__gt', 0)), name='regional_price_positive'),
        ),
        migrations.AddIndex(
            model_name='seat',
            index=models.Index(fields=['holder', 'offer'], name='seat_of_group'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('offer', 'holder', 'membership'), name='one_seat_in_a_group'),
        ),
        migrations.AddConstraint(
            model_name='steer',
            constraint=models.UniqueConstraint(fields=('membership', 'to'), name='steer_once'),
        ),
        migrations.AddConstraint(
            model_name='steer',
            constraint=models.CheckConstraint(condition=models.Q(('share_bp__gt', 0), ('share_bp__lte', 10000)), name='steer_range'),
        ),
        migrations.RunPython(close_where_terms_end, migrations.RunPython.noop, elidable=True),
    ]
