"""Addresses of tills and webhooks that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = []
NO_PAGE: set[str] = {
    "bank_columns", "bank_disposal", "bank_evidence", "bank_keeping", "bank_match", "bank_setting_aside",
    "bank_taking_up", "pay_address_closure", "webhook_closure", "webhook_replay", "webhook_reopening", "webhook_secret",
    "webhook_test",
}  # fmt: skip
OF_A_MOMENT: set[str] = set()
