from dataclasses import dataclass

from diwan.commerce.invoicing.models import BillingDetails


@dataclass(frozen=True, slots=True)
class BillingView:
    """The company a member buys for; every text may be empty."""

    name: str = ""
    tax_number: str = ""
    address: str = ""
    country: str = ""


def billing_details(*, membership_id: int) -> BillingView:
    """The company that stands on the member's next documents."""
    row = BillingDetails.objects.filter(membership=membership_id).first()
    return BillingView(row.name, row.tax_number, row.address, row.country) if row else BillingView()
