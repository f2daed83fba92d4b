from django.db import models
from django.db.models import F, Q

# An entry's id is made of its community and its number, so that a missing row can be named by the id it had.
NUMBERS = 2**40


class Entry(models.Model):
    """One event in the Book of Money, whole and for ever. Its legs are stored first, then this row seals them.

    `running_minor` adds up the totals of all entries so far, so that the amount of a missing row can be named too.
    `legs_text` is the canonical text of the legs as they were posted, and `entry_hash` covers it, every column and
    the entry before: a leg that was altered, removed or slipped in later can be named, with the amount it had.
    """

    id = models.BigIntegerField(primary_key=True)
    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    effective_date = models.DateField()
    recorded_at = models.DateTimeField()
    key = models.CharField(max_length=160)
    source_ref = models.CharField(max_length=160)
    description = models.CharField(max_length=300)
    detail = models.JSONField()
    currency = models.CharField(max_length=3)
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    leg_count = models.PositiveIntegerField()
    total_minor = models.BigIntegerField()
    running_minor = models.BigIntegerField()
    legs_text = models.TextField()
    body_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["community", "key"], name="ledger_entry_key"),
            models.UniqueConstraint(fields=["reverses"], name="ledger_entry_reversed_once"),
            models.CheckConstraint(condition=Q(id=F("community_id") * NUMBERS + F("number")), name="ledger_entry_id"),
            models.CheckConstraint(
                condition=Q(number__gt=0, number__lt=NUMBERS, leg_count__gte=2, total_minor__gt=0),
                name="ledger_entry_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "effective_date"], name="ledger_entry_dated"),
            models.Index(fields=["community", "kind", "effective_date"], name="ledger_entry_kind"),
            models.Index(fields=["community", "source_ref"], name="ledger_entry_source"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}/{self.number} {self.kind}"
