"""The endpoints and their delivery log, for an owner."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from diwan.moving.webhooks.enums import MessageState, WebhookEvent
from diwan.moving.webhooks.errors import NoSuchWebhook
from diwan.moving.webhooks.models import WebhookAttempt, WebhookEndpoint, WebhookMessage

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class EndpointView:
    """`failing_since`: nothing was taken since then; `closed_reason`: '', by_hand, failing, gone."""

    id: int
    url: str
    note: str
    events: tuple[str, ...]
    is_open: bool
    failing_since: datetime | None
    closed_reason: str
    before_until: datetime | None

    @property
    def event_words(self) -> list[str]:
        return [str(WebhookEvent(event).label) for event in self.events]


@dataclass(frozen=True, slots=True)
class AttemptView:
    at: datetime
    status: int
    trouble: str


@dataclass(frozen=True, slots=True)
class MessageView:
    id: int
    endpoint_id: int
    message_id: str
    event: str
    body: str
    state: str
    made_at: datetime
    attempts: tuple[AttemptView, ...]

    @property
    def event_word(self) -> str:
        return str(WebhookEvent(self.event).label)

    @property
    def state_word(self) -> str:
        return str(MessageState(self.state).label)


def list_webhooks(*, community_id: int) -> list[EndpointView]:
    """Every endpoint, open or not, in the order they were made."""
    return [_endpoint(row) for row in WebhookEndpoint.objects.filter(community=community_id).order_by("pk")]


def get_webhook(*, community_id: int, endpoint_id: int) -> EndpointView:
    """Raises NoSuchWebhook also for one of another community."""
    row = WebhookEndpoint.objects.filter(pk=endpoint_id, community=community_id).first()
    if row is None:
        raise NoSuchWebhook
    return _endpoint(row)


def list_messages(*, community_id: int, endpoint_id: int) -> list[MessageView]:
    """The newest messages of an endpoint, each with its tries."""
    rows = WebhookMessage.objects.filter(endpoint=endpoint_id, endpoint__community=community_id)
    return _messages(rows.order_by("-made_at", "-pk")[:MOST_SHOWN])


def get_message(*, community_id: int, message_id: int) -> MessageView:
    """Raises NoSuchWebhook also for one of another community."""
    found = _messages(WebhookMessage.objects.filter(pk=message_id, endpoint__community=community_id))
    if not found:
        raise NoSuchWebhook
    return found[0]


def _endpoint(row: WebhookEndpoint) -> EndpointView:
    return EndpointView(
        row.pk, row.url, row.note, tuple(row.events), row.is_open, row.failing_since, row.closed_reason,
        row.before_until,
    )  # fmt: skip


def _messages(rows: QuerySet[WebhookMessage]) -> list[MessageView]:
    tries = Prefetch("attempts", WebhookAttempt.objects.order_by("pk"))
    return [
        MessageView(
            row.pk, row.endpoint_id, row.message_id, row.event, row.body, row.state, row.made_at,
            tuple(AttemptView(one.at, one.status, one.trouble) for one in row.attempts.all()),
        )
        for row in rows.prefetch_related(tries)
    ]  # fmt: skip
