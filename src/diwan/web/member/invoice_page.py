"""What the pages of documents show."""

from typing import Any

from diwan.commerce import public as commerce
from diwan.commerce.enums import PaidFrom
from diwan.distribution import public as distribution
from diwan.people import public as people
from diwan.web.jinja import reader_of
from diwan.web.papers import invoice as paper
from diwan.web.scope import CommunityRequest, member_of


def mine(request: CommunityRequest) -> dict[str, Any]:
    """The reader's own documents, cases and years."""
    party, community_id = member_of(request).party_id, request.community.pk
    return {
        "community": request.community,
        "documents": commerce.list_invoices(community_id=community_id, payer=party),
        "cases": commerce.list_cases(community_id=community_id, payer=party),
        "years": distribution.list_years(community_id=community_id, party=party),
        "billing": commerce.billing_details(membership_id=member_of(request).pk),
        "title_of": paper.title_of,
    }


def facts(request: CommunityRequest, view: commerce.InvoiceView) -> dict[str, Any]:
    reader = reader_of(request)
    return {
        "community": request.community,
        "view": view,
        "title": paper.document_title(view),
        "what": paper.title_of(view, reader.language),
        "tax_label": paper.tax_label(view, reader),
        "tax_note": paper.tax_note(view),
        "how": str(PaidFrom(view.paid_from).label) if view.paid_from else "",
        "is_mine": view.payer == member_of(request).party_id,
        "is_keeper": people.can(request.membership, "see_orders"),
        "may_rename": not (view.is_credit_note or view.buyer or view.corrections),
    }
