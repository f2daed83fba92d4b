from django.db import models
from django.db.models import Q

from diwan.people.public import Community
from diwan.promotion.enums import Sight, Verdict


class Sighting(models.Model):
    """Somebody saw, or followed, something on one day: one raw row, however often it happened that day.

    `subject`: 'placement:3' or 'link:5'. `viewer`: a hash under that day's salt; when the salt is thrown away nobody,
    we included, can say whose it was, nor whether two days' rows are of one person. `repeat_count`: further times.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=32)
    day = models.DateField()
    what = models.CharField(max_length=5, choices=Sight.choices)
    viewer = models.CharField(max_length=32)
    verdict = models.CharField(max_length=7, choices=Verdict.choices)
    repeat_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "subject", "day", "what", "viewer"], name="promotion_seen_once"
            ),
            models.CheckConstraint(condition=Q(what__in=Sight.values), name="promotion_seen_what"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.subject} {self.day}"


class DailySalt(models.Model):
    """The salt of a day that is not over yet. Deleted with the day."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    salt = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "day"], name="promotion_salt_once")]

    def __str__(self) -> str:
        return f"salt of {self.day}"
