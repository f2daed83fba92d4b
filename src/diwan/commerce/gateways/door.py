"""What pages, the demo and commands may ask of the gateways: `commerce.online.…`. Re-exports only."""

from diwan.commerce.gateways.actions.begin_checkout import begin_checkout
from diwan.commerce.gateways.actions.connect import check_gateway, connect_gateway, open_gateway
from diwan.commerce.gateways.actions.reconcile import reconcile
from diwan.commerce.gateways.actions.refund_online import refund_online
from diwan.commerce.gateways.actions.settle_return import settle_return
from diwan.commerce.gateways.actions.subscriptions import card_desk, change_plan_online, end_renewal
from diwan.commerce.gateways.actions.take_in import take_in
from diwan.commerce.gateways.errors import Forged, GatewayError, NoSuchGateway, ProviderDown, Stale, Unreadable
from diwan.commerce.gateways.protocol import Delivery
from diwan.commerce.gateways.queries.accounts import (
    AccountView,
    ProviderView,
    RunView,
    get_gateway,
    list_disputes,
    list_gateways,
    list_laid_aside,
    list_provider_events,
    list_providers,
    list_reconciliations,
    online_payments,
)
from diwan.commerce.gateways.queries.checkouts import CheckoutView, get_checkout, list_renewals, list_ways_online
from diwan.commerce.gateways.sandbox import desk as sandbox

__all__ = [
    "AccountView",
    "CheckoutView",
    "Delivery",
    "Forged",
    "GatewayError",
    "NoSuchGateway",
    "ProviderDown",
    "ProviderView",
    "RunView",
    "Stale",
    "Unreadable",
    "begin_checkout",
    "card_desk",
    "change_plan_online",
    "check_gateway",
    "connect_gateway",
    "end_renewal",
    "get_checkout",
    "get_gateway",
    "list_disputes",
    "list_gateways",
    "list_laid_aside",
    "list_provider_events",
    "list_providers",
    "list_reconciliations",
    "list_renewals",
    "list_ways_online",
    "online_payments",
    "open_gateway",
    "reconcile",
    "refund_online",
    "sandbox",
    "settle_return",
    "take_in",
]
