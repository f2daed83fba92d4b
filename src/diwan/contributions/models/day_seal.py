from django.db import models


class DaySeal(models.Model):
    """A closed day: how many acts it had, the hash over all of them and over the seal of the day before.

    `marks` are the first eight bytes of each act's own hash, sorted: the seal says not only that a day was tampered
    with, but in which act.
    """

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    act_count = models.PositiveBigIntegerField()
    marks = models.BinaryField()
    previous_hash = models.CharField(max_length=64)
    seal_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "day"], name="day_seal_once")]

    def __str__(self) -> str:
        return f"{self.community_id} {self.day} {self.seal_hash[:12]}"
