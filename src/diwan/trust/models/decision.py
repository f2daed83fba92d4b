from django.db import models

from diwan.trust.enums import Code, Outcome

HIDING = (Outcome.HIDE, Outcome.LIMIT, Outcome.SUSPEND, Outcome.REMOVE)


class Decision(models.Model):
    """What was decided about an object and its author, by whom and why. Never edited; an appeal answers it."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    object_ref = models.CharField(max_length=120)
    subject = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    code = models.CharField(max_length=12, choices=Code.choices, blank=True, default="")
    reason = models.TextField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "object_ref"], name="decision_object")]

    def __str__(self) -> str:
        return f"{self.object_ref} {self.outcome}"

    @property
    def hides(self) -> bool:
        return self.outcome in HIDING

    @property
    def acts(self) -> bool:
        """Whether anything was done: a word, a warning, or more."""
        return self.outcome != Outcome.DISMISS
