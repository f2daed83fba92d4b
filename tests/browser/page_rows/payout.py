"""Addresses of the payout desk that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = [("payout_source", ["rooftop"]), ("payout_statements", ["rooftop"])]
NO_PAGE: set[str] = {
    "batch_file",
    "budget_publication",
    "cost_paper",
    "cost_papers",
    "payout_donation",
    "payout_donation_withdrawal",
    "payout_statement_application",
}
# In the demo everybody's proof is fresh, so that this page only leads on.
OF_A_MOMENT: set[str] = {"payout_identity"}
