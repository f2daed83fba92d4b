"""Who may open the addresses of documents, cases, years and exports.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from datetime import UTC, datetime
from typing import Any

from diwan.commerce import public as commerce

from ..rights import AUTHOR, DONE, KEEPERS, MEMBERS, REFUSED, SHOWN, Rights, row

DOCUMENT = {"invoice_id": "invoice"}
NEITHER_PAYER_NOR_KEEPER = MEMBERS - AUTHOR - KEEPERS

COMMUNITY: dict[str, Rights] = {
    "invoices": row(MEMBERS, SHOWN),
    "billing": row(MEMBERS, SHOWN, DONE),
    "invoice": row(MEMBERS, SHOWN, not_theirs=NEITHER_PAYER_NOR_KEEPER, **DOCUMENT),
    "invoice_pdf": row(MEMBERS, SHOWN, not_theirs=NEITHER_PAYER_NOR_KEEPER, language="language", **DOCUMENT),
    "invoice_company": row(MEMBERS, SHOWN, REFUSED, not_theirs=NEITHER_PAYER_NOR_KEEPER, **DOCUMENT),
    "case": row(MEMBERS, SHOWN, not_theirs=NEITHER_PAYER_NOR_KEEPER, case_id="case"),
    "year": row(MEMBERS, SHOWN, year="year"),
    "year_pdf": row(MEMBERS, SHOWN, year="year", language="language"),
    "documents": row(KEEPERS, SHOWN),
    "tax": row(KEEPERS, SHOWN, REFUSED),
    "cases": row(KEEPERS, SHOWN),
    "exports": row(KEEPERS, SHOWN),
    "export": row(KEEPERS, SHOWN, shape="shape"),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """Layla's paid order has its invoice; a part of it goes back."""
    at = datetime.now(UTC)
    (invoice, *_rest) = commerce.list_invoices(community_id=place.community.pk, payer=place.member("layla").party_id)[
        ::-1
    ]
    commerce.refund_payment(
        payment_id=place["payment"],
        amount_minor=100,
        by=place.member("owner").party_id,
        at=at,
        reason="a part",
        key="c",
    )
    (case,) = commerce.list_cases(community_id=place.community.pk)
    place.objects |= {"invoice": invoice.id, "case": case.id, "year": at.year, "language": "en", "shape": "journal"}
