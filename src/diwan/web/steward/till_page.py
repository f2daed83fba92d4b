"""What the keepers of the till look at: receipts to check, orders that wait, one order to decide."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from diwan.commerce import public as commerce
from diwan.commerce.errors import NoSuchOrder
from diwan.distribution import public as distribution
from diwan.kernel import clock
from diwan.kernel.periods import Period
from diwan.ledger import public as ledger
from diwan.people import public as people
from diwan.web.scope import CommunityRequest, member_of
from diwan.web.steward.forms.till import ApprovalForm, RejectionForm


def queue(request: CommunityRequest) -> dict[str, Any]:
    """Receipts nobody has looked at, each with its two forms; then every order that still waits for money."""
    community_id = request.community.pk
    to_review = commerce.list_orders_to_review(community_id=community_id)
    reviewed = {one.id for one in to_review}
    return {
        "community": request.community,
        "reviews": [(order, approval_form(order), RejectionForm(prefix=f"no{order.id}")) for order in to_review],
        "waiting": [one for one in commerce.list_open_orders(community_id=community_id) if one.id not in reviewed],
        "likely": commerce.likely_rows(community_id=community_id),
        "may_decide": people.can(request.membership, "approve_money"),
        "me": member_of(request).pk,
        **_asked(request),
    }


def approval_form(order: commerce.OrderView, data: object = None) -> ApprovalForm:
    """The amount still missing, ready to be confirmed."""
    initial = {"amount": order.outstanding_minor, "key": order.approval_key}
    return ApprovalForm(data, currency=order.currency, initial=initial, auto_id=f"yes{order.id}_%s")


def find_order(request: CommunityRequest, order_id: int) -> commerce.OrderView:
    try:
        return commerce.get_order(order_id=order_id, viewer=member_of(request).party_id)
    except NoSuchOrder as error:
        raise Http404 from error


def cost_names(request: CommunityRequest) -> list[tuple[str, str]]:
    """The costs the plan of this month pays before sharing, by the plan's own names."""
    month = Period.of(clock.now(), request.community.timezone).label
    plan = distribution.current_plan(community_id=request.community.pk, period=month)
    if plan is None:
        return []
    words = distribution.plan_in_words(document=plan.document)
    names = {line.actual for flow in words.waterfalls for line in flow.lines if line.actual}
    return [(name, cost_word(name)) for name in sorted(names)]


def cost_word(name: str) -> str:
    """'hosting' in the reader's language; a community's own name as its plan writes it."""
    known = {"hosting": _("Hosting and tools"), "materials": _("Materials"), "rent": _("Rent")}
    return known.get(name, name.replace("_", " "))


def recorded_costs(request: CommunityRequest) -> list[tuple[ledger.EntryView, str, int]]:
    """Costs in the books, newest first: the entry, its word, the amount in minor units."""
    entries = ledger.list_entries(community_id=request.community.pk, kinds=["cost_recorded"])
    return [
        (one, cost_word(one.detail["actual"]), sum(leg.amount_minor for leg in one.legs if leg.side == "debit"))
        for one in sorted(entries, key=lambda entry: (entry.effective_date, entry.number), reverse=True)
    ]


def _asked(request: CommunityRequest) -> dict[str, Any]:
    """An order looked for by the reference on a bank statement."""
    reference = request.GET.get("reference", "").replace("\x00", "").strip()[:20]
    if not reference:
        return {"reference": "", "found": None}
    try:
        viewer = member_of(request).party_id
        found = commerce.find_order(community_id=request.community.pk, reference=reference, viewer=viewer)
    except NoSuchOrder:
        found = None
    return {"reference": reference, "found": found}
