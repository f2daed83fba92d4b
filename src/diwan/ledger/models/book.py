from django.db import models


class Book(models.Model):
    """The head of one community's Book of Money: its currency and its latest entry.

    Writers queue for this row, so numbers have no gaps and the chain no forks. The database lets the head move
    forward only, which is how the loss of the newest entries shows.
    """

    community = models.OneToOneField("people.Community", on_delete=models.PROTECT, related_name="+", primary_key=True)
    currency = models.CharField(max_length=3)
    latest_number = models.PositiveBigIntegerField(default=0)
    latest_hash = models.CharField(max_length=64)
    running_minor = models.BigIntegerField(default=0)
    sealed_until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.community_id} {self.currency} #{self.latest_number}"
