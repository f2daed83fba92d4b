from django.db import models


class HandBadge(models.Model):
    """A badge of the community's own making, given by people."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    name_ar = models.CharField(max_length=40)
    name_en = models.CharField(max_length=40)
    why_ar = models.CharField(max_length=200)
    why_en = models.CharField(max_length=200)
    made_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "made_at"], name="hand_badge_list")]

    def __str__(self) -> str:
        return self.name_en

    def name_in(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name_en

    def why_in(self, language: str) -> str:
        return self.why_ar if language == "ar" else self.why_en


class HandAward(models.Model):
    """Given by somebody, with a reason; taken back by somebody, with a reason. The row stays."""

    badge = models.ForeignKey(HandBadge, on_delete=models.PROTECT, related_name="awards")
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    given_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    given_at = models.DateTimeField()
    is_hidden = models.BooleanField(default=False)
    taken_back_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["badge", "membership"], condition=models.Q(taken_back_at=None), name="hand_badge_once"
            )
        ]
        indexes = [models.Index(fields=["membership", "given_at"], name="hand_award_holder")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.badge_id}"
