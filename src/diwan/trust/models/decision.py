from django.db import models

from diwan.trust.enums import Outcome


class Decision(models.Model):
    """What was decided about an object and its author, by whom and why. Never edited; an appeal answers it."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    object_ref = models.CharField(max_length=120)
    subject = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "object_ref"], name="decision_object")]

    def __str__(self) -> str:
        return f"{self.object_ref} {self.outcome}"

    @property
    def hides(self) -> bool:
        return self.outcome in (Outcome.HIDE, Outcome.SUSPEND)
