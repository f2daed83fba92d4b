"""Names of what this room announces through the registry."""

PAYOUT_SENT = "payouts.payout_sent"
"""Facts: community_id, payout_id, party, amount_minor, at. Announced inside the transaction that sent it."""
