"""Names of what this room announces through the registry."""

ORDER_PAID = "commerce.order_paid"
"""Facts: community_id, order_id, membership_id, at. Announced inside the transaction that paid the order."""

HELD_RETURNED = "commerce.held_returned"
"""Facts: community_id, order_id, payment_id, refund_id, amount_minor, paid_from, at. Held money is to go back to its
payer: announced once for each payment it came from, so that a provider can be asked to send it."""

RECEIPTS_CHANGED = "commerce.receipts_changed"
"""Facts: community_id, order_id (None without one), receipt_id, refund_id (None when held money was let go), at.
What an order's receipts hold has changed after it was paid."""

CHARGED_BACK = "commerce.charged_back"
"""Facts: community_id, order_id, payment_id, refund_id, amount_minor, at. A provider took money back."""

RENEWAL_DECLINED = "commerce.renewal_declined"
"""Facts: community_id, order_id, membership_id, is_declined, at. A member lets a term run out, or no more."""
