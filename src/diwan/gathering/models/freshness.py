from django.db import models


class Freshness(models.Model):
    """The number of the newest state of a community's public pages (see fresh.py, which reads and raises it)."""

    community = models.OneToOneField(
        "people.Community", on_delete=models.CASCADE, primary_key=True, related_name="+", db_column="community_id"
    )
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.community_id}: {self.number}"
