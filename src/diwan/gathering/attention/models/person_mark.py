from django.db import models

from diwan.gathering.attention.enums import Level


class PersonMark(models.Model):
    """One member who follows or mutes another of the same community. The other is never told of either."""

    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=10, choices=Level.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "other"], name="one_person_mark"),
            models.CheckConstraint(condition=~models.Q(membership=models.F("other")), name="nobody_follows_oneself"),
        ]
        indexes = [
            models.Index(
                fields=["other", "membership"], condition=models.Q(level=Level.FOLLOWING), name="person_followers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.other_id} {self.level}"
