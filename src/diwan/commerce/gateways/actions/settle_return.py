from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from diwan.commerce.gateways.accounts import opened
from diwan.commerce.gateways.actions.apply_truth import apply_truth
from diwan.commerce.gateways.errors import NoSuchGateway
from diwan.commerce.gateways.models import Checkout
from diwan.commerce.gateways.queries.checkouts import CheckoutView, checkout_view
from diwan.commerce.gateways.registry import get_provider


def settle_return(*, reference: str, by: UUID, query: Mapping[str, str], at: datetime) -> CheckoutView:
    """The payer comes back: ask the provider what is true, and settle that. The address itself proves nothing.

    Raises NoSuchGateway (no such checkout, or another's), ProviderDown, ProviderRefused, Unreadable.
    """
    row = Checkout.objects.select_related("account__community", "order__membership").filter(reference=reference).first()
    if row is None or row.order.membership.party_id != by:
        raise NoSuchGateway
    provider = get_provider(row.account.provider)
    asked = provider.read_return(query) or row.external_id
    if asked:
        truth = provider.fetch_payment(opened(row.account), asked)
        apply_truth(account=row.account, truth=truth, at=at)
    return checkout_view(reference)
