import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commerce', '0004_services'),
        ('people', '0002_reach'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title_ar', models.CharField(max_length=120)),
                ('title_en', models.CharField(max_length=120)),
                ('about', models.TextField(blank=True, default='', max_length=6000)),
                ('place', models.CharField(max_length=200)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('capacity', models.PositiveIntegerField()),
                ('taken_count', models.PositiveIntegerField(default=0)),
                ('sales_from', models.DateTimeField()),
                ('sales_until', models.DateTimeField()),
                ('tax_bp', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('changed_count', models.PositiveIntegerField(default=0)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=300)),
                ('settled_at', models.DateTimeField(null=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.community')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
            ],
        ),
        migrations.CreateModel(
            name='Sale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('awaiting', 'Waiting for payment'), ('paid', 'Paid'), ('lapsed', 'Not paid, let go'), ('returned', 'Money returned')], default='awaiting', max_length=8)),
                ('placed_at', models.DateTimeField()),
                ('buyer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.community')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sales', to='commerce.event')),
                ('order', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ticket_sale', to='commerce.order')),
            ],
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=10)),
                ('status', models.CharField(choices=[('valid', 'Valid'), ('used', 'Used'), ('returned', 'Returned')], default='valid', max_length=8)),
                ('used_at', models.DateTimeField(null=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.community')),
                ('sale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='commerce.sale')),
                ('used_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.membership')),
            ],
            options={
                'ordering': ('sale', 'number'),
            },
        ),
        migrations.CreateModel(
            name='Tier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name_ar', models.CharField(max_length=80)),
                ('name_en', models.CharField(max_length=80)),
                ('price_minor', models.BigIntegerField()),
                ('most_count', models.PositiveIntegerField(null=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tiers', to='commerce.event')),
            ],
            options={
                'ordering': ('position',),
            },
        ),
        migrations.AddField(
            model_name='sale',
            name='tier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sales', to='commerce.tier'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['community', 'starts_at'], name='event_calendar'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('taken_count__lte', models.F('capacity'))), name='event_never_overfull'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('capacity__gt', 0), ('starts_at__lt', models.F('ends_at'))), name='event_range'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('community', 'code'), name='ticket_code'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('sale', 'number'), name='ticket_number'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'used'), ('used_at__isnull', False)), models.Q(models.Q(('status', 'used'), _negated=True), ('used_at', None)), _connector='OR'), name='ticket_used_when'),
        ),
        migrations.AddConstraint(
            model_name='tier',
            constraint=models.UniqueConstraint(fields=('event', 'position'), name='tier_place'),
        ),
        migrations.AddConstraint(
            model_name='tier',
            constraint=models.CheckConstraint(condition=models.Q(('price_minor__gte', 0)), name='tier_price'),
        ),
        migrations.AddIndex(
            model_name='sale',
            index=models.Index(fields=['community', 'status'], name='ticket_sale_queue'),
        ),
        migrations.AddIndex(
            model_name='sale',
            index=models.Index(fields=['buyer', '-placed_at'], name='ticket_sale_mine'),
        ),
    ]
