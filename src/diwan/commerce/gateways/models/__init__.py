from diwan.commerce.gateways.models.account import GatewayAccount
from diwan.commerce.gateways.models.checkout import Checkout
from diwan.commerce.gateways.models.event import ProviderEvent, Reconciliation
from diwan.commerce.gateways.models.payment import (
    GatewayDispute,
    GatewayPayment,
    GatewayPayout,
    GatewayRefund,
    GatewaySubscription,
)

__all__ = [
    "Checkout",
    "GatewayAccount",
    "GatewayDispute",
    "GatewayPayment",
    "GatewayPayout",
    "GatewayRefund",
    "GatewaySubscription",
    "ProviderEvent",
    "Reconciliation",
]
