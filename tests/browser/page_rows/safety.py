"""Addresses of safety that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = []
NO_PAGE: set[str] = {
    "next_report", "proposal_approval", "proposal_refusal", "duty_leaving", "suspicion_look", "rule_words",
    "words_removal",
}  # fmt: skip
OF_A_MOMENT: set[str] = set()
