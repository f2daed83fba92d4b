"""The Book of Money knows random numbers only."""

from django.utils.translation import gettext_lazy as _

from diwan.kernel.privacy import Erasure, Purpose, rows
from diwan.ledger.models import Account, Book, Entry, Leg, Seal

rows(Account, Purpose.BOOKS, Erasure.OURS, plain="id community_id code currency opened_at")
rows(
    Book,
    Purpose.BOOKS,
    Erasure.OURS,
    plain="community_id currency latest_number latest_hash running_minor sealed_until",
)
rows(
    Entry,
    Purpose.BOOKS,
    Erasure.OURS,
    link="legs_text detail source_ref",
    plain="id community_id number kind effective_date recorded_at key description currency reverses_id leg_count "
    "total_minor running_minor body_hash previous_hash entry_hash",
)
rows(
    Leg,
    Purpose.BOOKS,
    Erasure.NUMBERED,
    what=_("Amounts you paid and earned, under a random number"),
    party="party",
    seen="side amount_minor currency account_id",
    link="party",
    plain="id entry_id community_id position",
)
rows(Seal, Purpose.BOOKS, Erasure.OURS, plain="id community_id label end_date entry_count hash previous_hash sealed_at")
