"""Orders and payments. The slip somebody photographed is theirs and goes; that a sum was paid stays in the books."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.commerce.models import (
    BillingDetails,
    Budget,
    BudgetLine,
    Checkout,
    ClosedMonth,
    Cost,
    CostPaper,
    Earning,
    GatewayAccount,
    GatewayDispute,
    GatewayPayment,
    GatewayPayout,
    GatewayRefund,
    GatewaySubscription,
    Invoice,
    Offer,
    Order,
    Payment,
    ProviderEvent,
    Receipt,
    ReceiptPhoto,
    Reconciliation,
    Refund,
    SandboxPayment,
    Subscription,
    TaxStanding,
    TillMethod,
)
from diwan.kernel.privacy import Erasure, Purpose, Subject, eraser, rows

EVENT_DAYS = 540  # card schemes take disputes for as long
MONEY, NUMBERED, OURS = Purpose.MONEY, Erasure.NUMBERED, Erasure.OURS
rows(ClosedMonth, MONEY, OURS, plain="id community_id period closed_at")
rows(
    Cost,
    MONEY,
    OURS,
    link="recorded_by",
    plain="id community_id actual amount_minor paid_from spent_date booked_date note recorded_at",
)
rows(
    Offer,
    MONEY,
    OURS,
    link="to",
    plain="id community_id kind slug name_ar name_en about_ar about_en price_minor least_minor tax_bp interval seats "
    "trial_days grace_days steer_most_bp file file_name entitlement_key position is_active created_at",
)
rows(
    Order,
    MONEY,
    Erasure.CLEARED,
    what=_("What you ordered, and when it was paid"),
    member="membership",
    own="reason",
    seen="reference kind title_ar title_en quantity method list_minor due_minor tax_bp paid_minor is_held held_minor "
    "status placed_at paid_at offer_id",
    link="membership_id to subject_ref",
    plain="id community_id fee_minor reminded_count",
)
rows(
    Receipt,
    MONEY,
    Erasure.CLEARED,
    what=_("The note on a payment"),
    party="payer",
    own="note",
    seen="kind gross_minor tax_minor fee_minor refunded_minor effective_date",
    link="payer to",
    plain="id community_id order_id paid_into recorded_at",
)
rows(
    Earning,
    MONEY,
    OURS,
    plain="id community_id receipt_id reference period gross_minor tax_minor fee_minor status booked_period",
)
rows(
    Payment,
    MONEY,
    NUMBERED,
    member="order__membership",
    seen="paid_from amount_minor applied_minor received_at",
    link="approved_by order_id external_ref",
    plain="id applied_back_minor credited_minor credited_back_minor fee_minor",
)
rows(
    ReceiptPhoto,
    MONEY,
    Erasure.DELETED,
    what=_("The photograph of your transfer slip"),
    member="order__membership",
    own="file source_hash",
    seen="uploaded_at reviewed_at",
    link="order_id",
    plain="id",
)
rows(
    Refund,
    MONEY,
    Erasure.CLEARED,
    what=_("Why something was paid back"),
    member="payment__order__membership",
    own="reason",
    seen="amount_minor refunded_at",
    link="payment_id receipt_id refunded_by external_ref",
    plain="id paid_from",
)
rows(
    Subscription,
    MONEY,
    NUMBERED,
    member="membership",
    seen="entitlement_key starts_at ends_at closes_at status paused_at declined_at",
    link="membership_id order_id",
    plain="id community_id offer_id anchor_day reminded_days",
)
rows(
    GatewayAccount,
    MONEY,
    OURS,
    link="connected_by",
    plain="id community_id provider mode values sealed token is_open connected_at checked_at trouble refused_count "
    "refused_at",
)
rows(
    Checkout,
    MONEY,
    NUMBERED,
    member="order__membership",
    seen="amount_minor currency every state opened_at settled_at",
    link="order_id",
    plain="id account_id reference external_id url trouble",
)
rows(
    GatewaySubscription,
    MONEY,
    NUMBERED,
    member="membership",
    seen="state amount_minor until is_ending started_at",
    link="membership_id",
    plain="id account_id checkout_id offer_id external_id",
)
rows(
    GatewayPayment,
    MONEY,
    NUMBERED,
    member="order__membership",
    seen="external_id amount_minor paid_at",
    link="order_id payment_id",
    plain="id account_id checkout_id subscription_id fee_minor is_fee_told late_fee_minor settled_currency "
    "settled_minor rate settled_at",
)
rows(
    GatewayRefund,
    MONEY,
    NUMBERED,
    member="payment__order__membership",
    seen="amount_minor state reason made_at done_at",
    link="payment_id asked_by",
    plain="id external_id key",
)
rows(
    GatewayDispute,
    MONEY,
    NUMBERED,
    member="payment__order__membership",
    seen="amount_minor state opened_at decided_at",
    link="payment_id",
    plain="id external_id fee_minor reason due_at",
)
rows(GatewayPayout, MONEY, OURS, plain="id account_id external_id amount_minor fee_minor state arrives_date booked_at")
# What a provider writes of a payer lies in the raw body: it is kept for as long as disputes may come, then it goes.
rows(
    ProviderEvent,
    MONEY,
    OURS,
    days=EVENT_DAYS,
    clock="received_at",
    plain="id account_id event_id kind external_id state body made_at received_at",
)
rows(
    Reconciliation,
    MONEY,
    OURS,
    plain="id account_id since_at ran_at looked_at_count findings provider_minor books_minor",
)
rows(
    SandboxPayment,
    MONEY,
    OURS,
    plain="id account_id external_id reference title amount_minor currency every state fee_minor refunded dispute "
    "return_url cancel_url made_at paid_at",
)
rows(TillMethod, MONEY, OURS, plain="id community_id kind title instructions_ar instructions_en is_open")

rows(
    TaxStanding,
    MONEY,
    OURS,
    plain="id community_id country is_registered number own_rate_bp legal_name_ar legal_name_en address changed_at",
)
rows(
    BillingDetails,
    MONEY,
    Erasure.DELETED,
    what=_("The company you buy for"),
    member="membership",
    own="name tax_number address country",
    seen="changed_at",
    link="membership_id",
    plain="id",
)
# A document is kept as it was issued for as long as the law on books asks; it names companies, never a person.
rows(
    Invoice,
    MONEY,
    NUMBERED,
    party="payer",
    seen="series number issued_at issued_date buyer title_ar title_en quantity list_minor gross_minor tax_minor tax_bp "
    "tax_note currency paid_from",
    link="payer order_id receipt_id refund_id corrects_id",
    plain="id community_id seller law previous_digest digest",
)
rows(Budget, MONEY, OURS, link="published_by", plain="id community_id period note published_at")
rows(BudgetLine, MONEY, OURS, plain="id budget_id actual planned_minor")
rows(CostPaper, MONEY, OURS, link="added_by", plain="id cost_id file added_at")


@eraser
def drop_slips(subject: Subject, at: datetime) -> None:
    """The photographs of transfer slips show names and account numbers."""
    photos = ReceiptPhoto.objects.filter(order__membership__in=subject.membership_ids)
    paths = list(photos.values_list("file", flat=True))

    def drop() -> None:
        for path in paths:
            default_storage.delete(path)

    transaction.on_commit(drop)
