"""What a bank says of somebody's payment. The row's words go with its payer; that a sum came in stays in the books."""

from django.utils.translation import gettext_lazy as _

from diwan.commerce.tills.models import BankRow, BankStatement, PayAddress
from diwan.kernel.privacy import Erasure, Purpose, rows

rows(
    BankStatement,
    Purpose.MONEY,
    Erasure.OURS,
    link="uploaded_by",
    plain="id community_id till name file source_hash columns is_doubtful known_count uploaded_at kept_at",
)
rows(
    BankRow,
    Purpose.MONEY,
    Erasure.CLEARED,
    what=_("What the bank wrote beside your transfer"),
    member="order__membership",
    own="text payer_name bank_reference",
    seen="booked_date amount_minor",
    link="order_id payment_id decided_by",
    plain="id community_id statement_id number row_hash status decided_at",
)
rows(
    PayAddress,
    Purpose.MONEY,
    Erasure.OURS,
    plain="id community_id till scheme provider holder address is_open set_at",
)
