"""Names of what this room announces through the registry."""

ORDER_PAID = "commerce.order_paid"
"""Facts: community_id, order_id, membership_id, at. Announced inside the transaction that paid the order."""
