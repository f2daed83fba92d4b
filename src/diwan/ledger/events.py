"""Names of what the courtyard announces through the kernel's registry."""

# Announced when a month is frozen, before it is shared out; whoever sells recognises the month's income then.
# Facts: community_id (int), period ('YYYY-MM'), at.
PERIOD_CLOSING = "ledger.period_closing"
