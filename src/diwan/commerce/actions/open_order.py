from datetime import datetime
from uuid import UUID

from diwan.commerce import postings, till
from diwan.commerce.actions.settle_order import settle_order
from diwan.commerce.enums import IncomeKind, PaidFrom
from diwan.commerce.errors import BadAmount, NoSuchPayer
from diwan.commerce.models import Offer, Order, Payment
from diwan.kernel import ids
from diwan.ledger import public as ledger
from diwan.people import public as people


def open_order(
    *,
    community: people.Community,
    membership: people.Membership,
    kind: str,
    title_ar: str,
    title_en: str,
    due_minor: int,
    tax_bp: int,
    method: str,
    at: datetime,
    offer: Offer | None = None,
    to: UUID | None = None,
    subject_ref: str = "",
    quantity: int = 1,
    list_minor: int | None = None,
    is_held: bool = False,
) -> Order:
    """Open an order for anything. For other actions, inside their transaction and `till.hold`.

    `due_minor` is asked after all discounts, `list_minor` (default: the same) before them. The payer's credit is used
    at once, and nothing due settles at once. Raises BadAmount, NoSuchPayer (nobody is `to`), NoSuchTill (`method` is
    closed here).
    """
    _check(community.pk, kind, due_minor, tax_bp, quantity, to)
    if due_minor:
        till.require_way(community_id=community.pk, method=method)
    order = Order.objects.create(
        community=community,
        membership=membership,
        offer=offer,
        kind=kind,
        title_ar=title_ar[:160],
        title_en=title_en[:160],
        to=to,
        subject_ref=subject_ref,
        quantity=quantity,
        reference=_free_reference(community.pk),
        method=method if due_minor else "",
        list_minor=due_minor if list_minor is None else list_minor,
        due_minor=due_minor,
        tax_bp=tax_bp,
        is_held=is_held,
        placed_at=at,
    )
    if due_minor:
        _use_credit(order, at)
    else:
        settle_order(order=order, applied_minor=0, at=at)
    return order


def _check(community_id: int, kind: str, due_minor: int, tax_bp: int, quantity: int, to: UUID | None) -> None:
    is_known = kind in IncomeKind.values and 0 <= tax_bp <= 10000 and quantity > 0
    if not is_known or not 0 <= due_minor <= till.MOST_MINOR:
        raise BadAmount
    if to is not None and not people.get_parties(community_id=community_id, parties=[to]):
        raise NoSuchPayer


def _free_reference(community_id: int) -> str:
    while True:
        reference = ids.short_code()
        if not Order.objects.filter(community=community_id, reference=reference).exists():
            return reference


def _use_credit(order: Order, at: datetime) -> None:
    payer = order.membership.party_id
    held = ledger.balance(community_id=order.community_id, account=postings.credit_of(), party=payer)
    used = min(held, order.due_minor)
    if not used:
        return
    payment = Payment.objects.create(
        order=order, paid_from=PaidFrom.CREDIT, amount_minor=used, applied_minor=used, credited_minor=0, received_at=at
    )
    till.book(
        community=order.community,
        kind="credit_used",
        legs=postings.credit_used(payer=payer, amount_minor=used),
        key=f"commerce:payment:{payment.pk}",
        at=at,
        source_ref=f"order:{order.pk}",
        detail={"payer": str(payer), "order": order.reference},
    )
    settle_order(order=order, applied_minor=used, at=at)
