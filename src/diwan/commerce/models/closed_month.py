from django.db import models

from diwan.people.public import Community


class ClosedMonth(models.Model):
    """A month whose income was handed over to the settlement: nothing is booked in it, or taken out of it, any more."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "period"], name="closed_month_once")]

    def __str__(self) -> str:
        return self.period
