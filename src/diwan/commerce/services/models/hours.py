from django.db import models
from django.db.models import F, Q

from diwan.people.public import Membership


class WeeklyHours(models.Model):
    """When a provider can be booked, every week: wall clock in `zone`, weekday 0 is Monday, minutes since midnight."""

    provider = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    starts_minute = models.PositiveSmallIntegerField()
    ends_minute = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=60)

    class Meta:
        ordering = ("weekday", "starts_minute")
        constraints = [
            models.UniqueConstraint(fields=["provider", "weekday", "starts_minute"], name="hours_once"),
            models.CheckConstraint(
                condition=Q(weekday__lte=6, starts_minute__lt=F("ends_minute"), ends_minute__lte=1440),
                name="hours_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts_minute}-{self.ends_minute}"
