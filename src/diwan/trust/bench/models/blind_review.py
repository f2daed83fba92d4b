from django.db import models

from diwan.trust.enums import Outcome
from diwan.trust.models.decision import Decision


class BlindReview(models.Model):
    """What another moderator would have decided, who did not see what was. It changes nothing."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="blind_review")
    by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.decision_id} {self.outcome}"

    @property
    def agrees(self) -> bool:
        """Both would have acted, or both would have left it."""
        return (self.outcome == Outcome.DISMISS) == (self.decision.outcome == Outcome.DISMISS)
