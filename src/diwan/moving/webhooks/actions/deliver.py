"""Handing one message to its endpoint; the outbox calls again, later and later, for what was not taken."""

from datetime import datetime, timedelta

from django.db import transaction

from diwan.kernel import outbound, outbox, sealing
from diwan.moving.webhooks.enums import MessageState
from diwan.moving.webhooks.models import WebhookAttempt, WebhookEndpoint, WebhookMessage
from diwan.moving.webhooks.secrets import secrets_at
from diwan.moving.webhooks.signing import headers_of
from diwan.people import public as people
from diwan.people.enums import Role

PATIENCE = timedelta(days=5)
GONE = 410
AGENT = "Diwan-Webhooks/1"


def deliver(*, message_pk: int, at: datetime, attempt: int = 1) -> None:
    """Send it signed, write the try down. No transaction is open while the endpoint is asked.

    Raises outbound.Failed for what may be tried again, outbox.Undeliverable for what may not: an address that is not
    public, an endpoint that is closed, one that answers 410.
    """
    message = WebhookMessage.objects.select_related("endpoint").filter(pk=message_pk).first()
    if message is None or message.state == MessageState.DELIVERED:
        return
    if not message.endpoint.is_open:
        _note(message, at, 0, "closed", MessageState.FAILED)
        raise outbox.Undeliverable("the endpoint is closed")
    try:
        status = _post(message, at)
    except (outbound.Forbidden, sealing.CannotOpen) as refusal:
        _failed(message, at, 0, str(refusal), is_last=True)
        raise outbox.Undeliverable(str(refusal)) from refusal
    except outbound.Failed as error:
        _failed(message, at, 0, str(error), is_last=attempt >= outbox.MOST_ATTEMPTS)
        raise
    if 200 <= status < 300:
        _delivered(message, at, status)
        return
    _failed(message, at, status, "", is_last=status == GONE or attempt >= outbox.MOST_ATTEMPTS)
    if status == GONE:
        _close(message.endpoint, "gone", at)
        raise outbox.Undeliverable("the endpoint is gone")
    raise outbound.Failed(f"answered {status}")


def _post(message: WebhookMessage, at: datetime) -> int:
    secrets = secrets_at(message.endpoint, at)
    signed = headers_of(message_id=message.message_id, body=message.body, secrets=secrets, at=at)
    headers = {**signed, "content-type": "application/json", "user-agent": AGENT}
    return outbound.post(message.endpoint.url, body=message.body.encode(), headers=headers).status


def _delivered(message: WebhookMessage, at: datetime, status: int) -> None:
    with transaction.atomic():
        message.delivered_at = at
        _note(message, at, status, "", MessageState.DELIVERED)
        WebhookEndpoint.objects.filter(pk=message.endpoint_id).update(failing_since=None)


def _failed(message: WebhookMessage, at: datetime, status: int, trouble: str, *, is_last: bool) -> None:
    with transaction.atomic():
        _note(message, at, status, trouble, MessageState.FAILED if is_last else MessageState.WAITING)
        endpoint = message.endpoint
        if endpoint.failing_since is None:
            WebhookEndpoint.objects.filter(pk=endpoint.pk, failing_since=None).update(failing_since=at)
        elif at - endpoint.failing_since >= PATIENCE:
            _close(endpoint, "failing", at)


def _note(message: WebhookMessage, at: datetime, status: int, trouble: str, state: str) -> None:
    WebhookAttempt.objects.create(message=message, at=at, status=status, trouble=trouble[:200])
    message.state = state
    message.save(update_fields=["state", "delivered_at"])


def _close(endpoint: WebhookEndpoint, reason: str, at: datetime) -> None:
    """Stop telling it, and tell the owners so, once."""
    with transaction.atomic():
        mine = WebhookEndpoint.objects.filter(pk=endpoint.pk, is_open=True)
        if not mine.update(is_open=False, closed_reason=reason):
            return
        facts = {"endpoint": endpoint.pk, "address": endpoint.url}
        owners = people.list_memberships_with_role(community_id=endpoint.community_id, role=Role.OWNER)
        for owner in owners:
            people.notify(membership_id=owner.pk, kind="webhook_closed", facts=facts, url="", at=at, by_mail=True)
