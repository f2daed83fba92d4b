"""How a finding is worded. Rows are named by table and id, amounts by minor units and currency."""

from typing import Any

from django.utils.translation import gettext as _

from diwan.ledger.shapes import Finding

ENTRY, LEG, BOOK, SEAL = "ledger_entry", "ledger_leg", "ledger_book", "ledger_seal"


def found(kind: str, table: str, row_id: object, amount_minor: int, sentence: str, **facts: Any) -> Finding:
    """`sentence` is translated already; its places are filled here with the row, the amount and `facts`."""
    filled = sentence % {"row": row_id, "amount": amount_minor, **facts}
    return Finding(kind, table, str(row_id), amount_minor, filled)


def missing_entries(first_id: int, last_id: int, amount_minor: int) -> Finding:
    if first_id == last_id:
        sentence = _("Entry %(row)s, of %(amount)s minor units, has been removed.")
        return found("entry_removed", ENTRY, first_id, amount_minor, sentence)
    sentence = _("Entries %(row)s to %(last)s, together of %(amount)s minor units, have been removed.")
    return found("entry_removed", ENTRY, first_id, amount_minor, sentence, last=last_id)
