"""Who may open the addresses of the payout desk.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

import io
from typing import Any

from PIL import Image

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.ledger import public as ledger
from diwan.payouts import public as payouts

from ..rights import DONE, KEEPERS, LED_ON, MEMBERS, REFUSED, SHOWN, TEAM, Rights, row

STATEMENT = {"statement_id": "read_statement"}
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
    "treasury": row(TEAM, SHOWN),
    "budget": row(MEMBERS, LED_ON),
    "budget_month": row(MEMBERS, SHOWN, period="budget_month"),
    "cost_paper": row(MEMBERS, SHOWN, paper_id="cost_paper"),
    "budget_plan": row(KEEPERS, SHOWN, DONE, period="budget_month"),
    "budget_publication": row(KEEPERS, post=DONE, period="budget_month"),
    "cost_papers": row(KEEPERS, post=REFUSED, period="budget_month", cost_id="cost"),
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
    place.objects |= {"donation": gift, "read_statement": read, "rail": "bank-csv"}
    spend(place)


def spend(place: Any) -> None:
    """A month's budget, published, with one cost and its receipt."""
    at, scope, by = clock.now(), place.community.pk, place.member("owner").party_id
    month = f"{at:%Y-%m}"
    commerce.budget.plan_budget(community_id=scope, period=month, planned={"hosting": 500}, note="", by=by, at=at)
    commerce.budget.publish_budget(community_id=scope, period=month, by=by, at=at)
    cost = commerce.record_cost(
        community_id=scope, actual="hosting", amount_minor=100, paid_from="bank", date=at.date(), note="", by=by,
        at=at, key="paper",
    )  # fmt: skip
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "olive").save(out, "PNG")
    paper = commerce.budget.attach_paper(cost_id=cost, community_id=scope, content=out.getvalue(), by=by, at=at)
    place.objects |= {"budget_month": month, "cost": cost, "cost_paper": paper}
