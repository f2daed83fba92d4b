"""Addresses of services that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = [("services", ["rooftop"]), ("service_disputes", ["rooftop"])]
NO_PAGE: set[str] = {"booking_placement", "booking_file"}
OF_A_MOMENT: set[str] = {
    "booking_acceptance",
    "booking_answer",
    "booking_delivery",
    "booking_dispute",
    "booking_review",
    "booking_rework",
    "booking_surrender",
    "service_agreement",
    "service_decision",
    "service_refusal",
}
