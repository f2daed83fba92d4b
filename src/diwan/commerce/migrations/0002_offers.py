import django.db.models.deletion
from django.db import migrations, models


def copy_what_was_sold(apps, schema_editor):
    """An order said what it was for through its offer alone; now it says so itself."""
    Order, Offer = apps.get_model("commerce", "Order"), apps.get_model("commerce", "Offer")
    sold = Offer.objects.filter(pk=models.OuterRef("offer_id"))
    Order.objects.update(
        kind=models.Subquery(sold.values("kind")[:1]),
        title_ar=models.Subquery(sold.values("name_ar")[:1]),
        title_en=models.Subquery(sold.values("name_en")[:1]),
        list_minor=models.F("due_minor"),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('commerce', '0001_till'),
        ('people', '0002_reach'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='order',
            name='one_open_order_per_offer',
        ),
        migrations.AddField(
            model_name='order',
            name='fee_minor',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='order',
            name='held_minor',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='order',
            name='is_held',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='order',
            name='kind',
            field=models.CharField(choices=[('membership', 'Memberships'), ('service', 'Services'), ('product', 'Products'), ('course', 'Courses'), ('ticket', 'Tickets'), ('tip', 'Tips'), ('sponsor', 'Sponsors'), ('ad', 'Advertisements'), ('affiliate', 'Affiliate commissions'), ('job_ad', 'Job advertisements'), ('sale', 'Sales')], default='membership', max_length=12),
        ),
        migrations.AddField(
            model_name='order',
            name='list_minor',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='order',
            name='quantity',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='order',
            name='subject_ref',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='order',
            name='title_ar',
            field=models.CharField(blank=True, default='', max_length=160),
        ),
        migrations.AddField(
            model_name='order',
            name='title_en',
            field=models.CharField(blank=True, default='', max_length=160),
        ),
        migrations.AddField(
            model_name='order',
            name='to',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='payment',
            name='external_ref',
            field=models.CharField(blank=True, default='', max_length=120),
        ),
        migrations.AddField(
            model_name='payment',
            name='fee_minor',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='refund',
            name='external_ref',
            field=models.CharField(blank=True, default='', max_length=120),
        ),
        migrations.AlterField(
            model_name='cost',
            name='paid_from',
            field=models.CharField(choices=[('bank', 'Bank transfer'), ('wallet', 'Wallet'), ('cash', 'Cash'), ('online', 'Online payment')], max_length=6),
        ),
        migrations.AlterField(
            model_name='offer',
            name='entitlement_key',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AlterField(
            model_name='offer',
            name='interval',
            field=models.CharField(choices=[('free', 'Free'), ('once', 'Once'), ('month', 'Every month'), ('year', 'Every year')], max_length=5),
        ),
        migrations.AlterField(
            model_name='order',
            name='method',
            field=models.CharField(blank=True, choices=[('bank', 'Bank transfer'), ('wallet', 'Wallet'), ('cash', 'Cash'), ('online', 'Online payment')], default='', max_length=6),
        ),
        migrations.AlterField(
            model_name='order',
            name='offer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='commerce.offer'),
        ),
        migrations.AlterField(
            model_name='payment',
            name='paid_from',
            field=models.CharField(choices=[('bank', 'Bank transfer'), ('wallet', 'Wallet'), ('cash', 'Cash'), ('online', 'Online payment'), ('credit', 'Credit from an earlier payment')], max_length=6),
        ),
        migrations.AlterField(
            model_name='receipt',
            name='order',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='commerce.order'),
        ),
        migrations.AlterField(
            model_name='receipt',
            name='paid_into',
            field=models.CharField(choices=[('bank', 'Bank transfer'), ('wallet', 'Wallet'), ('cash', 'Cash'), ('online', 'Online payment')], max_length=6),
        ),
        migrations.AlterField(
            model_name='refund',
            name='paid_from',
            field=models.CharField(choices=[('bank', 'Bank transfer'), ('wallet', 'Wallet'), ('cash', 'Cash'), ('online', 'Online payment')], max_length=6),
        ),
        migrations.AlterField(
            model_name='refund',
            name='refunded_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name='tillmethod',
            name='kind',
            field=models.CharField(choices=[('bank', 'Bank transfer'), ('wallet', 'Wallet'), ('cash', 'Cash'), ('online', 'Online payment')], max_length=6),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['community', 'subject_ref'], name='order_subject'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(condition=models.Q(('external_ref', ''), _negated=True), fields=['external_ref'], name='payment_external'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('awaiting', 'review', 'part_paid', 'rejected'))), fields=('membership', 'offer', 'subject_ref'), name='one_open_order_per_offer'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('fee_minor__gte', 0), ('held_minor__gte', 0), ('held_minor__lte', models.F('paid_minor'))), name='order_held_range'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('fee_minor__gte', 0), ('fee_minor__lte', models.F('amount_minor'))), name='payment_fee_range'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(condition=models.Q(('external_ref', ''), _negated=True), fields=('order', 'external_ref'), name='payment_external_once'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.UniqueConstraint(condition=models.Q(('external_ref', ''), _negated=True), fields=('payment', 'external_ref'), name='refund_external_once'),
        ),
        migrations.RunPython(copy_what_was_sold, migrations.RunPython.noop, elidable=True),
    ]
