from django.db import models

from diwan.trust.enums import AppealOutcome
from diwan.trust.models.decision import Decision


class Appeal(models.Model):
    """Somebody whom a decision touches asks for it to be looked at by another person."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appeals")
    by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=AppealOutcome.choices, blank=True, default="")
    answer = models.TextField(max_length=2000, blank=True, default="")
    decided_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "by"], name="one_appeal_each")]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.outcome}"
