from django.db import models


class Reach(models.Model):
    """How a member wants to be met: whether it shows that they are here, and whether they take direct messages.

    `seen_at` is written at most once a minute, and not at all for whoever does not want it shown.
    """

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    membership = models.OneToOneField("people.Membership", on_delete=models.CASCADE, related_name="+")
    shows_presence = models.BooleanField(default=True)
    takes_direct = models.BooleanField(default=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["community", "seen_at"], name="reach_here")]

    def __str__(self) -> str:
        return str(self.membership_id)
