"""Who may do what at the till. Every refusal here is an error with a sentence; nothing returns silently."""

from uuid import UUID

from diwan.commerce.errors import NoSuchOrder, OwnPayment
from diwan.commerce.models import Order
from diwan.people import public as people

MONEY = "approve_money"
QUEUE = "see_orders"


def require_keeper(*, community_id: int, by: UUID) -> people.Membership:
    """The membership of a till keeper (owner or treasurer). Raises people.errors.NotAllowed."""
    return people.require(people.get_membership_by_party(community_id=community_id, party=by), MONEY)


def get_visible_order(*, order_id: int, viewer: UUID) -> Order:
    """The order, for its payer and the keepers of the till; NoSuchOrder for everybody else, as for a missing one."""
    return _order_and_viewer(order_id, viewer)[0]


def get_order_to_decide(*, order_id: int, by: UUID) -> Order:
    """The order, for a keeper who is not its payer. Raises NoSuchOrder, people.errors.NotAllowed or OwnPayment."""
    order, viewer = _order_and_viewer(order_id, by)
    keeper = people.require(viewer, MONEY)
    if same_person(keeper, order.membership):
        raise OwnPayment
    return order


def _order_and_viewer(order_id: int, viewer: UUID) -> tuple[Order, people.Membership]:
    order = Order.objects.select_related("membership", "offer", "community").filter(pk=order_id).first()
    if order is None:
        raise NoSuchOrder
    who = people.get_membership_by_party(community_id=order.community_id, party=viewer)
    if who is None or not (who.pk == order.membership_id or people.can(who, QUEUE)):
        raise NoSuchOrder
    return order, who


def same_person(one: people.Membership, other: people.Membership) -> bool:
    """Whether two memberships are one person: the same row, or merged into the same one."""
    return (one.same_person_as_id or one.pk) == (other.same_person_as_id or other.pk)
