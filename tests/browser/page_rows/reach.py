"""Addresses of reach that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = [("reach", ["rooftop"]), ("mailbox", [])]
# `mailbox_looks` is a letter as mail programs show it: a page of its own kind, in the letter's language alone.
NO_PAGE: set[str] = {
    "device_disposal",
    "device_withdrawal",
    "devices",
    "letter_opening",
    "letter_stopping",
    "mailbox_looks",
    "newsletter_disposal",
    "newsletter_sending",
    "newsletter_trial",
    "notice_reading",
}
OF_A_MOMENT: set[str] = set()
