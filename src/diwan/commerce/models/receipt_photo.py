from django.db import models

from diwan.commerce.models.order import Order


class ReceiptPhoto(models.Model):
    """A picture of a transfer slip. `file` is a random name in the community's folder; `source_hash` finds repeats."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="photos")
    file = models.CharField(max_length=120, unique=True)
    source_hash = models.CharField(max_length=64, db_index=True)
    uploaded_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file
