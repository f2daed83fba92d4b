"""The ledger accounts this room reads; the only file in it that names any."""

RESERVES = ("funds:reserve", "funds:statutory_reserve", "funds:guarantee")
"""What lasts when nothing comes in. Funds with another purpose are not counted."""

COST_ENTRY = "cost_recorded"

TILLS = ("assets:bank", "assets:wallet", "assets:cash", "assets:processor")
TAX = "liabilities:tax"
# What the community holds for others, by the name of the page's line.
OWED = {
    "members": "liabilities:members",
    "held": "liabilities:held",
    "in_batches": "liabilities:payouts",
    "owner": "liabilities:owner",
    "unearned": "liabilities:deferred",
    "credit": "liabilities:credit",
}
CARRIED = "assets:carried"
FUNDS = "funds:"
# Accounts that come back to zero by themselves, and after how many days one that does not needs a person.
CLEARING_DAYS = {
    "assets:refunds_to_recover": 40,
    "assets:processor": 14,
    "liabilities:payouts": 7,
    "expenses:processor_fees": 45,
}
INCOME = "income:"
INCOME_DAYS = 45
