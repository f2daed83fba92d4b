from django.db import models

from diwan.belonging.levels import HIGHEST


class MemberCard(models.Model):
    """How a member stands in the community's daily life. Without a row: listed, no greeter, no links, level 0.

    `level` is this room's; what sharing plans read is `Membership.trust_level`. `path_closed_at`: put away by oneself.
    """

    membership = models.OneToOneField("people.Membership", on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(default=0)
    is_listed = models.BooleanField(default=True)
    is_greeter = models.BooleanField(default=False)
    links = models.JSONField(default=list)
    path_closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(level__lte=HIGHEST), name="level_range"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} level {self.level}"


class LevelPin(models.Model):
    """Somebody of the team holds a member at a level. `counts_for_plans`: also where a sharing plan asks for trust."""

    membership = models.OneToOneField("people.Membership", on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField()
    counts_for_plans = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    pinned_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    pinned_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(level__lte=HIGHEST), name="pin_range")]

    def __str__(self) -> str:
        return f"{self.membership_id} held at {self.level}"


class Greeting(models.Model):
    """Somebody says that they greeted a newcomer, who then waits no more."""

    newcomer = models.OneToOneField("people.Membership", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.by_id} greeted {self.newcomer_id}"
