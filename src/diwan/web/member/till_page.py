"""What the pages of the till show: tiers with the part that returns to members, an order with its story."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from diwan.commerce import public as commerce
from diwan.commerce.enums import OPEN, IncomeKind, OrderStatus, Till
from diwan.commerce.errors import NoSuchOrder
from diwan.distribution import public as distribution
from diwan.kernel import clock
from diwan.kernel.periods import Period
from diwan.people import public as people
from diwan.web.member.splits import split_of
from diwan.web.scope import CommunityRequest, member_of
from diwan.web.visitor.opening import members_part


def tiers(request: CommunityRequest) -> dict[str, Any]:
    """Everything on sale, the reader's running term, orders and credit; a visitor sees the tiers alone."""
    member = request.membership
    month = Period.of(clock.now(), request.community.timezone).label
    plan = distribution.current_plan(community_id=request.community.pk, period=month)
    offers = commerce.list_offers(community_id=request.community.pk)
    facts: dict[str, Any] = {
        "community": request.community,
        "offers": [one for one in offers if one.kind == IncomeKind.MEMBERSHIP],
        "members_bp": members_part(plan.document) if plan else 0,
        "term": None,
        "orders": [],
        "credit_minor": 0,
        "is_member": member is not None,
    }
    if member is not None:
        facts["term"] = commerce.subscription_of(membership_id=member.pk, at=clock.now())
        facts["orders"] = commerce.list_orders(membership_id=member.pk)
        facts["credit_minor"] = commerce.credit_of_member(membership_id=member.pk)
    return facts


def find_order(request: CommunityRequest, order_id: int) -> commerce.OrderView:
    """An order the reader may see; a foreign one is answered exactly like a missing one."""
    try:
        return commerce.get_order(order_id=order_id, viewer=member_of(request).party_id)
    except NoSuchOrder as error:
        raise Http404 from error


def order_facts(request: CommunityRequest, order: commerce.OrderView) -> dict[str, Any]:
    methods = commerce.list_till_methods(community_id=request.community.pk, with_closed=True)
    return {
        "community": request.community,
        "order": order,
        "till": next((one for one in methods if one.kind == order.method), None),
        "till_word": Till(order.method).label if order.method else "",
        "addresses": commerce.list_pay_addresses(community_id=request.community.pk, till_kind=order.method or "none"),
        "status_word": OrderStatus(order.status).label,
        "is_open": order.status in OPEN,
        "ways_online": commerce.online.list_ways_online(order_id=order.id, viewer=member_of(request).party_id),
        "is_mine": order.membership_id == member_of(request).pk,
        "may_decide": people.can(request.membership, "approve_money"),
        "documents": commerce.invoices_of_order(order_id=order.id, viewer=member_of(request).party_id),
        "steps": _steps(),
        "step": _step(order),
        "slices": split_of(community=request.community, kind=order.kind, amount_minor=order.due_minor, to=order.to),
        "gift": commerce.gift_of_order(order_id=order.id, viewer=member_of(request).party_id),
        "has_file": order.status == OrderStatus.PAID and _has_file(request, order),
    }


def _has_file(request: CommunityRequest, order: commerce.OrderView) -> bool:
    goods = commerce.list_goods(membership_id=member_of(request).pk)
    return any(good.order_id == order.id and good.has_file for good in goods)


def _steps() -> list[tuple[str, str]]:
    return [(_("Ordered"), ""), (_("Receipt sent"), ""), (_("Checked"), ""), (_("Yours"), "")]


def _step(order: commerce.OrderView) -> int:
    """The step under way, counted from 1; past the last when everything is done."""
    if order.status == OrderStatus.PAID:
        return 5
    return 3 if order.status == OrderStatus.REVIEW else 2
