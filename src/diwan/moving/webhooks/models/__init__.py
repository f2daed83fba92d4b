from diwan.moving.webhooks.models.attempt import WebhookAttempt
from diwan.moving.webhooks.models.endpoint import WebhookEndpoint
from diwan.moving.webhooks.models.message import WebhookMessage

__all__ = ["WebhookAttempt", "WebhookEndpoint", "WebhookMessage"]
