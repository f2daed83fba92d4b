from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from diwan.commerce import rules
from diwan.commerce.enums import Till
from diwan.commerce.gateways.accounts import opened, sealed, secrets_of
from diwan.commerce.gateways.enums import Mode
from diwan.commerce.gateways.errors import BadSettings, GatewayError, NoSuchGateway, PlayMoney
from diwan.commerce.gateways.models import GatewayAccount
from diwan.commerce.gateways.protocol import Field
from diwan.commerce.gateways.registry import get_provider
from diwan.commerce.models import TillMethod
from diwan.kernel import audit, ids, sealing


@dataclass(frozen=True, slots=True)
class Connected:
    """`made`: secrets that we made just now, by field name; this is the only time they are told."""

    account_id: int
    made: Mapping[str, str]


def connect_gateway(
    *, community_id: int, provider: str, mode: str, values: Mapping[str, str], by: UUID, at: datetime
) -> Connected:
    """Keep a provider's settings for this community. A secret left empty stays what it was. Closed until opened.

    The audit line names the fields that changed, never a secret. Raises NoSuchGateway, BadSettings,
    people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    folder = get_provider(provider)
    if mode not in Mode.values:
        raise NoSuchGateway
    with transaction.atomic():
        row = GatewayAccount.objects.select_for_update().filter(community=community_id, provider=provider, mode=mode)
        account = row.first() or GatewayAccount(community_id=community_id, provider=provider, mode=mode)
        made = _take(account, folder.fields, {name: value.strip() for name, value in values.items()})
        account.token = account.token or ids.token()
        account.connected_by, account.connected_at, account.checked_at, account.trouble = by, at, None, ""
        account.save()
        _write_down(account, "gateway_connected", by, at, {"fields": sorted(values)})
    return Connected(account.pk, made)


def check_gateway(*, account_id: int, by: UUID, at: datetime) -> bool:
    """The test button: ask the provider something harmless and keep what it said. Raises NoSuchGateway."""
    account = own_account(account_id=account_id, by=by)
    trouble = ""
    try:
        get_provider(account.provider).check(opened(account))
    except (GatewayError, sealing.CannotOpen) as error:
        trouble = str(error)[:300] or type(error).__name__
    GatewayAccount.objects.filter(pk=account.pk).update(checked_at=at, trouble=trouble)
    return not trouble


def open_gateway(*, account_id: int, is_open: bool, by: UUID, at: datetime) -> None:
    """Offer this way to members, or stop. What is under way at the provider still arrives.

    Raises NoSuchGateway, PlayMoney.
    """
    account = own_account(account_id=account_id, by=by)
    if is_open and account.mode == Mode.TEST and not settings.PLAY_MONEY:
        raise PlayMoney
    with transaction.atomic():
        GatewayAccount.objects.filter(pk=account.pk).update(is_open=is_open)
        any_open = GatewayAccount.objects.filter(community=account.community_id, is_open=True).exists()
        TillMethod.objects.update_or_create(
            community_id=account.community_id, kind=Till.ONLINE, defaults={"is_open": any_open}
        )
        _write_down(account, "gateway_opened" if is_open else "gateway_closed", by, at, {})


def own_account(*, account_id: int, by: UUID) -> GatewayAccount:
    """The account, for a keeper of its community; for everybody else as if it were not there. Raises NoSuchGateway."""
    account = GatewayAccount.objects.select_related("community").filter(pk=account_id).first()
    if account is None:
        raise NoSuchGateway
    rules.require_keeper(community_id=account.community_id, by=by)
    return account


def _take(account: GatewayAccount, fields: tuple[Field, ...], given: Mapping[str, str]) -> dict[str, str]:
    """Put what was typed where it belongs; give the secrets that were made."""
    secrets = secrets_of(account)
    made: dict[str, str] = {}
    values: dict[str, str] = {}
    for field in fields:
        value = given.get(field.name, "")
        if field.choices and value not in {choice for choice, _label in field.choices}:
            raise BadSettings(why=field.label)
        if not field.is_secret:
            values[field.name] = value
        elif value:
            secrets[field.name] = value
        elif field.is_made and field.name not in secrets:
            secrets[field.name] = made[field.name] = ids.token()
        if field.is_required and not (secrets if field.is_secret else values).get(field.name):
            raise BadSettings(why=field.label)
    account.values, account.sealed = values, sealed(secrets)
    return made


def _write_down(account: GatewayAccount, action: str, by: UUID, at: datetime, detail: Mapping[str, object]) -> None:
    audit.record(
        scope=account.community_id,
        actor=str(by),
        action=action,
        object_ref=f"gateway:{account.pk}",
        at=at,
        detail={"provider": account.provider, "mode": account.mode, **detail},
    )
