from django.db import models

from diwan.people.public import Community


class WebhookEndpoint(models.Model):
    """An address that is told what happens in a community. `sealed` holds its secret, `sealed_before` the one it had
    until a rotation, which signs beside it until `before_until`. `failing_since`: no delivery succeeded since then.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=300)
    note = models.CharField(max_length=80, blank=True, default="")
    events = models.JSONField()
    sealed = models.TextField()
    sealed_before = models.TextField(blank=True, default="")
    before_until = models.DateTimeField(null=True)
    is_open = models.BooleanField(default=True)
    failing_since = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=20, blank=True, default="")
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "is_open"], name="webhook_open")]

    def __str__(self) -> str:
        return self.url
