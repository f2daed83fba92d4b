from django.db import models


class Duty(models.Model):
    """A moderator keeps watch for a week; `week_date` is its Monday in the community's calendar."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    week_date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "week_date", "membership"], name="one_duty_a_week")]

    def __str__(self) -> str:
        return f"{self.week_date} {self.membership_id}"
