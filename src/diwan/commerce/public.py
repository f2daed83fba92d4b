"""The door of `commerce`."""

from diwan.commerce.actions.approve_payment import approve_payment
from diwan.commerce.actions.attach_receipt import attach_receipt
from diwan.commerce.actions.cancel_order import cancel_order
from diwan.commerce.actions.create_offer import create_offer, edit_offer, restore_offer, retire_offer
from diwan.commerce.actions.expire_subscriptions import expire_subscriptions
from diwan.commerce.actions.place_order import place_order
from diwan.commerce.actions.recognise_income import recognise_income
from diwan.commerce.actions.record_cost import record_cost
from diwan.commerce.actions.record_receipt import record_receipt
from diwan.commerce.actions.refund_payment import refund_payment, refund_receipt
from diwan.commerce.actions.reject_payment import reject_payment
from diwan.commerce.actions.remind_expiring import remind_expiring, remind_waiting_orders
from diwan.commerce.actions.set_till_method import set_till_method
from diwan.commerce.budget import door as budget
from diwan.commerce.events import ORDER_PAID
from diwan.commerce.gateways import door as online
from diwan.commerce.invoicing.actions.put_on_company import invoice_receipt, put_on_company
from diwan.commerce.invoicing.actions.set_billing_details import set_billing_details
from diwan.commerce.invoicing.actions.set_tax_standing import set_tax_standing
from diwan.commerce.invoicing.enums import TaxNote
from diwan.commerce.invoicing.errors import NoSuchCase, NoSuchInvoice
from diwan.commerce.invoicing.queries.billing import billing_details
from diwan.commerce.invoicing.queries.cases import CaseView, get_case, list_cases
from diwan.commerce.invoicing.queries.invoices import (
    InvoiceSide,
    InvoiceView,
    check_series,
    get_invoice,
    invoices_of_order,
    list_invoices,
)
from diwan.commerce.invoicing.queries.tax import (
    list_tax_countries,
    tax_rate_bp,
    tax_report,
    tax_standing,
)
from diwan.commerce.pricing.actions.buy_gift import buy_gift, redeem_gift
from diwan.commerce.pricing.actions.give_tip import give_tip
from diwan.commerce.pricing.actions.make_coupon import make_coupon, retire_coupon
from diwan.commerce.pricing.actions.open_seat import close_seat, open_seat, take_seat
from diwan.commerce.pricing.actions.set_offer_file import get_offer_file, set_offer_file
from diwan.commerce.pricing.actions.start_trial import start_trial
from diwan.commerce.pricing.actions.steer_fee import steer_fee
from diwan.commerce.pricing.extras import Extras
from diwan.commerce.pricing.queries.holdings import (
    CouponView,
    gift_of_order,
    has_trial,
    list_coupons,
    list_seats,
    list_steers,
)
from diwan.commerce.pricing.queries.quotes import Asked, Quote, quote
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
from diwan.commerce.renewing.actions.change_tier import change_tier
from diwan.commerce.renewing.actions.decline_renewal import decline_renewal
from diwan.commerce.renewing.actions.pause_term import end_long_rests, pause_term, resume_term
from diwan.commerce.renewing.queries.own_terms import GoodView, TermView, list_goods, list_terms
from diwan.commerce.services import door as services
from diwan.commerce.tickets import door as tickets
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
    "ORDER_PAID", "Asked", "CaseView", "Columns", "CouponView", "Extras", "GoodView", "InvoiceSide", "InvoiceView",
    "NoSuchCase", "NoSuchInvoice", "OfferView", "OrderView", "PayAddressView", "PaymentView", "PhotoView", "Quote",
    "RowView", "StatementView", "SubscriptionView", "TaxNote", "TermView", "TillMethodView", "approve_payment",
    "attach_receipt", "billing_details", "budget", "buy_gift", "cancel_order", "change_tier", "check_series",
    "close_pay_address", "close_seat", "create_offer", "credit_of_member", "decline_renewal", "discard_statement",
    "edit_offer", "end_long_rests", "expire_subscriptions", "find_order", "get_case", "get_invoice", "get_offer_file",
    "get_order", "get_receipt_photo", "get_statement", "gift_of_order", "give_tip", "has_trial", "income_by_kind",
    "invoice_receipt", "invoices_of_order", "keep_statement", "likely_rows", "list_cases", "list_coupons",
    "list_goods", "list_invoices", "list_offers", "list_open_orders", "list_orders", "list_orders_to_review",
    "list_pay_addresses", "list_seats", "list_statements", "list_steers", "list_subscriptions", "list_tax_countries",
    "list_terms", "list_till_methods", "make_coupon", "match_row", "online", "open_seat", "pause_term", "place_order",
    "put_on_company", "quote", "read_statement", "recognise_income", "record_cost", "record_receipt", "redeem_gift",
    "refund_payment", "refund_receipt", "reject_payment", "remind_expiring", "remind_waiting_orders", "restore_offer",
    "resume_term", "retire_coupon", "retire_offer", "services", "set_billing_details", "set_columns", "set_offer_file",
    "set_pay_address", "set_row_aside", "set_tax_standing", "set_till_method", "start_trial", "statement_file",
    "steer_fee", "subscription_of", "take_row_up", "take_seat", "tax_rate_bp", "tax_report", "tax_standing", "tickets",
]  # fmt: skip
