from django.db import models

from diwan.people.models.membership import Membership


class Device(models.Model):
    """A browser that asked to be told, as its push service knows it. The keys encrypt what it is told (RFC 8291)."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="devices")
    endpoint = models.CharField(max_length=500)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    agent = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "endpoint"], name="one_device_once")]
        indexes = [models.Index(fields=["endpoint"], name="device_endpoint")]

    def __str__(self) -> str:
        return self.endpoint[:60]
