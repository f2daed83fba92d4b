from datetime import datetime
from uuid import UUID

from diwan.commerce import till
from diwan.commerce.actions.open_order import open_order
from diwan.commerce.actions.place_order import active_member
from diwan.commerce.enums import IncomeKind
from diwan.commerce.errors import NoSuchPayer, OwnTip
from diwan.commerce.models import Order
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import idempotency
from diwan.people import public as people

TITLE_AR, TITLE_EN = "إكرامية إلى {}", "A tip for {}"


def give_tip(
    *,
    community_id: int,
    membership_id: int,
    to: UUID,
    amount_minor: int,
    method: str,
    at: datetime,
    key: str,
    subject_ref: str = "",
) -> OrderView:
    """Give a member money of one's own, for an answer (`subject_ref` "post:12") or for nothing in particular.

    Raises OwnTip, NoSuchPayer, BadAmount, NoSuchTill, people.errors.NotAMember, kernel KeyReused.
    """
    giver = active_member(community_id=community_id, membership_id=membership_id)
    receiver = people.get_membership_by_party(community_id=community_id, party=to)
    if receiver is None or not receiver.is_active:
        raise NoSuchPayer
    if (giver.same_person_as_id or giver.pk) == (receiver.same_person_as_id or receiver.pk):
        raise OwnTip
    till.require_amount(amount_minor)
    body = {"to": str(to), "amount_minor": amount_minor, "method": method, "subject": subject_ref}

    def run() -> dict[str, int]:
        till.hold(community_id=community_id)
        name = people.party_names(community_id=community_id, parties=[to])[to]
        order = open_order(
            community=people.get_community_by_id(community_id=community_id), membership=giver, kind=IncomeKind.TIP,
            title_ar=TITLE_AR.format(name), title_en=TITLE_EN.format(name), due_minor=amount_minor, tax_bp=0,
            method=method, at=at, to=to, subject_ref=subject_ref,
        )  # fmt: skip
        return {"order": order.pk}

    answer = idempotency.once(
        scope=community_id, actor=str(giver.party_id), endpoint="commerce.give_tip", key=key, body=body, at=at, run=run
    )
    return order_view(answer["order"])


def tell_receiver(*, order: Order, at: datetime) -> None:
    """The fulfilment of a tip: its receiver is told, and from whom."""
    receiver = people.get_membership_by_party(community_id=order.community_id, party=order.to) if order.to else None
    if receiver is None:
        return
    payer = order.membership.party_id
    by = people.party_names(community_id=order.community_id, parties=[payer])[payer]
    facts = {**till.order_facts(order), "amount_minor": order.due_minor, "by": by}
    people.notify(membership_id=receiver.pk, kind="tip_received", facts=facts, url="", at=at)
