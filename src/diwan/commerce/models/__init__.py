from diwan.commerce.budget.models.budget import Budget, BudgetLine
from diwan.commerce.budget.models.cost_paper import CostPaper
from diwan.commerce.gateways.models import (
    Checkout,
    GatewayAccount,
    GatewayDispute,
    GatewayPayment,
    GatewayPayout,
    GatewayRefund,
    GatewaySubscription,
    ProviderEvent,
    Reconciliation,
)
from diwan.commerce.gateways.sandbox.models import SandboxPayment
from diwan.commerce.invoicing.models import BillingDetails, Invoice, TaxStanding
from diwan.commerce.models.closed_month import ClosedMonth
from diwan.commerce.models.cost import Cost
from diwan.commerce.models.earning import Earning
from diwan.commerce.models.offer import Offer
from diwan.commerce.models.order import Order
from diwan.commerce.models.payment import Payment
from diwan.commerce.models.receipt import Receipt
from diwan.commerce.models.receipt_photo import ReceiptPhoto
from diwan.commerce.models.refund import Refund
from diwan.commerce.models.subscription import Subscription
from diwan.commerce.models.till_method import TillMethod
from diwan.commerce.pricing.models import Coupon, CouponUse, Gift, RegionalPrice, Seat, Steer
from diwan.commerce.services import models as services
from diwan.commerce.tickets import models as tickets
from diwan.commerce.tills.models.bank_row import BankRow
from diwan.commerce.tills.models.bank_statement import BankStatement
from diwan.commerce.tills.models.pay_address import PayAddress

__all__ = [
    "BankRow",
    "BankStatement",
    "BillingDetails",
    "Budget",
    "BudgetLine",
    "Checkout",
    "ClosedMonth",
    "Cost",
    "CostPaper",
    "Coupon",
    "CouponUse",
    "Earning",
    "GatewayAccount",
    "GatewayDispute",
    "GatewayPayment",
    "GatewayPayout",
    "GatewayRefund",
    "GatewaySubscription",
    "Gift",
    "Invoice",
    "Offer",
    "Order",
    "PayAddress",
    "Payment",
    "ProviderEvent",
    "Receipt",
    "ReceiptPhoto",
    "Reconciliation",
    "Refund",
    "RegionalPrice",
    "SandboxPayment",
    "Seat",
    "Steer",
    "Subscription",
    "TaxStanding",
    "TillMethod",
    "services",
    "tickets",
]
