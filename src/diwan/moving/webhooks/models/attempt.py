from django.db import models

from diwan.moving.webhooks.models.message import WebhookMessage


class WebhookAttempt(models.Model):
    """One try to deliver: what was answered (0: nothing was), and why it did not count."""

    message = models.ForeignKey(WebhookMessage, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.message_id} {self.status}"
