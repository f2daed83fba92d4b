"""Addresses of conversation that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = []
NO_PAGE: set[str] = {
    "presence",
    "block",
    "block_withdrawal",
    "pair",
    "messages",
    "conversation_reading",
    "conversation_quiet",
    "conversation_leaving",
    "message",
    "message_deletion",
    "message_restoration",
    "message_mark",
    "message_mark_withdrawal",
    "talk_picture",
}
OF_A_MOMENT: set[str] = {"message_history"}
