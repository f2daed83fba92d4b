"""Addresses of belonging that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = [("beginning", ["rooftop"]), ("first_question", ["rooftop"])]
NO_PAGE: set[str] = {
    "badge_count", "badge_visibility", "beginning_closing", "greeted", "group_closing", "group_joining",
    "group_leaving", "group_places", "group_removal", "group_request", "level_release",
}  # fmt: skip
OF_A_MOMENT: set[str] = {"badge_taking_back"}
