"""What is told to addresses outside: ids and amounts, kept for ninety days so that a delivery can be followed."""

from diwan.kernel.privacy import Erasure, Purpose, rows
from diwan.moving.models import WebhookAttempt, WebhookEndpoint, WebhookMessage

rows(
    WebhookEndpoint,
    Purpose.RUNNING,
    Erasure.OURS,
    link="made_by",
    plain="id community_id url note events sealed sealed_before before_until is_open failing_since closed_reason "
    "made_at",
)
rows(
    WebhookMessage,
    Purpose.RUNNING,
    Erasure.OURS,
    plain="id endpoint_id message_id event body state made_at delivered_at",
    days=90,
    clock="made_at",
)
rows(WebhookAttempt, Purpose.RUNNING, Erasure.OURS, plain="id message_id at status trouble")
