from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from diwan.commerce import rules, till
from diwan.commerce.errors import NoSuchOrder, OrderClosed
from diwan.commerce.gateways.accounts import opened
from diwan.commerce.gateways.enums import CheckoutState, Every
from diwan.commerce.gateways.errors import NoSuchGateway, UnfitAmount
from diwan.commerce.gateways.models import Checkout, GatewayAccount
from diwan.commerce.gateways.protocol import CheckoutRequest
from diwan.commerce.gateways.queries.checkouts import every_of
from diwan.commerce.gateways.registry import get_provider
from diwan.commerce.models import Order
from diwan.kernel import ids

# A page at the provider that was opened so recently is offered again instead of a second one.
FRESH = timedelta(minutes=20)


def begin_checkout(
    *, order_id: int, account_id: int, by: UUID, language: str, at: datetime, renews: bool = False
) -> str:
    """Ask the provider for a hosted page on which the payer pays what is outstanding; give our reference of it.

    `renews`: the provider collects again each term. The same press twice gives the same page. Raises NoSuchOrder,
    OrderClosed, NoSuchGateway, UnfitAmount, ProviderDown, ProviderRefused.
    """
    order = rules.get_visible_order(order_id=order_id, viewer=by)
    if order.membership.party_id != by:
        raise NoSuchOrder
    account = GatewayAccount.objects.select_related("community").filter(
        pk=account_id, community=order.community_id, is_open=True
    )
    row = account.first()
    if row is None:
        raise NoSuchGateway
    provider = get_provider(row.provider)
    every = every_of(order) if renews and provider.capabilities.renews else Every.ONCE
    currency = order.community.currency
    if provider.capabilities.currencies and currency not in provider.capabilities.currencies:
        raise UnfitAmount(provider=provider.title, currency=currency)
    with transaction.atomic():
        checkout = _opened(order, row, every, at)
    if not checkout.url:
        made = provider.create_checkout(opened(row), _request(checkout, order, language, at))
        checkout.external_id, checkout.url = made.external_id, made.url
        checkout.save(update_fields=["external_id", "url"])
    return checkout.reference


def _opened(order: Order, account: GatewayAccount, every: Every, at: datetime) -> Checkout:
    till.hold(community_id=order.community_id)
    order.refresh_from_db(fields=["status", "paid_minor"])
    if not order.is_open or not order.outstanding_minor:
        raise OrderClosed(reference=order.reference)
    asked = {"amount_minor": order.outstanding_minor, "every": every, "currency": order.community.currency}
    waiting = Checkout.objects.filter(order=order, account=account, state=CheckoutState.OPEN, **asked)
    recent = waiting.filter(opened_at__gt=at - FRESH).order_by("-pk").first()
    return recent or Checkout.objects.create(
        order=order, account=account, reference=ids.file_name(), opened_at=at, **asked
    )


def _request(checkout: Checkout, order: Order, language: str, at: datetime) -> CheckoutRequest:
    person = order.membership.person
    slug = order.community.slug
    back = f"{settings.BASE_URL}{reverse('online_return', args=[slug, checkout.reference])}"
    return CheckoutRequest(
        reference=checkout.reference,
        amount_minor=checkout.amount_minor,
        currency=checkout.currency,
        title=(order.title_ar if language == "ar" else order.title_en) or order.reference,
        language=language,
        payer_name=person.display_name,
        payer_email=person.email or "",
        return_url=back,
        cancel_url=f"{settings.BASE_URL}{reverse('order', args=[slug, order.pk])}",
        notify_url=f"{settings.BASE_URL}{reverse('provider_events', args=[checkout.account.token])}",
        at=at,
        every=Every(checkout.every),
    )
