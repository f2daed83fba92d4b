from django.db import models

from diwan.commerce.models.cost import Cost


class CostPaper(models.Model):
    """The receipt of a cost: a photo encoded anew, or a plain PDF."""

    cost = models.ForeignKey(Cost, on_delete=models.PROTECT, related_name="papers")
    file = models.CharField(max_length=120)
    added_by = models.UUIDField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.cost_id}: {self.file}"
