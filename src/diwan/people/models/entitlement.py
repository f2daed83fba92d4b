from django.db import models

from diwan.people.models.membership import Membership


class Entitlement(models.Model):
    """What a membership may use, from when until when, and which deed opened it (`source_ref`, e.g. 'order:17')."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="entitlements")
    key = models.CharField(max_length=60)
    source_ref = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "key", "source_ref"], name="one_entitlement_each")]
        indexes = [models.Index(fields=["membership", "key", "ends_at"], name="entitlement_open")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.key}"
