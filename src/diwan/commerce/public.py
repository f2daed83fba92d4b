"""The door of `commerce`."""

from diwan.commerce.actions.approve_payment import approve_payment
from diwan.commerce.actions.attach_receipt import attach_receipt
from diwan.commerce.actions.cancel_order import cancel_order
from diwan.commerce.actions.create_offer import create_offer, retire_offer
from diwan.commerce.actions.expire_subscriptions import expire_subscriptions
from diwan.commerce.actions.place_order import place_order
from diwan.commerce.actions.recognise_income import recognise_income
from diwan.commerce.actions.record_cost import record_cost
from diwan.commerce.actions.record_receipt import record_receipt
from diwan.commerce.actions.refund_payment import refund_payment, refund_receipt
from diwan.commerce.actions.reject_payment import reject_payment
from diwan.commerce.actions.remind_expiring import remind_expiring
from diwan.commerce.actions.set_till_method import set_till_method
from diwan.commerce.events import ORDER_PAID
from diwan.commerce.queries.income import (
    SubscriptionView,
    credit_of_member,
    income_by_kind,
    list_subscriptions,
    subscription_of,
)
from diwan.commerce.queries.offers import OfferView, TillMethodView, list_offers, list_till_methods
from diwan.commerce.queries.orders import (
    OrderView,
    PaymentView,
    PhotoView,
    find_order,
    get_order,
    get_receipt_photo,
    list_open_orders,
    list_orders,
    list_orders_to_review,
)
from diwan.commerce.tills.actions.keep_statement import keep_statement, set_columns
from diwan.commerce.tills.actions.match_row import match_row, set_row_aside, take_row_up
from diwan.commerce.tills.actions.read_statement import discard_statement, read_statement
from diwan.commerce.tills.actions.set_pay_address import close_pay_address, set_pay_address
from diwan.commerce.tills.headings import Columns
from diwan.commerce.tills.queries.addresses import PayAddressView, list_pay_addresses
from diwan.commerce.tills.queries.statements import (
    RowView,
    StatementView,
    get_statement,
    likely_rows,
    list_statements,
    statement_file,
)

__all__ = [
    "ORDER_PAID",
    "Columns",
    "OfferView",
    "OrderView",
    "PayAddressView",
    "PaymentView",
    "PhotoView",
    "RowView",
    "StatementView",
    "SubscriptionView",
    "TillMethodView",
    "approve_payment",
    "attach_receipt",
    "cancel_order",
    "close_pay_address",
    "create_offer",
    "credit_of_member",
    "discard_statement",
    "expire_subscriptions",
    "find_order",
    "get_order",
    "get_receipt_photo",
    "get_statement",
    "income_by_kind",
    "keep_statement",
    "likely_rows",
    "list_offers",
    "list_open_orders",
    "list_orders",
    "list_orders_to_review",
    "list_pay_addresses",
    "list_statements",
    "list_subscriptions",
    "list_till_methods",
    "match_row",
    "place_order",
    "read_statement",
    "recognise_income",
    "record_cost",
    "record_receipt",
    "refund_payment",
    "refund_receipt",
    "reject_payment",
    "remind_expiring",
    "retire_offer",
    "set_columns",
    "set_pay_address",
    "set_row_aside",
    "set_till_method",
    "statement_file",
    "subscription_of",
    "take_row_up",
]
