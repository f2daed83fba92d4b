"""Addresses of the market that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = [("seat_taking", ["rooftop"]), ("offers", ["rooftop"])]
NO_PAGE: set[str] = {
    "coupon_retirement", "good_file", "good_retirement", "seat_closing", "term_ending", "term_rest", "term_return",
    "trial",
}  # fmt: skip
OF_A_MOMENT: set[str] = {"seats", "term_change"}
