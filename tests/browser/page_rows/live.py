"""Addresses of live that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = []
NO_PAGE: set[str] = {"live", "live_events", "live_notices", "live_marks", "live_replies"}
OF_A_MOMENT: set[str] = set()
