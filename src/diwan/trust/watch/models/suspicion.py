from django.db import models

from diwan.trust.enums import Shape


class Suspicion(models.Model):
    """A shape in the Book of Acts that is worth a look: who, and the figures behind. It has no effect of its own."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+", db_index=False)
    shape = models.CharField(max_length=10, choices=Shape.choices)
    fingerprint = models.CharField(max_length=64)
    """Of the shape and its parties: the same circle is found again under the same row."""
    parties = models.JSONField()
    figures = models.JSONField()
    first_at = models.DateTimeField()
    latest_at = models.DateTimeField()
    looked_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "fingerprint"], name="one_suspicion_each")]

    def __str__(self) -> str:
        return f"{self.shape} {self.fingerprint[:8]}"
