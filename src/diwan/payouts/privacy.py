"""Where money was sent: sealed, and unsealed only to be sent. The destination goes; that a sum was paid stays."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.kernel.privacy import Erasure, Purpose, Subject, eraser, rows
from diwan.payouts.models import (
    BankStatement,
    Batch,
    Confirmation,
    Donation,
    FormerAddress,
    Method,
    MethodDetails,
    Payout,
    SourceAccount,
    StatementLine,
    Terms,
)

MONEY = Purpose.MONEY
rows(
    Batch,
    MONEY,
    Erasure.OURS,
    link="drafted_by decided_by",
    plain="id community_id number status hash total_minor screened_count drafted_at decided_at",
)
rows(
    Method,
    MONEY,
    Erasure.CLEARED,
    what=_("The last digits of the account your payouts go to"),
    member="membership",
    own="mask fingerprint",
    seen="kind set_at usable_from replaced_at",
    link="membership_id",
    plain="id",
)
rows(
    MethodDetails,
    MONEY,
    Erasure.DELETED,
    what=_("The account your payouts go to, sealed"),
    member="method__membership",
    own="sealed",
    link="method_id",
)
rows(
    Payout,
    MONEY,
    Erasure.CLEARED,
    what=_("Proof that a payout was sent"),
    party="party",
    own="proof proof_photo reason",
    seen="reference amount_minor status sent_at cleared_date failed_at",
    link="party method_id",
    plain="id community_id batch_id paid_from",
)
rows(Confirmation, MONEY, Erasure.NUMBERED, link="confirmed_by payout_id", plain="confirmed_at")
rows(Terms, MONEY, Erasure.OURS, plain="community_id minimum_minor quantum_minor year_limit_minor")
rows(
    FormerAddress,
    Purpose.ACCOUNT,
    Erasure.DELETED,
    what=_("The e-mail address you had before, sealed, for thirty days"),
    person="person",
    own="sealed",
    seen="changed_at",
    link="person_id",
    plain="id",
    days=30,
    clock="changed_at",
)
rows(
    Donation,
    MONEY,
    Erasure.NUMBERED,
    what=_("What you gave to the common pot"),
    party="party",
    seen="amount_minor donated_at withdrawn_at",
    link="party",
    plain="id community_id",
)
rows(SourceAccount, MONEY, Erasure.OURS, plain="community_id mask sealed takes_arabic set_at")
rows(
    BankStatement,
    MONEY,
    Erasure.OURS,
    link="read_by applied_by",
    plain="id community_id content_hash format line_count read_at applied_at",
)
rows(
    StatementLine,
    MONEY,
    Erasure.CLEARED,
    what=_("What the bank’s statement said of a payout of yours"),
    party="payout__party",
    own="bank_reference reason",
    seen="effect amount_minor booked_date",
    link="payout_id",
    plain="id statement_id",
)


@eraser
def drop_proofs(subject: Subject, at: datetime) -> None:
    """A bank's slip shows where the money went."""
    paths = [
        path for path in Payout.objects.filter(party__in=subject.parties).values_list("proof_photo", flat=True) if path
    ]

    def drop() -> None:
        for path in paths:
            default_storage.delete(path)

    transaction.on_commit(drop)
