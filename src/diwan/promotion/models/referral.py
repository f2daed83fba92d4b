from django.db import models

from diwan.people.public import Membership


class ReferralCode(models.Model):
    """A member's own code. Whoever joins with it was brought by them."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class Referral(models.Model):
    """One member brought another; one level, once. `voided_at`: it does not count any more, and `reason` says why."""

    newcomer = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="+")
    referrer = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    brought_at = models.DateTimeField()
    act_key = models.CharField(max_length=180)
    voided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["referrer", "brought_at"], name="promotion_referral_of")]

    def __str__(self) -> str:
        return f"{self.referrer_id} brought {self.newcomer_id}"
