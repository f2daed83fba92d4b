from django.db import models

from diwan.commerce.enums import BY_HAND_CHOICES
from diwan.people.public import Community


class BankStatement(models.Model):
    """A file a bank or wallet gave out, kept as it came. Until it is kept it is a draft that can be thrown away.

    `columns` says how it is read; `is_doubtful`: the sign before fractions was guessed. The same file is kept once.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    till = models.CharField(max_length=6, choices=BY_HAND_CHOICES)
    name = models.CharField(max_length=120)
    file = models.CharField(max_length=120, unique=True)
    source_hash = models.CharField(max_length=64)
    columns = models.JSONField()
    is_doubtful = models.BooleanField(default=False)
    known_count = models.PositiveIntegerField(default=0)
    uploaded_by = models.UUIDField()
    uploaded_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "source_hash"], name="bank_statement_once")]

    def __str__(self) -> str:
        return self.name
