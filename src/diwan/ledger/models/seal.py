from django.db import models


class Seal(models.Model):
    """A closed month: nothing dated on or before `end_date` enters any more, and `hash` says what is there."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+", db_index=False)
    label = models.CharField(max_length=7)
    end_date = models.DateField()
    entry_count = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "label"], name="ledger_seal_once"),
            models.UniqueConstraint(fields=["community", "end_date"], name="ledger_seal_end"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.label}"
