from django.db import models

from diwan.moving.webhooks.enums import MessageState, WebhookEvent
from diwan.moving.webhooks.models.endpoint import WebhookEndpoint


class WebhookMessage(models.Model):
    """What one endpoint is told: the very body that is signed and sent. `message_id` stays the same however often."""

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="messages")
    message_id = models.CharField(max_length=40, unique=True)
    event = models.CharField(max_length=20, choices=WebhookEvent.choices)
    body = models.TextField()
    state = models.CharField(max_length=9, choices=MessageState.choices, default=MessageState.WAITING)
    made_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["endpoint", "-made_at"], name="webhook_message_log")]

    def __str__(self) -> str:
        return self.message_id
