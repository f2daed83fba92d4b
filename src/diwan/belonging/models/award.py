from django.db import models


class Award(models.Model):
    """A badge that facts gave. `evidence`: the figure that was counted, and references of the texts it rests on."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    badge = models.SlugField(max_length=30)
    awarded_at = models.DateTimeField()
    evidence = models.JSONField(default=dict)
    is_hidden = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "badge"], name="badge_once")]
        indexes = [models.Index(fields=["community", "badge", "membership"], name="award_holders")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.badge}"
