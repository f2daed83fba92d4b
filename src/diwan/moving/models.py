"""The rows of this room lie in its applets; Django looks for them here."""

from diwan.moving.webhooks.models import WebhookAttempt, WebhookEndpoint, WebhookMessage

__all__ = ["WebhookAttempt", "WebhookEndpoint", "WebhookMessage"]
