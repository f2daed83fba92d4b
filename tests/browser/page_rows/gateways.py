"""Addresses of paying online that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = []
NO_PAGE: set[str] = {
    "provider_events", "sandbox_outcome", "online_payment", "renewal", "renewal_card", "gateway_check",
    "gateway_opening", "gateway_comparison",
}  # fmt: skip
OF_A_MOMENT: set[str] = {"online_checkout", "online_return", "sandbox_page"}
