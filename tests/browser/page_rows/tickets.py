"""Addresses of tickets that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = [("events", ["rooftop"])]
NO_PAGE: set[str] = {"event_file", "ticket_sale"}
OF_A_MOMENT: set[str] = {"ticket_check"}
