"""Who may open the addresses of the payout desk.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from typing import Any

from diwan.kernel import clock
from diwan.ledger import public as ledger
from diwan.payouts import public as payouts

from ..rights import DONE, KEEPERS, LED_ON, MEMBERS, REFUSED, SHOWN, Rights, row

STATEMENT = {"statement_id": "bank_statement"}
NOT_THE_GIVER = MEMBERS - {"member"}

COMMUNITY: dict[str, Rights] = {
    # Without fresh proof a destination is not even looked at: everybody is led to where it is given.
    "payout_method": row(MEMBERS, SHOWN, LED_ON),
    "payout_identity": row(MEMBERS, SHOWN, SHOWN),
    "payout_donation": row(MEMBERS, post=REFUSED),
    "payout_donation_withdrawal": row(MEMBERS, post=DONE, not_theirs=NOT_THE_GIVER, donation_id="donation"),
    "batch_file": row(KEEPERS, post=REFUSED, batch_id="sent_batch", rail="rail"),
    "payout_source": row(KEEPERS, SHOWN, REFUSED),
    "payout_statements": row(KEEPERS, SHOWN, REFUSED),
    "payout_statement": row(KEEPERS, SHOWN, **STATEMENT),
    "payout_statement_application": row(KEEPERS, post=DONE, **STATEMENT),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """Nour gives what is payable to them; a statement was read."""
    nour, at, scope = place.member("nour"), clock.now(), place.community.pk
    legs = [
        ledger.LegSpec("assets:bank", "debit", 300),
        ledger.LegSpec("liabilities:members", "credit", 300, nour.party_id),
    ]
    ledger.post(
        community_id=scope, kind="settlement_posted", legs=legs, effective_date=at.date(), at=at, key="owe-nour",
        currency="USD",
    )  # fmt: skip
    gift = payouts.donate(membership_id=nour.pk, amount_minor=300, at=at, key="gift")
    content = b"description,amount\nSomebody else,-1.00\n"
    read = payouts.read_statement(community_id=scope, content=content, by=place.member("owner").party_id, at=at)
    place.objects |= {"donation": gift, "bank_statement": read, "rail": "bank-csv"}
