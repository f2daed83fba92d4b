"""Addresses of editorial that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = []
NO_PAGE: set[str] = {
    "co_author_answer",
    "draft_authors",
    "draft_schedule",
    "item_acceptance",
    "item_assignment",
    "item_beginning",
    "item_dropping",
    "item_remarks",
    "item_return",
    "item_submission",
    "item_withdrawal",
    "schedule_withdrawal",
}
OF_A_MOMENT: set[str] = {"post_label"}
