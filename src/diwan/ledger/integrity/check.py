from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _

from diwan.kernel import append_only
from diwan.ledger.integrity.chain import check_chain
from diwan.ledger.integrity.findings import found
from diwan.ledger.integrity.legs import check_strays
from diwan.ledger.integrity.seals import check_seals
from diwan.ledger.integrity.sums import check_sums
from diwan.ledger.models import Book, Entry, Leg
from diwan.ledger.shapes import Finding


def check(*, community_id: int | None = None) -> list[Finding]:
    """Everything wrong with the books of one community, or of all; an empty list is a clean bill.

    Reads every entry and leg once, in slices; fit for every night and for every close.
    """
    findings = list(_triggers())
    for one in [community_id] if community_id is not None else _communities():
        for examine in (check_chain, check_strays, check_sums, check_seals):
            findings += examine(one)
    return findings


def _communities() -> list[int]:
    """Every community that any row of the books names, so that a removed head hides nothing."""
    named = (table.objects.order_by().values_list("community_id", flat=True).distinct() for table in (Book, Entry, Leg))
    return sorted({community_id for rows in named for community_id in rows})


def _triggers() -> Iterator[Finding]:
    for name in append_only.missing(connection):
        sentence = _("The trigger %(row)s is missing from the database: rows could have been changed.")
        yield found(
            "unprotected", "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master", name, 0, sentence
        )
