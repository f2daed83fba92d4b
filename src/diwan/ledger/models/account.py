from django.db import models


class Account(models.Model):
    """An account of a community, opened by the first entry that needs it. Write-once; parties are on the legs."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=66)
    currency = models.CharField(max_length=3)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "code"], name="ledger_account_once")]

    def __str__(self) -> str:
        return f"{self.community_id} {self.code}"
