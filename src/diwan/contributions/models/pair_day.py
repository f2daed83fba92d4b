from django.db import models


class PairDay(models.Model):
    """What one actor's deeds of one kind for one recipient came to on one sealed day; counter-acts count minus one."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    actor = models.UUIDField()
    recipient = models.UUIDField(null=True)
    kind = models.CharField(max_length=30)
    count = models.BigIntegerField()
    points = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "day", "actor", "recipient", "kind"], name="pair_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.day} {self.kind}"
