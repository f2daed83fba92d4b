"""An owner's hand on the addresses that are told: open one, change it, replace its secret, close it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction

from diwan.kernel import audit, locks
from diwan.moving.webhooks.enums import CHOSEN
from diwan.moving.webhooks.errors import BadWebhook, NoSuchWebhook, TooManyWebhooks
from diwan.moving.webhooks.models import WebhookEndpoint
from diwan.moving.webhooks.secrets import new_secret
from diwan.people import public as people

MOST_ENDPOINTS = 10
BOTH_COUNT = timedelta(hours=24)
POWER = "manage_webhooks"


def open_webhook(
    *, community_id: int, url: str, note: str, events: Sequence[str], by: UUID, at: datetime
) -> tuple[int, str]:
    """Tell this address of these events from now on; give its id and its secret, which is never shown again.

    Raises BadWebhook, TooManyWebhooks, people.errors.NotAllowed. Whether the address is public is settled at each
    delivery, for a name may lead elsewhere tomorrow.
    """
    _require(community_id, by)
    chosen = _checked(url, events)
    secret, sealed = new_secret()
    with transaction.atomic():
        locks.exclusive(f"webhooks:{community_id}")
        if WebhookEndpoint.objects.filter(community=community_id).count() >= MOST_ENDPOINTS:
            raise TooManyWebhooks(count=MOST_ENDPOINTS)
        row = WebhookEndpoint.objects.create(
            community_id=community_id, url=url.strip(), note=note.strip()[:80], events=chosen, sealed=sealed,
            made_by=by, made_at=at,
        )  # fmt: skip
        _write_down(row, "webhook_opened", by, at, {"url": row.url, "events": chosen})
    return row.pk, secret


def change_webhook(
    *, endpoint_id: int, community_id: int, url: str, note: str, events: Sequence[str], by: UUID, at: datetime
) -> None:
    """Another address or other events; what is on its way goes to the new address. Raises BadWebhook, NoSuchWebhook."""
    row = own_endpoint(endpoint_id=endpoint_id, community_id=community_id, by=by)
    row.url, row.note, row.events = url.strip(), note.strip()[:80], _checked(url, events)
    with transaction.atomic():
        row.save(update_fields=["url", "note", "events"])
        _write_down(row, "webhook_changed", by, at, {"url": row.url, "events": row.events})


def rotate_secret(*, endpoint_id: int, community_id: int, by: UUID, at: datetime) -> str:
    """A new secret, given once; for a day the one before signs beside it. Raises NoSuchWebhook."""
    row = own_endpoint(endpoint_id=endpoint_id, community_id=community_id, by=by)
    secret, sealed = new_secret()
    with transaction.atomic():
        row.sealed_before, row.before_until, row.sealed = row.sealed, at + BOTH_COUNT, sealed
        row.save(update_fields=["sealed", "sealed_before", "before_until"])
        _write_down(row, "webhook_secret_replaced", by, at, {})
    return secret


def set_webhook_open(*, endpoint_id: int, community_id: int, is_open: bool, by: UUID, at: datetime) -> None:
    """Stop telling an address, or tell it again: of what happens from then on. Raises NoSuchWebhook."""
    row = own_endpoint(endpoint_id=endpoint_id, community_id=community_id, by=by)
    with transaction.atomic():
        row.is_open, row.failing_since, row.closed_reason = is_open, None, "" if is_open else "by_hand"
        row.save(update_fields=["is_open", "failing_since", "closed_reason"])
        _write_down(row, "webhook_reopened" if is_open else "webhook_closed", by, at, {})


def own_endpoint(*, endpoint_id: int, community_id: int, by: UUID) -> WebhookEndpoint:
    """The endpoint, for an owner of its community; one of another community is as if it were not there."""
    _require(community_id, by)
    row = WebhookEndpoint.objects.filter(pk=endpoint_id, community=community_id).first()
    if row is None:
        raise NoSuchWebhook
    return row


def _require(community_id: int, by: UUID) -> None:
    people.require(people.get_membership_by_party(community_id=community_id, party=by), POWER)


def _checked(url: str, events: Sequence[str]) -> list[str]:
    address = url.strip()
    try:
        parts = urlsplit(address)
        is_address = parts.scheme == "https" and bool(parts.hostname) and not parts.username and parts.port != 0
    except ValueError:
        is_address = False
    chosen = [event.value for event in CHOSEN if event in set(events)]
    if not is_address or len(address) > 300 or not address.isascii() or not chosen:
        raise BadWebhook
    return chosen


def _write_down(row: WebhookEndpoint, action: str, by: UUID, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(
        scope=row.community_id, actor=str(by), action=action, object_ref=f"webhook:{row.pk}", at=at, detail=detail
    )
